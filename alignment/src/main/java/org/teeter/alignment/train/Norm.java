package org.teeter.alignment.train;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The Euclidean norm, in single precision at least, whatever the type of the numbers. */
final class Norm {
    private Norm() {}

    static double of(Tensor x) {
        try (PointerScope scope = new PointerScope()) {
            ScalarType type = x.scalar_type().intern() == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
            return torch.linalg_vector_norm(
                            x, new Scalar(2.0), new LongArrayRefOptional(), false, new ScalarTypeOptional(type))
                    .item_double();
        }
    }
}

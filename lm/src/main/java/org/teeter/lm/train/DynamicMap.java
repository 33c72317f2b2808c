package org.teeter.lm.train;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;

/**
 * The 256 numbers in [−1, 1] that eight bits stand for: seven decades, each cut more finely than the one below it, and 0 and 1.
 *
 * <p>Dettmers, Lewis, Shleifer and Zettlemoyer (2022), 8-bit optimizers via block-wise quantization, section 2.2; the numbers are
 * those of bitsandbytes' {@code create_dynamic_map}, bit for bit.
 */
final class DynamicMap implements AutoCloseable {
    private static final int DECADES = 7;

    private final Tensor values; // (256), rising
    private final Tensor bounds; // (255), the middles between them

    DynamicMap(boolean signed, Placement placement) {
        try (PointerScope scope = new PointerScope()) {
            Tensor here = Tensor.create(values(signed), 256);
            values = here.to(placement.options(ScalarType.Float), false, true, new MemoryFormatOptional());
            bounds = values.narrow(0, 0, 255).add(values.narrow(0, 1, 255)).div(new Scalar(2.0));
            values.retainReference();
            bounds.retainReference();
        }
    }

    private static float[] values(boolean signed) {
        float[] values = new float[256]; // one stays zero
        int n = 1;
        values[n++] = 1;
        for (int decade = 0; decade < DECADES; decade++) {
            int cells = 1 << (signed ? decade : decade + 1);
            float size = (float) Math.pow(10, decade - DECADES + 1);
            for (int i = 0; i < cells; i++) {
                float value = (edge(i, cells) + edge(i + 1, cells)) / 2 * size;
                values[n++] = value;
                if (signed) {
                    values[n++] = -value;
                }
            }
        }
        Arrays.sort(values);
        return values;
    }

    /**
     * Edge i of equal cells from 0.1 to 1, as LibTorch's {@code linspace} has it on processors with fused products, where bitsandbytes'
     * numbers are from; on others its last digit differs.
     */
    private static float edge(int i, int cells) {
        float step = (1 - 0.1f) / cells;
        return i < (cells + 1) / 2 ? Math.fma(step, i, 0.1f) : Math.fma(-step, cells - i, 1f);
    }

    /** The numbers that codes (n) of bytes stand for. */
    Tensor decode(Tensor codes) {
        return values.index_select(0, codes.to(ScalarType.Int));
    }

    /** Bytes for the numbers of the map that are nearest to {@code x} in [−1, 1]; from a middle, the lower. */
    Tensor encode(Tensor x) {
        return torch.bucketize(x, bounds, true, false).to(ScalarType.Byte);
    }

    Tensor values() {
        return values;
    }

    @Override
    public void close() {
        values.close();
        bounds.close();
    }
}

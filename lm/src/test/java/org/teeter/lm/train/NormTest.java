package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.lm.tensor.Placement;

class NormTest {

    /** n equal numbers c have the norm c √n; 2⁻¹⁰ is exact in every type. The last is longer than a portion, by a part of one. */
    @ParameterizedTest
    @CsvSource({
        "1000, Float, 1e-6", // relative, of single precision
        "131072, Float, 1e-4",
        "131073, Float, 1e-12",
        "16777217, Float, 1e-12",
        "16777217, BFloat16, 1e-12",
        "16777217, Double, 1e-12"
    })
    void ofEqualNumbers(long n, ScalarType type, double tolerance) {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = torch.full(new long[] {n}, new Scalar(0x1p-10), Placement.CPU.options(type));
            double expected = 0x1p-10 * Math.sqrt((double) n);
            assertEquals(expected, Norm.of(x), tolerance * expected);
        }
    }

    @Test
    void ofAMatrixAndOfItsTransposed() {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = torch.full(new long[] {700, 300}, new Scalar(3), Placement.CPU.options(ScalarType.Float));
            double expected = 3 * Math.sqrt(210_000);
            assertEquals(expected, Norm.of(x), 1e-12 * expected);
            assertEquals(expected, Norm.of(x.t()), 1e-12 * expected);
        }
    }
}

package org.teeter.lm.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Torch;

class KtoTest {
    private static final double[] SIGNS = {1, -1};

    @Test
    void isTheFormulaOfThePaper() {
        double z = 0.25; // mean of 0.75 and −0.25
        double[] expected = {1.5 * (1 - logistic(0.4 * (2 - z))), 0.75 * (1 - logistic(0.4 * (z + 1)))};
        assertArrayEquals(expected, losses(new Kto(0.4, 1.5, 0.75), new double[] {2, -1}, 0.75, -0.25), 1e-15);
    }

    @Test
    void pointOfReferenceIsNeverNegative() {
        double[] expected = {1 - logistic(0.2), 1 - logistic(0.1)};
        assertArrayEquals(expected, losses(new Kto(0.1, 1, 1), new double[] {2, -1}, -5, -3), 1e-15);
    }

    @Test
    void isHalfWherePolicyIsTheReference() {
        assertArrayEquals(new double[] {0.5, 0.5}, losses(new Kto(0.1, 1, 1), new double[] {0, 0}, 0, 0), 0);
    }

    @Test
    void farAnswersSaturate() {
        double[] far = losses(new Kto(1, 1, 1), new double[] {1e4, 1e4}, 0, 0);
        assertEquals(0, far[0]);
        assertEquals(1, far[1]);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] losses(Kto kto, double[] ratios, double... mismatched) {
        try (PointerScope scope = new PointerScope()) {
            return Torch.toDoubles(
                    kto.losses(Tensor.create(ratios, 2), Tensor.create(SIGNS, 2), Tensor.create(mismatched, 2)));
        }
    }
}

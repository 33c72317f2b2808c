package org.teeter.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NormalTest {

    /** Beside Chebyshev's series, whose own error is at most 4e-16, at nodes, half-way between them and elsewhere. */
    @Test
    void theTableOfMillsRatioHoldsItsDigits() {
        double worst = 0;
        for (int k = 0; k < 30_000; k++) {
            double x = k / 2048.0;
            double series = Normal.mills(x);
            worst = Math.max(worst, Math.abs(Normal.tabulatedMills(x) - series) / series);
        }
        assertTrue(worst <= 1e-15, "got " + worst);
        assertEquals(Math.sqrt(Math.PI / 2), Normal.tabulatedMills(0), 4e-16);
        assertEquals(Double.parseDouble("0.65567954241879847154"), Normal.tabulatedMills(1), 4e-16);
        assertEquals(0, Normal.tabulatedMills(Double.POSITIVE_INFINITY));
        assertTrue(Double.isNaN(Normal.tabulatedMills(Double.NaN)));
    }

    /** [M131]: the logarithm of the probit's curvature changes by less than its bound, over steps long and short. */
    @Test
    void theCurvatureOfTheProbitGrowsNoFasterThanItsBound() {
        Probit probit = new Probit();
        double[] here = new double[4];
        double[] there = new double[4];
        for (double move : new double[] {1e-3, 0.1, 1}) {
            for (double x = -30; x <= 30; x += 0.01) {
                probit.logDerivatives(x, here);
                probit.logDerivatives(x + move, there);
                double size = Math.max(Math.abs(x), Math.abs(x + move));
                double most = probit.growth(size, move) * (1 + 1e-12);
                for (int side = 2; side < 4; side++) {
                    double factor = there[side] / here[side];
                    assertTrue(Math.max(factor, 1 / factor) <= most, x + " " + move + " " + factor);
                }
            }
        }
    }
}

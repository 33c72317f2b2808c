package org.teeter.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the test of a new link holds; that it makes a model is in {@code ModelsTest}. */
class SmoothstepTest {
    private static final Smoothstep LINK = new Smoothstep();

    /** By hand at 0 and log 3, where p is 1/2 and 3/4: 1/2, 27/32; slopes 3/8 and 27/128. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1.0986122886681098})
    void valuesByHand(double x) {
        assertEquals(x == 0 ? 0.5 : 27.0 / 32, LINK.probability(x).p(), 1e-15);
        assertEquals(x == 0 ? 3.0 / 8 : 27.0 / 128, LINK.density(x), 1e-15);
        assertEquals(x, LINK.quantile(LINK.probability(x)), 1e-14);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-30, -2, 0.1, 1, 9})
    void derivativesAreThoseOfTheLogarithm(double x) {
        double h = 1e-5;
        double[] at = new double[4];
        double[] before = new double[4];
        double[] after = new double[4];
        LINK.logDerivatives(x, at);
        LINK.logDerivatives(x - h, before);
        LINK.logDerivatives(x + h, after);
        assertEquals((LINK.logProbability(x + h) - LINK.logProbability(x - h)) / (2 * h), at[0], 1e-8 * at[0] + 1e-12);
        assertEquals((before[0] - after[0]) / (2 * h), at[2], 1e-8 * at[2] + 1e-12);
        assertEquals((after[1] - before[1]) / (2 * h), at[3], 1e-8 * at[3] + 1e-12);
    }
}

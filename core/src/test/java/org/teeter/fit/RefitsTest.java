package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.model.BradleyTerry;

class RefitsTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final BradleyTerry MODEL = new BradleyTerry();

    /**
     * Fits that share an elimination are those that do not: where counts are drawn from many and from few judgements, whose Hessian may be
     * far from that at the fit, and where there is none.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.05, 20})
    void drawnOnesAreFitsByThemselves(double times) {
        Random random = new Random(8);
        int infinite = 0;
        int finite = 0;
        for (int round = 0; round < 6; round++) {
            int n = 33 + random.nextInt(30);
            ComparisonGraph data = Graphs.random(random, n, round % 2 == 0 ? 3 * n : n + 3);
            Refits<ComparisonGraph> refits = Refits.drawn(MAXIMUM_LIKELIHOOD, MAXIMUM_LIKELIHOOD.fit(MODEL, data));
            for (int draw = 0; draw < 10; draw++) {
                double[] weights = new double[data.kinds()];
                for (int k = 0; k < weights.length; k++) {
                    weights[k] = poisson(random, times * data.weight(k));
                }
                ComparisonGraph drawn = data.weighted(weights);
                if (!MAXIMUM_LIKELIHOOD.hasMaximum(MODEL, drawn)) {
                    assertThrows(NoFiniteFitException.class, () -> refits.to(drawn));
                    infinite++;
                    continue;
                }
                finite++;
                Fit<ComparisonGraph> alone = MAXIMUM_LIKELIHOOD.fit(MODEL, drawn);
                Fit<ComparisonGraph> shared = refits.to(drawn);
                assertTrue(shared.residual() <= 1e-10 && shared.scoreError() <= 1e-7);
                for (int i = 1; i < n; i++) {
                    assertEquals(
                            alone.scores().difference(i, 0), shared.scores().difference(i, 0), 1e-11);
                }
            }
        }
        assertTrue(times < 1 ? infinite > 10 : finite > 10, infinite + " infinite, " + finite + " finite");
    }

    private static int poisson(Random random, double mean) {
        int count = -1;
        for (double left = mean; left > 0 || count < 0; count++) {
            left += Math.log(random.nextDouble());
        }
        return Math.max(0, count);
    }
}

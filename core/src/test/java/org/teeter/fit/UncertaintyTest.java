package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.teeter.Cases.forAll;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.model.BradleyTerry;

class UncertaintyTest {

    /** Two items, 8 : 2: the log-odds have variance 1 / (10 * 0.8 * 0.2), each centred score a quarter of it. */
    @Test
    void twoItemsHaveTheBinomialError() {
        ComparisonGraph graph = Graphs.of(2, new double[] {0, 1, 8, 2});
        List<Double> errors =
                Uncertainty.standardErrors(Estimator.of(Prior.none()).fit(new BradleyTerry(), graph));
        double expected = Math.sqrt(1 / 1.6) / 2;
        assertEquals(expected, errors.get(0), 1e-14);
        assertEquals(expected, errors.get(1), 1e-14);
    }

    @Test
    void solvesGiveWhatTheInverseGives() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(2)}) {
            forAll(20, (random, size) -> Graphs.random(random, 2 + (int) (300 * size), (int) (900 * size)), graph -> {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
                List<Double> byInverse = Uncertainty.standardErrors(fit);
                List<Double> bySolves = Uncertainty.standardErrors(fit, 0);
                for (int i = 0; i < graph.size(); i++) {
                    assertEquals(byInverse.get(i), bySolves.get(i), 1e-9 * byInverse.get(i));
                }
            });
        }
    }
}

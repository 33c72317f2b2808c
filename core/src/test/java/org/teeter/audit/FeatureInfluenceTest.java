package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Features;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.FeatureResponse;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.random.L64X128Mix;

class FeatureInfluenceTest {
    private static Fit<ComparisonGraph> fit(int n, double sigma) {
        RandomGenerator random = L64X128Mix.of(n);
        double[][] x = new double[2][n];
        Tally tally = new Tally();
        for (int i = 0; i < n; i++) {
            x[0][i] = random.nextGaussian();
            x[1][i] = 100 * random.nextGaussian();
            for (int k = 1; k <= 3; k++) {
                for (int vote = 0; vote < 6; vote++) {
                    tally.add(i, (i + k) % n, random.nextBoolean() ? Outcome.FIRST : Outcome.SECOND);
                }
            }
        }
        Items items = Items.numbered(n);
        Prior prior = Prior.regression(Features.of(items, List.of("size", "price"), x), sigma);
        return Estimator.of(prior).fit(new BradleyTerry(), ComparisonGraph.of(tally.counts(items), Ties.HALF));
    }

    /** The slow way: every pair of every feature of every item. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void theWorstIsTheWorstOfAllPairs(double sigma) {
        Fit<ComparisonGraph> fit = fit(12, sigma);
        List<FeatureInfluence> found = FeatureInfluence.worst(fit, 24);
        assertEquals(24, found.size());
        FeatureResponse response = FeatureResponse.of(fit);
        double before = Double.POSITIVE_INFINITY;
        for (FeatureInfluence one : found) {
            double[] answer = response.to(one.item(), one.feature());
            double most = 0;
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < 12; j++) {
                    double p = fit.probability(i, j).p();
                    most = Math.max(most, p * (1 - p) * (answer[i] - answer[j]));
                }
            }
            assertEquals(most, Math.abs(one.sensitivity()), 1e-13);
            assertTrue(one.probability().p() >= 0.5);
            assertTrue(Math.abs(one.perDeviation()) <= before);
            before = Math.abs(one.perDeviation());
            assertEquals(one.sensitivity(), one.refit(), 1e-6 * Math.abs(one.sensitivity()) + 1e-10);
        }
    }

    @Test
    void ofMoreItemsItIsRefused() {
        Fit<ComparisonGraph> fit = fit(FeatureInfluence.LARGEST + 1, 1);
        assertEquals(
                "influences of features are found of up to 300 items, got 301",
                assertThrows(IllegalArgumentException.class, () -> FeatureInfluence.worst(fit, 1))
                        .getMessage());
    }
}

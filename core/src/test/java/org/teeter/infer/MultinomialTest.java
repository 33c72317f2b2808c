package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.random.L64X128Mix;

class MultinomialTest {
    private static final int POINTS = 1 << 20;

    /** Bits spread evenly draw each number as often as its probability says, but for one point a cell. */
    private static void assertDraws(Alias alias, int lowest, double[] weights) {
        int[] times = new int[weights.length];
        for (long k = 0; k < POINTS; k++) {
            times[alias.draw(k << (Long.SIZE - 20)) - lowest]++;
        }
        double sum = Arrays.stream(weights).sum();
        int cells = 4;
        while (cells < weights.length) {
            cells *= 2;
        }
        for (int i = 0; i < weights.length; i++) {
            assertEquals(weights[i] / sum, times[i] / (double) POINTS, (cells + 1.0) / POINTS);
            assertTrue(weights[i] > 0 || times[i] == 0);
        }
    }

    @Test
    void tablesHoldTheirDistribution() {
        Random random = new Random(5);
        for (int round = 0; round < 60; round++) {
            double[] weights = random.doubles(1 + random.nextInt(70))
                    .map(u -> u < 0.2 ? 0 : Math.pow(u, 6))
                    .toArray();
            weights[random.nextInt(weights.length)] = 1;
            int lowest = random.nextInt(10);
            assertDraws(new Alias(lowest, weights), lowest, weights);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 17.4, 63, 900})
    void poisson(double mean) {
        double[] probability = new double[2000];
        double log = -mean;
        for (int k = 0; k < probability.length; k++) {
            probability[k] = Math.exp(log);
            log += Math.log(mean / (k + 1));
        }
        assertDraws(Alias.poisson(mean), 0, Arrays.copyOf(probability, 2000));
    }

    /** Counts of one and of many digits, with kinds that nobody judged: means, variances and covariances within five standard errors. */
    @Test
    void countsAreMultinomial() {
        double[] weights = {1, 0, 2, 63, 64, 65, 4096, 5000, 100, 12345, 0, 3};
        double n = Arrays.stream(weights).sum();
        Multinomial counts = new Multinomial((long) n, weights);
        L64X128Mix random = L64X128Mix.of(2);
        int draws = 20_000;
        double[][] products = new double[weights.length][weights.length];
        double[] means = new double[weights.length];
        for (int k = 0; k < draws; k++) {
            double[] drawn = counts.draw(random);
            assertEquals(n, Arrays.stream(drawn).sum());
            for (int i = 0; i < drawn.length; i++) {
                means[i] += (drawn[i] - weights[i]) / draws;
                for (int j = 0; j < drawn.length; j++) {
                    products[i][j] += (drawn[i] - weights[i]) * (drawn[j] - weights[j]) / draws;
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            double variance = weights[i] * (1 - weights[i] / n);
            assertEquals(0, means[i], 5 * Math.sqrt(variance / draws));
            for (int j = 0; j < weights.length; j++) {
                double other = weights[j] * (1 - weights[j] / n);
                double expected = i == j ? variance : -weights[i] * weights[j] / n;
                double fourth = variance * other + 2 * expected * expected + (variance + other) / 2;
                assertEquals(expected, products[i][j], 5 * Math.sqrt(fourth / draws), i + " and " + j);
            }
        }
    }

    /** Weights that are no counts, or of few judgements, are shared out kind by kind. */
    @Test
    void othersAreSharedOut() {
        double[] fractions = {5000.5, 3000, 4000};
        assertArrayEquals(
                Binomial.share(L64X128Mix.of(1), 12_000, fractions),
                new Multinomial(12_000, fractions).draw(L64X128Mix.of(1)));
        double[] few = {500, 3000, 0, 400};
        assertArrayEquals(
                Binomial.share(L64X128Mix.of(1), 3900, few), new Multinomial(3900, few).draw(L64X128Mix.of(1)));
        double[] many = {500, 3e7, 0, 400};
        assertArrayEquals(
                Binomial.share(L64X128Mix.of(1), 30_000_900, many),
                new Multinomial(30_000_900, many).draw(L64X128Mix.of(1)));
    }
}

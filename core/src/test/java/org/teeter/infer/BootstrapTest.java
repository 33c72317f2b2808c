package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

class BootstrapTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    @Test
    void theNumberOfThreadsChangesNoBit() throws Exception {
        assertSameBits(Models.random(new BradleyTerry(), Cases.random(1), 12, 40));
    }

    /** Counts of many judgements are drawn from tables, and fits of some dozens of items share an elimination. */
    @Test
    void norWhereDrawsShareTablesAndAnElimination() throws Exception {
        RandomGenerator random = Cases.random(3);
        double[][] rows = new double[200][];
        for (int k = 0; k < rows.length; k++) {
            int i = k % 40;
            rows[k] = new double[] {i, (i + 1 + k / 40 * 7) % 40, 20 + random.nextInt(80), 20 + random.nextInt(80)};
        }
        assertSameBits(Graphs.of(40, rows));
    }

    private static void assertSameBits(ComparisonGraph data) throws Exception {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data);
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4);
        List<double[]> alone = one.submit(() ->
                        Bootstrap.ofJudgements(MAXIMUM_LIKELIHOOD, fit, 50, 9).scores())
                .get();
        List<double[]> shared = four.submit(() ->
                        Bootstrap.ofJudgements(MAXIMUM_LIKELIHOOD, fit, 50, 9).scores())
                .get();
        one.shutdown();
        four.shutdown();
        assertEquals(50, alone.size());
        for (int k = 0; k < alone.size(); k++) {
            assertArrayEquals(alone.get(k), shared.get(k));
        }
    }

    /** Beyond 2^53 a double is no count, and beyond 2^63 a number of draws would be cut off there. */
    @Test
    void moreJudgementsThanCanBeCountedAreRefused() {
        for (double n : new double[] {0x1p53, 1e20}) {
            Fit<ComparisonGraph> fit =
                    MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(2, new double[] {0, 1, n, n}));
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> Bootstrap.ofJudgements(MAXIMUM_LIKELIHOOD, fit, 2, 1));
            assertEquals("a bootstrap draws up to 2^53 judgements, and the weights sum to " + 2 * n, e.getMessage());
        }
    }

    /** With hundreds of judgements of each item the draws vary as the sandwich says, within a tenth: 1,500 draws know 1.8 % themselves. */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void drawsVaryAsTheSandwichSays(PairModel model) {
        ComparisonGraph data = Models.random(model, Cases.random(4), 8, 60);
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(model, data);
        Bootstrap bootstrap = Bootstrap.ofJudgements(MAXIMUM_LIKELIHOOD, fit, 1500, 2);
        List<Double> sandwich = Covariance.sandwich(fit).ofScores().values();
        assertEquals(1500, bootstrap.draws());
        assertEquals(0, bootstrap.infinite() + bootstrap.unconverged());
        List<Double> shared = Covariance.sandwich(fit).sharedErrors();
        assertEquals(fit.extras().size(), bootstrap.sharedErrors().size());
        for (int p = 0; p < shared.size(); p++) {
            assertEquals(1, bootstrap.sharedErrors().get(p) / shared.get(p), 0.1);
        }
        List<Interval> intervals = bootstrap.ofScores(0.95);
        for (int i = 0; i < data.size(); i++) {
            assertEquals(1, bootstrap.standardErrors().get(i) / sandwich.get(i), 0.1);
            assertEquals(
                    3.92 * sandwich.get(i),
                    intervals.get(i).high() - intervals.get(i).low(),
                    0.6 * sandwich.get(i));
        }
    }

    /** Clusters of equal judgements: the whole varies as if there were no more judgements than clusters. */
    @Test
    void clustersAreDrawnWhole() {
        Tally tally = new Tally();
        for (int rater = 0; rater < 40; rater++) {
            tally.add(0, 1, rater % 4 == 0 ? Outcome.SECOND : Outcome.FIRST, rater, 1, 25);
        }
        var counts = tally.counts(Items.numbered(2));
        List<ComparisonGraph> clusters = Covariance.clusters(counts, Ties.HALF);
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), ComparisonGraph.of(counts, Ties.HALF));
        Bootstrap bootstrap = Bootstrap.ofClusters(MAXIMUM_LIKELIHOOD, fit, clusters, 4000, 1);
        double expected = Math.sqrt(1 / (40 * 0.25 * 0.75)) / 2;
        assertEquals(
                Math.sqrt(Covariance.clustered(fit, clusters).ofDifference(0, 1)) / 2,
                expected * Math.sqrt(40 / 39.0),
                1e-12);
        assertEquals(1, bootstrap.standardErrors().get(0) / expected, 0.1);
    }

    /** One win in ten is missed by (9/10)^10 of the draws, in which the winner always wins. */
    @Test
    void drawsWithoutAMaximumAreCounted() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(2, new double[] {0, 1, 9, 1}));
        Bootstrap bootstrap = Bootstrap.ofJudgements(MAXIMUM_LIKELIHOOD, fit, 4000, 3);
        assertEquals(4000 * Math.pow(0.9, 10), bootstrap.infinite(), 4 * Math.sqrt(4000 * 0.35 * 0.65));
        assertEquals(
                4000,
                bootstrap.infinite()
                        + bootstrap.unconverged()
                        + bootstrap.scores().size());
    }

    @Test
    void ranksAreThoseOfTheDraws() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(),
                Graphs.of(3, new double[] {0, 1, 90, 10}, new double[] {1, 2, 50, 50}, new double[] {0, 2, 90, 10}));
        List<Interval> ranks =
                Bootstrap.ofJudgements(MAXIMUM_LIKELIHOOD, fit, 500, 3).ofRanks(0.95);
        assertEquals(List.of(new Interval(1, 1), new Interval(2, 3), new Interval(2, 3)), ranks);
    }

    /** Means and variances of both ways to draw, within five standard errors; all of n are shared out. */
    @Test
    void binomialsHaveTheirMoments() {
        double[][] cases = {{5, 0.3}, {1000, 0.002}, {40, 0.5}, {1e6, 1e-7}, {200, 0.9}, {1e9, 0.37}, {30, 0.97}};
        RandomGenerator random = Cases.random(11);
        for (double[] of : cases) {
            int draws = 200_000;
            double mean = 0;
            double square = 0;
            for (int k = 0; k < draws; k++) {
                double x = Binomial.draw(random, (long) of[0], of[1]) - of[0] * of[1];
                mean += x / draws;
                square += x * x / draws;
            }
            double variance = of[0] * of[1] * (1 - of[1]);
            double fourth = 3 * variance * variance + variance * (1 - 6 * of[1] * (1 - of[1]));
            assertEquals(0, mean, 5 * Math.sqrt(variance / draws), () -> Arrays.toString(of));
            assertEquals(
                    variance, square, 5 * Math.sqrt((fourth - variance * variance) / draws), () -> Arrays.toString(of));
        }
        forAll(
                50,
                r -> r.doubles(1 + r.nextInt(20)).map(u -> u < 0.3 ? 0 : 50 * u).toArray(),
                weights -> {
                    double total = Arrays.stream(weights).sum();
                    double[] shared = Binomial.share(random, 1000, weights);
                    assertEquals(1000, Arrays.stream(shared).sum());
                    for (int k = 0; k < weights.length; k++) {
                        assertTrue(weights[k] > 0 || shared[k] == 0 || total == 0);
                    }
                });
    }

    /** The whole distribution by Pearson's statistic, where drawing is by rejection: its 99.9 % point for 40 classes is 73.4. */
    @Test
    void rejectionGivesTheBinomialDistribution() {
        int n = 60;
        double p = 0.35;
        int draws = 400_000;
        double[] counts = new double[n + 1];
        RandomGenerator random = Cases.random(12);
        for (int k = 0; k < draws; k++) {
            counts[(int) Binomial.draw(random, n, p)]++;
        }
        double term = Math.pow(1 - p, n);
        double statistic = 0;
        for (int k = 0; k <= n; k++) {
            if (term * draws >= 5) {
                statistic += (counts[k] - term * draws) * (counts[k] - term * draws) / (term * draws);
            }
            term *= p / (1 - p) * (n - k) / (k + 1);
        }
        assertTrue(statistic < 73.4, "statistic " + statistic);
    }
}

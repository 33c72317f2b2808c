package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.infer.Covariance;

class PlackettLuceTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final PlackettLuce MODEL = new PlackettLuce();

    /** The example of the help of PlackettLuce in R's package of that name, with ties of two and of three; 0 is absent. */
    @Test
    void tiesOfSeveralOrders() {
        Rankings rankings = DrawnRankings.byRank(
                new int[][] {{1, 2, 0, 0}, {4, 1, 2, 3}, {2, 1, 1, 1}, {1, 2, 3, 0}, {2, 1, 1, 0}, {1, 0, 3, 2}});
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(MODEL, rankings);
        assertEquals(List.of("tie2", "tie3"), fit.extras());
        assertEquals(0.2942875, fit.scores().difference(1, 0), 5e-7);
        assertEquals(-0.7335113, fit.scores().difference(2, 0), 5e-7);
        assertEquals(-0.1190960, fit.scores().difference(3, 0), 5e-7);
        assertEquals(-1.8619467, fit.extra(0), 5e-7);
        assertEquals(-0.7369735, fit.extra(1), 5e-7);
    }

    /** The same with that package's pseudo-rankings, its default: half a win and half a loss of each item against a ghost. */
    @Test
    void pseudoRankingsMayTieTheirGhost() {
        Rankings rankings = DrawnRankings.byRank(
                new int[][] {{1, 2, 0, 0}, {4, 1, 2, 3}, {2, 1, 1, 1}, {1, 2, 3, 0}, {2, 1, 1, 0}, {1, 0, 3, 2}});
        Fit<Rankings> fit = Estimator.of(Prior.pseudo(0.5)).fit(MODEL, rankings);
        assertEquals(0.25287379, fit.scores().difference(1, 0), 5e-7); // where R's iterations stop
        assertEquals(-0.61350684, fit.scores().difference(2, 0), 5e-7);
        assertEquals(-0.08688475, fit.scores().difference(3, 0), 5e-7);
        assertEquals(-2.15068111, fit.extra(0), 5e-7);
        assertEquals(-0.79245358, fit.extra(1), 5e-7);
    }

    /** The vignette of R's PlackettLuce, section 2.3: D lost all it took part in. */
    @Test
    void pseudoRankingsHoldWhatOnlyLoses() {
        Rankings rankings = DrawnRankings.byRank(
                new int[][] {{1, 2, 0, 0}, {2, 0, 1, 0}, {1, 0, 0, 2}, {2, 1, 0, 0}, {0, 1, 2, 0}});
        Fit<Rankings> fit = Estimator.of(Prior.pseudo(0.5)).fit(MODEL, rankings);
        double[] published = {0, 0.5184185, 0.1354707, -1.1537565};
        for (int i = 1; i < 4; i++) {
            assertEquals(published[i], fit.scores().difference(i, 0), 5e-7); // where R's fit stops
        }
    }

    /** The ghost as an item among others, beside which it is ranked with every other item. */
    @Test
    void pseudoRankingsEqualRankingsWithAGhost() {
        Random random = new Random(6);
        for (int round = 0; round < 60; round++) {
            int n = 3 + random.nextInt(5);
            Rankings rankings = DrawnRankings.random(random, n, 1 + random.nextInt(12), round % 3);
            Fit<Rankings> prior = Estimator.of(Prior.pseudo(0.75)).fit(MODEL, rankings);
            Fit<Rankings> ghost = MAXIMUM_LIKELIHOOD.fit(MODEL, withGhost(rankings, 0.75));
            assertEquals(ghost.extras(), prior.extras());
            Covariance expected = Covariance.ofInformation(ghost);
            Covariance covariance = Covariance.ofInformation(prior);
            for (int i = 1; i < n; i++) {
                assertEquals(ghost.scores().difference(i, 0), prior.scores().difference(i, 0), 1e-9);
                assertEquals(
                        expected.ofDifference(i, 0), covariance.ofDifference(i, 0), 1e-8 * expected.ofDifference(i, 0));
            }
            for (int k = 0; k < prior.extras().size(); k++) {
                assertEquals(ghost.extra(k), prior.extra(k), 1e-9);
                double error = Uncertainty.ofExtras(ghost).get(k);
                assertEquals(error, Uncertainty.ofExtras(prior).get(k), 1e-8 * error);
            }
            assertEquals(ghost.logLikelihood(), prior.logPosterior(), 1e-9);
        }
    }

    private static Rankings withGhost(Rankings rankings, double games) {
        RankingTally tally = new RankingTally();
        for (int k = 0; k < rankings.distinct(); k++) {
            List<int[]> levels = new ArrayList<>();
            for (int level = 0; level <= rankings.levels(k); level++) {
                int wanted = level;
                levels.add(IntStream.range(rankings.start(k), rankings.start(k + 1))
                        .filter(place -> rankings.level(place) == wanted)
                        .map(rankings::item)
                        .toArray());
            }
            tally.add(levels.subList(0, rankings.levels(k)), levels.get(rankings.levels(k)), rankings.weight(k), 1);
        }
        int n = rankings.items().size();
        for (int i = 0; i < n; i++) {
            tally.add(List.of(new int[] {i}, new int[] {n}), new int[0], games, 1);
            tally.add(List.of(new int[] {n}, new int[] {i}), new int[0], games, 1);
        }
        return tally.rankings(Items.numbered(n + 1));
    }

    /** Ties of two alone have no finite parameter, unless a ghost is never tied. */
    @Test
    void aGhostBoundsTies() {
        Rankings tied = DrawnRankings.byRank(new int[][] {{1, 1, 0}, {0, 1, 1}});
        assertFalse(MODEL.hasMaximum(tied, Hold.EACH_SCORE));
        Fit<Rankings> fit = Estimator.of(Prior.pseudo(0.5)).fit(MODEL, tied);
        // Σ over 5 choices of δ/(2 + δ) is 2, as scores are equal
        assertEquals(Math.log(4 / 3.0), fit.extra(0), 1e-12);
    }

    /** Pudding, Davidson (1970): the worths to which R's PlackettLuce converges, and its standard errors. */
    @Test
    void puddings() {
        int[][] counts = {
            {1, 2, 19, 22, 16}, {1, 3, 16, 19, 12}, {2, 3, 19, 19, 10}, {1, 4, 18, 23, 13}, {2, 4, 23, 19, 9},
            {3, 4, 19, 20, 15}, {1, 5, 13, 19, 18}, {2, 5, 16, 20, 12}, {3, 5, 16, 15, 17}, {4, 5, 17, 14, 16},
            {1, 6, 18, 21, 12}, {2, 6, 22, 20, 12}, {3, 6, 13, 18, 10}, {4, 6, 14, 19, 18}, {5, 6, 11, 21, 12}
        };
        RankingTally tally = new RankingTally();
        Tally pairs = new Tally();
        for (int[] row : counts) {
            int i = row[0] - 1;
            int j = row[1] - 1;
            tally.add(List.of(new int[] {i}, new int[] {j}), new int[0], 1, row[2]);
            tally.add(List.of(new int[] {j}, new int[] {i}), new int[0], 1, row[3]);
            tally.add(List.of(new int[] {i, j}), new int[0], 1, row[4]);
            pairs.add(i, j, Outcome.FIRST, 1, row[2]);
            pairs.add(i, j, Outcome.SECOND, 1, row[3]);
            pairs.add(i, j, Outcome.TIE, 1, row[4]);
        }
        Items items = Items.numbered(6);
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(MODEL, tally.rankings(items));
        Fit<ComparisonGraph> davidson =
                MAXIMUM_LIKELIHOOD.fit(new Davidson(), ComparisonGraph.of(pairs.counts(items), Ties.KEEP));
        List<Double> errors = Uncertainty.standardErrors(fit);
        for (int i = 0; i < 6; i++) {
            assertEquals(davidson.scores().get(i), fit.scores().get(i), 1e-13);
            assertEquals(Uncertainty.standardErrors(davidson).get(i), errors.get(i), 1e-13);
        }
        double[] worths = {0.1388034, 0.1730015, 0.1617474, 0.1653730, 0.1586854, 0.2023893};
        for (int i = 0; i < 6; i++) {
            assertEquals(Math.log(worths[i] / worths[0]), fit.scores().difference(i, 0), 1e-6);
        }
        assertEquals(Math.log(0.7468230), fit.extra(0), 1e-7);
        assertEquals(0.0825, Uncertainty.ofExtras(fit).get(0), 5e-5);
        assertEquals(-809.70951, fit.logLikelihood(), 5e-6);
        assertEquals(davidson.extra(0), fit.extra(0), 1e-13);
        assertEquals(davidson.logLikelihood(), fit.logLikelihood(), 1e-10);
    }

    /** Against sums over all sets that could have been chosen. */
    @Test
    void theLikelihoodIsWhatAllSetsSumTo() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            Rankings rankings = DrawnRankings.random(random, 2 + random.nextInt(5), 1 + random.nextInt(6), round % 3);
            Likelihood likelihood = MODEL.likelihood(rankings);
            double[] theta = position(random, likelihood);
            assertEquals(slowly(rankings, likelihood.extras(), theta), likelihood.logLikelihood(theta), 1e-11);
        }
    }

    private static double slowly(Rankings rankings, List<String> extras, double[] theta) {
        int n = rankings.items().size();
        double sum = 0;
        for (int k = 0; k < rankings.distinct(); k++) {
            int end = rankings.start(k + 1);
            for (int from = rankings.start(k); from < end && rankings.level(from) < rankings.levels(k); ) {
                int chosen = 0;
                int left = 0;
                int level = rankings.level(from);
                int next = from;
                for (int p = from; p < end; p++) {
                    left |= 1 << rankings.item(p);
                    if (rankings.level(p) == level) {
                        chosen |= 1 << rankings.item(p);
                        next = p + 1;
                    }
                }
                double z = 0;
                for (int set = 1; set < 1 << n; set++) {
                    z += (set & left) == set ? worth(set, extras, theta, n) : 0;
                }
                sum += rankings.weight(k) * Math.log(worth(chosen, extras, theta, n) / z);
                from = next;
            }
        }
        return sum;
    }

    private static double worth(int set, List<String> extras, double[] theta, int n) {
        int size = Integer.bitCount(set);
        double tie = 0;
        if (size > 1) {
            int at = extras.indexOf("tie" + size);
            if (at < 0) {
                return 0;
            }
            tie = theta[n + at];
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (set >> i & 1) == 1 ? theta[i] / size : 0;
        }
        return Math.exp(tie + mean);
    }

    @Test
    void derivativesAreThoseOfTheLikelihood() {
        Random random = new Random(2);
        for (int round = 0; round < 60; round++) {
            Rankings rankings = DrawnRankings.random(random, 3 + random.nextInt(6), 1 + random.nextInt(8), round % 3);
            Likelihood likelihood = MODEL.likelihood(rankings);
            int n = rankings.items().size();
            int extras = likelihood.extras().size();
            double[] theta = position(random, likelihood);
            Derivatives at = new Derivatives(likelihood.graph(), extras);
            Derivatives up = new Derivatives(likelihood.graph(), extras);
            Derivatives down = new Derivatives(likelihood.graph(), extras);
            likelihood.derivatives(theta, at);
            double[][] hessian = dense(likelihood, at);
            for (int k = 0; k < n + extras; k++) {
                double h = 1e-5;
                double[] more = theta.clone();
                double[] less = theta.clone();
                more[k] += h;
                less[k] -= h;
                double slope = (likelihood.logLikelihood(less) - likelihood.logLikelihood(more)) / (2 * h);
                assertEquals(slope, at.gradient()[k], 1e-6 * (1 + Math.abs(slope)));
                likelihood.derivatives(more, up);
                likelihood.derivatives(less, down);
                for (int r = 0; r < n + extras; r++) {
                    double second = (up.gradient()[r] - down.gradient()[r]) / (2 * h);
                    assertEquals(second, hessian[r][k], 1e-6 * (1 + Math.abs(second)));
                }
            }
        }
    }

    private static double[][] dense(Likelihood likelihood, Derivatives at) {
        int n = likelihood.graph().size();
        int extras = likelihood.extras().size();
        double[][] h = new double[n + extras][n + extras];
        for (int e = 0; e < likelihood.graph().edges(); e++) {
            int a = likelihood.graph().first(e);
            int b = likelihood.graph().second(e);
            h[a][a] += at.conductance()[e];
            h[b][b] += at.conductance()[e];
            h[a][b] -= at.conductance()[e];
            h[b][a] -= at.conductance()[e];
        }
        for (int p = 0; p < extras; p++) {
            for (int i = 0; i < n; i++) {
                h[n + p][i] = at.border()[p][i];
                h[i][n + p] = at.border()[p][i];
            }
            for (int q = 0; q < extras; q++) {
                h[n + p][n + q] = at.corner()[p][q];
            }
        }
        return h;
    }

    @Test
    void aFitIsAMaximum() {
        Random random = new Random(3);
        int fitted = 0;
        for (int round = 0; round < 150; round++) {
            Rankings rankings =
                    DrawnRankings.random(random, 3 + random.nextInt(20), 40 + random.nextInt(200), round % 3);
            if (!MODEL.hasMaximum(rankings, Hold.NOTHING)) {
                continue;
            }
            Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(MODEL, rankings);
            Likelihood likelihood = MODEL.likelihood(rankings);
            Derivatives at =
                    new Derivatives(likelihood.graph(), likelihood.extras().size());
            likelihood.derivatives(fit.position(), at);
            for (double slope : at.gradient()) {
                assertEquals(0, slope, 1e-9 * (1 + rankings.weight()));
            }
            fitted++;
        }
        assertTrue(fitted > 100);
    }

    /** Rankings of two are judgements of pairs. */
    @Test
    void ballotsOfTwoAreBradleyTerry() {
        Random random = new Random(4);
        RankingTally ballots = new RankingTally();
        Tally pairs = new Tally();
        for (int k = 0; k < 400; k++) {
            int i = random.nextInt(9);
            int j = (i + 1 + random.nextInt(8)) % 9;
            ballots.add(List.of(new int[] {i}), new int[] {j}, 0.7, 1);
            pairs.add(i, j, Outcome.FIRST, 0.7, 1);
        }
        Fit<Rankings> one = MAXIMUM_LIKELIHOOD.fit(MODEL, ballots.rankings(Items.numbered(9)));
        Fit<ComparisonGraph> other = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(pairs.counts(Items.numbered(9)), Ties.HALF));
        for (int i = 0; i < 9; i++) {
            assertEquals(other.scores().get(i), one.scores().get(i), 1e-12);
        }
    }

    /**
     * Two groups of three items that many ballots rank, and between them two light ballots for one item and one for another: their
     * gap is what these alone say, whatever the others weigh, or, of less than 1e-17 beside 1, it may not be found. It came out as 0.07 where it is ln 2, of weights 1e-16 beside 1.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3, 1e-6, 1e-10, 1e-13, 1e-16, 1e-18, 1e-20})
    void aLightBallotIsNotLostBesideHeavyOnes(double light) {
        for (boolean tied : new boolean[] {false, true}) {
            RankingTally tally = new RankingTally();
            for (int k = 0; k < 6; k += 3) {
                int a = k;
                int b = k + 1;
                int c = k + 2;
                tally.add(List.of(new int[] {a}, new int[] {b}), new int[] {c}, 0.37, 1);
                tally.add(List.of(new int[] {b}, new int[] {c}), new int[] {a}, 0.61, 1);
                tally.add(List.of(new int[] {c}, new int[] {b}), new int[] {a}, 0.23, 1);
                tally.add(List.of(new int[] {a}, new int[] {c}), new int[] {b}, 0.11, 1);
                if (tied) {
                    tally.add(List.of(new int[] {a, b}), new int[] {c}, 0.3, 1);
                }
            }
            tally.add(List.of(new int[] {1}), new int[] {3}, 2 * light, 1);
            tally.add(List.of(new int[] {3}), new int[] {1}, light, 1);
            Fit<Rankings> fit;
            try {
                fit = MAXIMUM_LIKELIHOOD.fit(MODEL, tally.rankings(Items.numbered(6)));
            } catch (NoConvergenceException e) {
                assertTrue(light < 1e-17, e.getMessage());
                continue;
            }
            double worth = Math.exp(fit.scores().difference(1, 3));
            double tie = tied ? Math.exp(fit.extra(0)) * Math.sqrt(worth) : 0;
            assertEquals(2.0 / 3, (worth + tie / 2) / (worth + tie + 1), 1e-9, "light " + light + ", tied " + tied);
        }
    }

    /** Scores so far apart that worths leave the range of doubles. */
    @Test
    void farApart() {
        Rankings rankings = DrawnRankings.byRank(new int[][] {{1, 2, 3}, {3, 2, 1}, {2, 1, 3}});
        Likelihood likelihood = MODEL.likelihood(rankings);
        Derivatives at = new Derivatives(likelihood.graph(), 0);
        likelihood.derivatives(new double[] {900, 0, -900}, at);
        assertEquals(2700 + 900, -likelihood.logLikelihood(new double[] {900, 0, -900}), 1e-9);
        assertEquals(3, at.gradient()[0], 1e-12);
        assertEquals(-2, at.gradient()[1], 1e-12);
        assertEquals(-1, at.gradient()[2], 1e-12);
    }

    private static double[] position(Random random, Likelihood likelihood) {
        return random.doubles(likelihood.graph().size() + likelihood.extras().size())
                .map(x -> 4 * x - 2)
                .toArray();
    }

    /** Gradients alone are those beside the curvature, which they leave as it is where nothing is tied and weights are near each other. */
    @Test
    void gradientsAlone() {
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            int n = 3 + random.nextInt(6);
            Rankings drawn = DrawnRankings.random(random, n, 1 + random.nextInt(12), round % 2 == 0 ? 0 : 2);
            double[] weights = random.doubles(drawn.distinct(), 0.5, 2).toArray();
            weights[0] = round % 5 == 0 ? 1e-6 : weights[0];
            Likelihood likelihood = MODEL.likelihood(drawn.weighted(weights));
            double spread = round % 7 == 0 ? 300 : 3;
            double[] theta = random.doubles(likelihood.start().length)
                    .map(u -> spread * (u - 0.5))
                    .toArray();
            Derivatives whole =
                    new Derivatives(likelihood.graph(), likelihood.extras().size());
            Derivatives alone =
                    new Derivatives(likelihood.graph(), likelihood.extras().size());
            likelihood.derivatives(theta, whole);
            boolean curved = likelihood.slopes(theta, alone);
            assertEquals(0, relative(whole.gradient(), alone.gradient(), whole.scale()), 1e-12);
            assertEquals(0, relative(whole.scale(), alone.scale(), whole.scale()), 1e-12);
            if (likelihood.extras().isEmpty() && round % 5 != 0 && spread == 3) {
                assertFalse(curved);
                assertEquals(0, Arrays.stream(alone.conductance()).sum());
            } else if (!likelihood.extras().isEmpty()) {
                assertTrue(curved);
                assertEquals(0, relative(whole.conductance(), alone.conductance(), whole.conductance()));
            }
        }
    }

    private static double relative(double[] expected, double[] found, double[] scale) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double off = Math.abs(expected[i] - found[i]);
            worst = off == 0 ? worst : Math.max(worst, off / Math.abs(scale[i]));
        }
        return worst;
    }

    /** Of many ballots a sample tells where to begin; where the fit ends does not depend on it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10, 40})
    void aGuessIsNearAndChangesNothing(int n) {
        Random random = new Random(n);
        double[] score = random.doubles(n).map(u -> 4 * u).toArray();
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 4000; k++) {
            double[] late = Arrays.stream(score)
                    .map(s -> -s + Math.log(-Math.log(random.nextDouble())))
                    .toArray();
            List<int[]> order = random.ints(0, n)
                    .distinct()
                    .limit(Math.min(n, 2 + random.nextInt(4)))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> late[i]))
                    .map(i -> new int[] {i})
                    .toList();
            tally.add(order, new int[0], 0.5 + random.nextDouble(), 1); // weights keep equal ballots from being few
        }
        Rankings rankings = tally.rankings(Items.numbered(n));
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(MODEL, rankings);
        Fit<Rankings> fromZero = MAXIMUM_LIKELIHOOD.fit(MODEL, rankings, new double[n]);
        double[] guess = MODEL.likelihood(rankings).guess();
        for (int i = 1; i < n; i++) {
            assertEquals(fromZero.scores().difference(i, 0), fit.scores().difference(i, 0), 1e-13 * 16);
            if (rankings.distinct() >= 50 * n) {
                assertEquals(fit.scores().difference(i, 0), guess[i] - guess[0], 0.01);
            }
        }
    }

    /** Items that meet along a chain alone: no sample tells far, and the fit is found all the same. */
    @Test
    void aGuessOnAChain() {
        Random random = new Random(4);
        int n = 30;
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 3000; k++) {
            int i = random.nextInt(n - 2);
            List<int[]> order = random.ints(i, i + 3)
                    .distinct()
                    .limit(3)
                    .mapToObj(j -> new int[] {j})
                    .toList();
            tally.add(order.subList(0, 2 + random.nextInt(2)), new int[0], 0.5 + random.nextDouble(), 1);
        }
        Rankings rankings = tally.rankings(Items.numbered(n));
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(MODEL, rankings);
        Fit<Rankings> fromZero = MAXIMUM_LIKELIHOOD.fit(MODEL, rankings, new double[n]);
        assertTrue(fit.residual() <= 1e-10 && fit.scoreError() <= 1e-12);
        for (int i = 1; i < n; i++) {
            assertEquals(fromZero.scores().difference(i, 0), fit.scores().difference(i, 0), 1e-12);
        }
    }
}

package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RatedPairs;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.infer.Covariance;

class RatedBradleyTerryTest {
    private static final Estimator ESTIMATOR = Estimator.of(Prior.none());

    /** Judgements by raters of given precisions of items of scores -1 … 1, so many a rater. */
    private static RatedPairs drawn(RandomGenerator random, int items, int each, double... precisions) {
        Tally all = new Tally();
        List<ComparisonGraph> by = new ArrayList<>();
        for (double precision : precisions) {
            Tally own = new Tally();
            for (int k = 0; k < each; k++) {
                int i = random.nextInt(items);
                int j = (i + 1 + random.nextInt(items - 1)) % items;
                double lead = 2.0 * (i - j) / (items - 1);
                Outcome outcome =
                        random.nextDouble() < 1 / (1 + Math.exp(-precision * lead)) ? Outcome.FIRST : Outcome.SECOND;
                Outcome seen = random.nextInt(10) == 0 ? Outcome.TIE : outcome;
                own.add(i, j, seen, 1, 1);
                all.add(i, j, seen, 1, 1);
            }
            by.add(ComparisonGraph.of(own.counts(Items.numbered(items)), Ties.HALF));
        }
        List<String> names = IntStream.range(0, precisions.length)
                .mapToObj(r -> "rater " + r)
                .toList();
        return RatedPairs.of(names, by, ComparisonGraph.of(all.counts(Items.numbered(items)), Ties.HALF));
    }

    /** A gap that only light judgements of one rater know is what they say in that rater's precision, or an error. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-2, 1e-4, 1e-8, 1e-12, 1e-16, 1e-20})
    void aLightJudgementIsNotLostBesideHeavyOnes(double light) {
        double[][] first = {
            {0, 1, 1.3, 0.7}, {1, 2, 0.9, 1.1}, {0, 2, 0.4, 0.7}, {3, 4, 1, 0.3}, {1, 3, 2 * light, light}
        };
        double[][] second = {{0, 1, 0.3, 0.7}, {3, 4, 0.6, 1.1}, {4, 5, 0.2, 0.7}, {3, 5, 1, 0.9}};
        RatedPairs data = RatedPairs.of(
                List.of("x", "y"),
                List.of(Graphs.of(6, first), Graphs.of(6, second)),
                Graphs.of(6, Stream.of(first, second).flatMap(Stream::of).toArray(double[][]::new)));
        Fit<RatedPairs> fit;
        try {
            fit = ESTIMATOR.fit(new RatedBradleyTerry(0.5), data);
        } catch (NoConvergenceException e) {
            assertTrue(light < 1e-2, e.getMessage());
            return;
        }
        assertEquals(Math.log(2), Math.exp(fit.extra(0)) * fit.scores().difference(1, 3), 1e-9);
    }

    /** A prior on scores leaves precisions to theirs, also where one rater says nothing of them. */
    @Test
    void scoresMayHaveAPriorToo() {
        RatedPairs data = drawn(Cases.random(5), 4, 30, 1, 1);
        for (Prior prior : List.of(Prior.normal(1), Prior.pseudo(1))) {
            Estimator estimator = Estimator.of(prior);
            assertTrue(estimator.hasMaximum(new RatedBradleyTerry(0.5), data));
            assertTrue(estimator.fit(new RatedBradleyTerry(0.5), data).residual() <= 1e-10);
        }
    }

    @Test
    void derivativesAreThoseOfTheLikelihood() {
        for (int seed = 0; seed < 40; seed++) {
            RandomGenerator random = Cases.random(seed);
            RatedPairs data = drawn(random, 3 + random.nextInt(5), 1 + random.nextInt(20), 0.3, 1, 3);
            Likelihood likelihood = new RatedBradleyTerry(0.7).likelihood(data);
            int n = data.pooled().size();
            double[] theta = random.doubles(n + 3).map(x -> 4 * x - 2).toArray();
            Derivatives at = new Derivatives(likelihood.graph(), 3);
            Derivatives up = new Derivatives(likelihood.graph(), 3);
            Derivatives down = new Derivatives(likelihood.graph(), 3);
            likelihood.derivatives(theta, at);
            double[][] hessian = dense(likelihood.graph().size(), likelihood, at);
            for (int k = 0; k < n + 3; k++) {
                double h = 1e-5;
                double[] more = theta.clone();
                double[] less = theta.clone();
                more[k] += h;
                less[k] -= h;
                double slope = (held(likelihood, less) - held(likelihood, more)) / (2 * h);
                assertEquals(slope, at.gradient()[k], 1e-6 * (1 + Math.abs(slope)));
                likelihood.derivatives(more, up);
                likelihood.derivatives(less, down);
                for (int r = 0; r < n + 3; r++) {
                    double second = (up.gradient()[r] - down.gradient()[r]) / (2 * h);
                    assertEquals(second, hessian[r][k], 1e-6 * (1 + Math.abs(second)));
                }
            }
        }
    }

    private static double held(Likelihood likelihood, double[] theta) {
        return likelihood.logLikelihood(theta) + likelihood.logPrior(theta);
    }

    /**
     * The log-likelihood of a fit is that of the judgements, log g(γ_r x) summed, without what the prior of precisions takes off, which is
     * in what was maximised: by mpmath, 60 digits, findroot of the four score equations of Σ n log g(e^λ_r x) - Σ λ_r²/(2 · 0.5²).
     */
    @Test
    void theLogLikelihoodIsWithoutThePriorOfPrecisions() {
        double[][] first = {{0, 1, 3, 1}, {1, 2, 4, 2}};
        double[][] second = {{0, 1, 1, 2}, {0, 2, 3, 1}};
        RatedPairs data = RatedPairs.of(
                List.of("x", "y"), List.of(Graphs.of(3, first), Graphs.of(3, second)), Graphs.of(3, new double[][] {
                    {0, 1, 4, 3}, {1, 2, 4, 2}, {0, 2, 3, 1}
                }));
        Fit<RatedPairs> fit = ESTIMATOR.fit(new RatedBradleyTerry(0.5), data);
        assertEquals(0.3603508769604675, fit.scores().difference(0, 1), 1e-13);
        assertEquals(1.0635071463444992, fit.scores().difference(0, 2), 1e-13);
        assertEquals(0.04827636737519655, fit.extra(0), 1e-13);
        assertEquals(-10.833141799583304, fit.logLikelihood(), 1e-13);
        assertEquals(-10.842464230171084, fit.logPosterior(), 1e-13);
    }

    private static double[][] dense(int n, Likelihood likelihood, Derivatives at) {
        int extras = likelihood.extras().size();
        double[][] h = new double[n + extras][n + extras];
        for (int e = 0; e < likelihood.graph().edges(); e++) {
            int a = likelihood.graph().first(e);
            int b = likelihood.graph().second(e);
            double c = at.conductance()[e];
            h[a][a] += c;
            h[b][b] += c;
            h[a][b] -= c;
            h[b][a] -= c;
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

    /** Damped Newton steps on dense derivatives taken by differences of the plain formula, from two starts: no better maximum, the same errors. */
    @Tag("slow")
    @Test
    void agreesWithADenseOptimiser() {
        int fitted = 0;
        for (int seed = 0; seed < 60; seed++) {
            RandomGenerator random = Cases.random(seed);
            RatedPairs data = drawn(random, 3 + random.nextInt(4), 15 + random.nextInt(40), 0.2, 1, 2);
            if (!data.pooled().preferences().isStronglyConnected()) {
                continue;
            }
            Fit<RatedPairs> fit = ESTIMATOR.fit(new RatedBradleyTerry(0.5), data);
            double[] start = new double[data.pooled().size() + 3];
            double[] slow = climbed(data, 0.5, start);
            assertTrue(plainly(data, 0.5, slow) <= fit.logPosterior() + 1e-7);
            double[] near = climbed(data, 0.5, fit.position());
            for (int i = 1; i < data.pooled().size(); i++) {
                assertEquals(near[i] - near[0], fit.scores().difference(i, 0), 1e-4);
            }
            for (int r = 0; r < 3; r++) {
                assertEquals(near[data.pooled().size() + r], fit.extra(r), 1e-4);
            }
            assertEquals(
                    plainly(data, 0.5, fit.position()), fit.logPosterior(), 1e-10 * (1 + Math.abs(fit.logPosterior())));
            fitted++;
        }
        int found = fitted;
        assertTrue(found > 40, () -> found + " of 60");
    }

    private static double plainly(RatedPairs data, double tau, double... theta) {
        double sum = 0;
        for (int r = 0; r < data.raters().size(); r++) {
            ComparisonGraph by = data.by(r);
            double log = theta[data.pooled().size() + r];
            for (int e = 0; e < by.edges(); e++) {
                double p = 1 / (1 + Math.exp(-Math.exp(log) * (theta[by.first(e)] - theta[by.second(e)])));
                sum += by.won(e) * Math.log(p) + by.lost(e) * Math.log1p(-p);
            }
            sum -= log * log / (2 * tau * tau);
        }
        return sum;
    }

    private static double[] climbed(RatedPairs data, double tau, double... start) {
        double[] theta = start.clone();
        int free = theta.length - 1; // the first score stays
        for (int step = 0; step < 60; step++) {
            double h = 1e-4;
            DMatrixRMaj hessian = new DMatrixRMaj(free, free);
            DMatrixRMaj slope = new DMatrixRMaj(free, 1);
            double here = plainly(data, tau, theta);
            for (int k = 0; k < free; k++) {
                slope.set(k, 0, (moved(data, tau, theta, k, h, k, 0) - moved(data, tau, theta, k, -h, k, 0)) / (2 * h));
                for (int m = 0; m <= k; m++) {
                    double second = (moved(data, tau, theta, k, h, m, h)
                                    - moved(data, tau, theta, k, h, m, -h)
                                    - moved(data, tau, theta, k, -h, m, h)
                                    + moved(data, tau, theta, k, -h, m, -h))
                            / (4 * h * h);
                    hessian.set(k, m, -second);
                    hessian.set(m, k, -second);
                }
            }
            for (double damping = 0; ; damping = 10 * damping + 1e-3) {
                DMatrixRMaj damped = hessian.copy();
                for (int k = 0; k < free; k++) {
                    damped.add(k, k, damping);
                }
                DMatrixRMaj d = new DMatrixRMaj(free, 1);
                CommonOps_DDRM.solve(damped, slope, d);
                double[] next = theta.clone();
                for (int k = 0; k < free; k++) {
                    next[k + 1] += d.get(k, 0);
                }
                if (plainly(data, tau, next) >= here || damping > 1e9) {
                    theta = damping > 1e9 ? theta : next;
                    break;
                }
            }
        }
        return theta;
    }

    private static double moved(RatedPairs data, double tau, double[] theta, int k, double by, int m, double also) {
        double[] there = theta.clone();
        there[k + 1] += by;
        there[m + 1] += also;
        return plainly(data, tau, there);
    }

    /** Many judgements tell raters apart; the unit of scores is that of their geometric mean. */
    @Test
    void ratersAreRecovered() {
        double[] precisions = {0.1, 0.5, 1, 2, 4};
        RatedPairs data = drawn(Cases.random(7), 12, 4000, precisions);
        Fit<RatedPairs> fit = ESTIMATOR.fit(new RatedBradleyTerry(2), data);
        List<Double> errors = Uncertainty.ofExtras(fit);
        for (int r = 0; r + 1 < precisions.length; r++) {
            double ratio = Math.log(precisions[r + 1] / precisions[r]);
            double found = fit.extra(r + 1) - fit.extra(r);
            assertEquals(ratio, found, 4 * (errors.get(r) + errors.get(r + 1)));
        }
        assertTrue(fit.localMaximum().orElseThrow().here() > 0);
        for (int i = 1; i < 12; i++) {
            double spread = fit.scores().difference(i, 0) / fit.scores().difference(11, 0);
            assertEquals(i / 11.0, spread, 0.05);
        }
    }

    /** A prior that leaves no room makes all raters alike, and one who judged nothing has the precision and the error of the prior. */
    @Test
    void thePriorShrinks() {
        RatedPairs data = drawn(Cases.random(3), 6, 200, 0.3, 1, 2);
        Fit<ComparisonGraph> alike = ESTIMATOR.fit(new BradleyTerry(), data.pooled());
        Fit<RatedPairs> fit = ESTIMATOR.fit(new RatedBradleyTerry(1e-6), data);
        for (int i = 1; i < 6; i++) {
            assertEquals(alike.scores().difference(i, 0), fit.scores().difference(i, 0), 1e-9);
            assertEquals(
                    Covariance.ofInformation(alike).ofDifference(i, 0),
                    Covariance.ofInformation(fit).ofDifference(i, 0),
                    1e-8);
        }
        double[] weights = new double[data.kinds()];
        Arrays.setAll(weights, kind -> kind < data.by(0).kinds() ? 0 : data.weight(kind));
        Fit<RatedPairs> silent = ESTIMATOR.fit(new RatedBradleyTerry(0.5), data.weighted(weights));
        assertEquals(0, silent.extra(0), 1e-12);
        assertEquals(0.5, Uncertainty.ofExtras(silent).get(0), 1e-9);
    }

    @Test
    void refusals() {
        RatedPairs data = drawn(Cases.random(3), 40, 10, 1, 1);
        assertThrows(NoFiniteFitException.class, () -> ESTIMATOR.fit(new RatedBradleyTerry(0.5), data));
        assertEquals(
                "tau of raters' precisions must be positive and finite, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> new RatedBradleyTerry(0))
                        .getMessage());
    }
}

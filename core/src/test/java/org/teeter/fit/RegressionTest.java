package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Check;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Features;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.infer.Covariance;
import org.teeter.infer.Effect;
import org.teeter.infer.LikelihoodRatio;
import org.teeter.link.Logistic;
import org.teeter.link.Probit;
import org.teeter.link.Smooth;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Hold;
import org.teeter.model.LinkModel;
import org.teeter.model.Model;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;

/** Scores explained by features of the items. */
class RegressionTest {
    private static final List<PairModel> CONCAVE =
            Models.ALL.stream().filter(PairModel::isConcave).toList();

    /** Judgements of items with features, drawn. */
    static final class Drawn {
        final int n;
        final List<int[]> games; // first item, second item, outcome
        final double[][] x; // by feature and item
        private final double sigma;

        Drawn(int n, List<int[]> games, double[][] x, double sigma) {
            this.n = n;
            this.games = games;
            this.x = x;
            this.sigma = sigma;
        }

        Items items() {
            return Items.numbered(n);
        }

        Features features() {
            return Features.of(
                    items(), IntStream.range(0, x.length).mapToObj(k -> "x" + k).toList(), x);
        }

        Prior prior() {
            return Prior.regression(features(), sigma);
        }

        ComparisonGraph graph(Ties ties) {
            Tally tally = new Tally();
            for (int[] game : games) {
                tally.add(game[0], game[1], Outcome.values()[game[2]]);
            }
            return ComparisonGraph.of(tally.counts(items()), ties);
        }

        /** The difference of the features of the two sides of a game. */
        double[] z(int[] game) {
            return Arrays.stream(x).mapToDouble(of -> of[game[0]] - of[game[1]]).toArray();
        }
    }

    /** Every third a tie where ties are wanted; items need not hang together. */
    static Drawn draw(RandomGenerator random, double size, double sigma, boolean ties) {
        int n = 4 + (int) (12 * size);
        double[][] x = new double[1 + random.nextInt(3)][n];
        for (double[] of : x) {
            Arrays.setAll(of, i -> 3 + 2 * random.nextGaussian());
        }
        List<int[]> games = new ArrayList<>();
        for (int k = 0; k < 12 * n; k++) {
            int i = random.nextInt(n);
            int j = (i + 1 + random.nextInt(n - 1)) % n;
            games.add(new int[] {i, j, random.nextInt(ties ? 3 : 2)});
        }
        return new Drawn(n, games, x, sigma);
    }

    /**
     * Dense Newton steps of a logistic or probit regression on differences of features, which knows nothing of items where the scores are
     * held, and has a residual an item behind the features where not.
     *
     * @return the parameters, β first, and behind them the diagonal of the inverse Hessian
     */
    private static double[][] newton(Drawn drawn, Smooth link) {
        int k = drawn.x.length;
        int m = k + (drawn.sigma > 0 ? drawn.n : 0);
        double[] theta = new double[m];
        double[] d = new double[4];
        for (int step = 0; ; step++) {
            double[][] h = new double[m][m];
            double[] g = new double[m];
            for (int i = k; i < m; i++) {
                h[i][i] = 1 / (drawn.sigma * drawn.sigma);
                g[i] = theta[i] / (drawn.sigma * drawn.sigma);
            }
            for (int[] game : drawn.games) {
                double[] z = Arrays.copyOf(drawn.z(game), m);
                if (m > k) {
                    z[k + game[0]] += 1;
                    z[k + game[1]] -= 1;
                }
                double x = 0;
                for (int p = 0; p < m; p++) {
                    x += z[p] * theta[p];
                }
                link.logDerivatives(x, d);
                boolean won = game[2] == 0;
                for (int p = 0; p < m; p++) {
                    g[p] += z[p] * (won ? -d[0] : d[1]);
                    for (int q = 0; q < m; q++) {
                        h[p][q] += z[p] * z[q] * (won ? d[2] : d[3]);
                    }
                }
            }
            double[][] inverse = inverse(h);
            double largest = 0;
            for (int p = 0; p < m; p++) {
                double move = 0;
                for (int q = 0; q < m; q++) {
                    move -= inverse[p][q] * g[q];
                }
                theta[p] += move;
                largest = Math.max(largest, Math.abs(move));
            }
            if (largest < 1e-13 || step == 60) {
                return new double[][] {
                    theta, IntStream.range(0, m).mapToDouble(p -> inverse[p][p]).toArray()
                };
            }
        }
    }

    /** By Gauss and Jordan, without pivots: of positive definite matrices. */
    static double[][] inverse(double[][] matrix) {
        int m = matrix.length;
        double[][] a = new double[m][2 * m];
        for (int i = 0; i < m; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, m);
            a[i][m + i] = 1;
        }
        for (int c = 0; c < m; c++) {
            double pivot = a[c][c];
            for (int j = 0; j < 2 * m; j++) {
                a[c][j] /= pivot;
            }
            for (int i = 0; i < m; i++) {
                double factor = a[i][c];
                for (int j = 0; i != c && j < 2 * m; j++) {
                    a[i][j] -= factor * a[c][j];
                }
            }
        }
        return Arrays.stream(a).map(row -> Arrays.copyOfRange(row, m, 2 * m)).toArray(double[][]::new);
    }

    /** A thousand cases, by two engines: with residual and without. */
    @Test
    void agreesWithDenseNewtonSteps() {
        for (double sigma : new double[] {0, 0.7}) {
            forAll(500, (random, size) -> draw(random, size, sigma, false), drawn -> {
                boolean probit = drawn.n % 2 == 1;
                Smooth link = probit ? new Probit() : new Logistic();
                PairModel model = probit ? new LinkModel(link) : new BradleyTerry();
                ComparisonGraph graph = drawn.graph(Ties.HALF);
                Estimator estimator = Estimator.of(drawn.prior());
                if (!estimator.hasMaximum(model, graph)) {
                    return;
                }
                Fit<ComparisonGraph> fit = estimator.fit(model, graph);
                double[][] expected = newton(drawn, link);
                List<Effect> effects = Effect.of(fit, Covariance.ofInformation(fit));
                double size = Arrays.stream(expected[0]).map(Math::abs).max().orElse(0);
                for (int k = 0; k < effects.size(); k++) {
                    assertEquals(expected[0][k], effects.get(k).value(), 1e-10 * (1 + size));
                    double error = Math.sqrt(expected[1][k]);
                    assertEquals(error, effects.get(k).error(), 1e-9 * error);
                }
                for (int[] game : drawn.games) {
                    double[] z = drawn.z(game);
                    double lead = IntStream.range(0, z.length)
                            .mapToDouble(k -> z[k] * expected[0][k])
                            .sum();
                    if (sigma > 0) {
                        lead += expected[0][z.length + game[0]] - expected[0][z.length + game[1]];
                    }
                    assertEquals(lead, fit.scores().difference(game[0], game[1]), 1e-9 * (1 + size));
                }
            });
        }
    }

    /** As many features as scores explain all: the fit is the free one, whatever the model. */
    @ParameterizedTest
    @FieldSource("CONCAVE")
    void featuresThatTellAllItemsApartChangeNothing(PairModel model) {
        forAll(20, (random, size) -> draw(random, size, 0, true), drawn -> {
            ComparisonGraph graph = drawn.graph(model.predictsTies() ? Ties.KEEP : Ties.HALF);
            if (!model.hasMaximum(graph, Hold.NOTHING)) {
                return;
            }
            double[][] dummies = new double[drawn.n - 1][drawn.n];
            for (int k = 0; k < dummies.length; k++) {
                dummies[k][k] = 1;
            }
            Drawn whole = new Drawn(drawn.n, drawn.games, dummies, 0);
            Fit<ComparisonGraph> free = Estimator.of(Prior.none()).fit(model, graph);
            Fit<ComparisonGraph> fit = Estimator.of(whole.prior()).fit(model, graph);
            List<Double> errors = Uncertainty.standardErrors(fit);
            List<Double> sandwich = Covariance.sandwich(fit).ofScores().values();
            List<Effect> effects = Effect.of(fit, Covariance.ofInformation(fit));
            for (int i = 0; i < drawn.n; i++) {
                assertEquals(free.scores().get(i), fit.scores().get(i), 1e-9);
                assertEquals(Uncertainty.standardErrors(free).get(i), errors.get(i), 1e-9);
                assertEquals(Covariance.sandwich(free).ofScores().values().get(i), sandwich.get(i), 1e-9);
                if (i < drawn.n - 1) {
                    assertEquals(
                            free.scores().difference(i, drawn.n - 1),
                            effects.get(i).value(),
                            1e-9);
                }
            }
            for (int k = 0; k < free.extras().size(); k++) {
                assertEquals(free.extra(k), fit.extra(k), 1e-9);
                assertEquals(
                        Uncertainty.ofExtras(free).get(k),
                        Uncertainty.ofExtras(fit).get(k),
                        1e-9);
            }
        });
    }

    /** A residual of hardly any spread is none, of any spread the fit is free. */
    @ParameterizedTest
    @FieldSource("CONCAVE")
    void theSpreadGoesFromNoneToAll(PairModel model) {
        forAll(20, (random, size) -> draw(random, size, 0, true), drawn -> {
            ComparisonGraph graph = drawn.graph(model.predictsTies() ? Ties.KEEP : Ties.HALF);
            Estimator held = Estimator.of(drawn.prior());
            if (!held.hasMaximum(model, graph) || !model.hasMaximum(graph, Hold.NOTHING)) {
                return;
            }
            Fit<ComparisonGraph> none = held.fit(model, graph);
            Fit<ComparisonGraph> hardly =
                    Estimator.of(Prior.regression(drawn.features(), 1e-6)).fit(model, graph);
            Fit<ComparisonGraph> free = Estimator.of(Prior.none()).fit(model, graph);
            Fit<ComparisonGraph> wide =
                    Estimator.of(Prior.regression(drawn.features(), 1e5)).fit(model, graph);
            List<Double> errors = Covariance.ofInformation(none).ofScores().values();
            for (int i = 0; i < drawn.n; i++) {
                assertEquals(none.scores().get(i), hardly.scores().get(i), 1e-8);
                assertEquals(free.scores().get(i), wide.scores().get(i), 1e-6);
                assertEquals(errors.get(i), Uncertainty.standardErrors(hardly).get(i), 1e-5 * (1 + errors.get(i)));
            }
        });
    }

    /** The Hessian in the coordinates of the features, and the gradients of judgements one by one. */
    @Test
    void robustErrorsAreTheDenseSandwich() {
        forAll(30, (random, size) -> draw(random, size, 0, false), drawn -> {
            ComparisonGraph graph = drawn.graph(Ties.HALF);
            Estimator estimator = Estimator.of(drawn.prior());
            if (!estimator.hasMaximum(new BradleyTerry(), graph)) {
                return;
            }
            Fit<ComparisonGraph> fit = estimator.fit(new BradleyTerry(), graph);
            int k = drawn.x.length;
            double[][] h = new double[k][k];
            double[][] m = new double[k][k];
            for (int[] game : drawn.games) {
                double[] z = drawn.z(game);
                double p = fit.probability(game[0], game[1]).p();
                double u = game[2] == 0 ? 1 - p : p;
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        h[a][b] += p * (1 - p) * z[a] * z[b];
                        m[a][b] += u * u * z[a] * z[b];
                    }
                }
            }
            double[][] inverse = inverse(h);
            double n = drawn.games.size();
            List<Effect> effects = Effect.of(fit, Covariance.sandwich(fit));
            for (int e = 0; e < k; e++) {
                double variance = 0;
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        variance += inverse[e][a] * m[a][b] * inverse[b][e];
                    }
                }
                double error = Math.sqrt(variance * n / (n - 1));
                assertEquals(error, effects.get(e).error(), 1e-9 * error);
            }
        });
    }

    @Test
    void likelihoodRatioCountsTheScoresThatAreNotFree() {
        Drawn drawn = draw(org.teeter.Cases.random(5), 1, 0, false);
        ComparisonGraph graph = drawn.graph(Ties.HALF);
        Fit<ComparisonGraph> fit = Estimator.of(drawn.prior()).fit(new BradleyTerry(), graph);
        Fit<ComparisonGraph> free = Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
        LikelihoodRatio ratio = LikelihoodRatio.of(fit, free);
        assertEquals(drawn.n - 1 - drawn.x.length, ratio.degreesOfFreedom());
        assertEquals(2 * (free.logLikelihood() - fit.logLikelihood()), ratio.statistic());
        Fit<ComparisonGraph> drawnTo =
                Estimator.of(Prior.regression(drawn.features(), 1)).fit(new BradleyTerry(), graph);
        assertThrows(IllegalArgumentException.class, () -> LikelihoodRatio.of(drawnTo, free));
    }

    /** Every sensitivity of an audit against a refit, of pairs, of conditions and of rankings. */
    @Test
    void sensitivitiesAreThoseOfRefits() {
        for (double sigma : new double[] {0, 0.5}) {
            forAll(6, (random, size) -> draw(random, 0.3 + 0.3 * size, sigma, true), drawn -> {
                for (PairModel model : CONCAVE) {
                    ComparisonGraph graph = drawn.graph(model.predictsTies() ? Ties.KEEP : Ties.HALF);
                    check(drawn, model, graph);
                }
                Contests.Builder builder = new Contests.Builder(List.of("home"));
                RankingTally ballots = new RankingTally();
                for (int[] game : drawn.games) {
                    builder.add(game[0], game[1], Outcome.values()[game[2]], 1, game[0] % 2);
                    int third = (game[1] + 1) % drawn.n;
                    if (third != game[0]) {
                        ballots.add(
                                List.of(new int[] {game[0]}, new int[] {game[1]}, new int[] {third}), new int[0], 1, 1);
                    }
                }
                check(drawn, new Conditional(new BradleyTerry()), builder.contests(drawn.items(), Ties.HALF));
                Rankings rankings = ballots.rankings(drawn.items());
                check(drawn, new PlackettLuce(), rankings);
            });
        }
    }

    private static <D> void check(Drawn drawn, Model<D> model, D data) {
        Estimator estimator = Estimator.of(drawn.prior());
        if (!estimator.hasMaximum(model, data)) {
            return;
        }
        Fit<D> fit = estimator.fit(model, data);
        Audit audit = Audit.of(fit, new AuditRequest(new Targets.All(), List.of(2.0), 0, 200, 0, 1, true));
        double worst =
                audit.checks().stream().mapToDouble(Check::relativeError).max().orElse(1);
        assertTrue(worst <= 1e-3, () -> model.name() + ": " + worst);
    }

    /** From a former fit fewer steps lead to the same scores. */
    @Test
    void aStartSavesSteps() {
        forAll(30, (random, size) -> draw(random, size, 0, false), drawn -> {
            ComparisonGraph graph = drawn.graph(Ties.HALF);
            for (Prior prior : new Prior[] {Prior.normal(1), drawn.prior(), Prior.regression(drawn.features(), 1)}) {
                Estimator estimator = Estimator.of(prior);
                if (!estimator.hasMaximum(new BradleyTerry(), graph)) {
                    continue;
                }
                Fit<ComparisonGraph> cold = estimator.fit(new BradleyTerry(), graph);
                double[] start = Arrays.copyOf(cold.position(), drawn.n);
                Fit<ComparisonGraph> warm = estimator.fit(new BradleyTerry(), graph, start);
                assertTrue(
                        warm.iterations() < cold.iterations(), () -> warm.iterations() + " and " + cold.iterations());
                Arrays.setAll(start, i -> start[i] + 3 + 0.01 * i);
                Fit<ComparisonGraph> shifted = estimator.fit(new BradleyTerry(), graph, start);
                for (int i = 0; i < drawn.n; i++) {
                    assertEquals(cold.scores().get(i), warm.scores().get(i), 1e-11);
                    assertEquals(cold.scores().get(i), shifted.scores().get(i), 1e-11);
                }
            }
        });
    }
}

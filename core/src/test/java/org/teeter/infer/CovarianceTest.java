package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Response;
import org.teeter.fit.Uncertainty;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;

class CovarianceTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void allThreeAreWhatTheDenseWayFinds(PairModel model) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(0.8), Prior.pseudo(1.5)}) {
            forAll(
                    12,
                    (random, size) -> draw(model, random, 2 + (int) (15 * size)),
                    data -> allThreeAgree(Estimator.of(prior).fit(model, data)));
        }
    }

    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void conditionsAreSharedParameters(PairModel base) {
        forAll(
                6,
                (random, size) -> contests(random, base.predictsTies() ? Ties.KEEP : Ties.HALF, 3 + (int) (6 * size)),
                data -> allThreeAgree(MAXIMUM_LIKELIHOOD.fit(new Conditional(base), data)));
    }

    @Test
    void ballotsConcernManyItems() {
        forAll(
                20,
                (random, size) -> ballots(random, 3 + (int) (8 * size), random.nextBoolean()),
                data -> allThreeAgree(MAXIMUM_LIKELIHOOD.fit(new PlackettLuce(), data)));
    }

    /** Judgements under two conditions, every third a tie, every pair both ways. */
    private static Contests contests(RandomGenerator random, Ties ties, int items) {
        Contests.Builder builder = new Contests.Builder(List.of("home", "length"));
        for (int k = 0; k < 30 * items; k++) {
            int i = k % items;
            int j = (i + 1 + random.nextInt(items - 1)) % items;
            builder.add(
                    i,
                    j,
                    Outcome.values()[random.nextInt(3)],
                    1 + random.nextInt(5),
                    random.nextInt(3) - 1,
                    random.nextInt(10) / 10.0);
        }
        return builder.contests(Items.numbered(items), ties);
    }

    private static Rankings ballots(RandomGenerator random, int items, boolean tied) {
        RankingTally tally = new RankingTally();
        for (int k = 0; k < 30 * items; k++) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                order.add(random.nextInt(order.size() + 1), i);
            }
            int named = 2 + random.nextInt(Math.min(5, items - 1));
            List<int[]> levels = new ArrayList<>();
            for (int p = 0; p < named; ) {
                int size = tied ? Math.min(named - p, 1 + random.nextInt(2)) : 1;
                levels.add(order.subList(p, p + size).stream().mapToInt(i -> i).toArray());
                p += size;
            }
            tally.add(levels, new int[0], 1, 1 + random.nextInt(3));
        }
        return tally.rankings(Items.numbered(items));
    }

    private static <D extends Judgements<D>> void allThreeAgree(Fit<D> fit) {
        RandomGenerator random = Cases.random(fit.data().kinds());
        Dense<D> dense = new Dense<>(fit);
        double[][] judgements = dense.judgements();
        List<D> clusters = clusters(fit.data(), 2 + random.nextInt(40), random);
        double[][] clustered = new double[dense.parameters][dense.parameters];
        for (D cluster : clusters) {
            double g = clusters.size();
            Dense.addSquare(clustered, dense.gradient(cluster), g / (g - 1));
        }
        agree(dense, Covariance.ofInformation(fit), dense::information, random);
        agree(dense, Covariance.sandwich(fit), c -> dense.sandwich(judgements, c), random);
        agree(dense, Covariance.clustered(fit, clusters), c -> dense.sandwich(clustered, c), random);
    }

    private interface Form {
        double of(double[] contrast);
    }

    private static void agree(Dense<?> dense, Covariance covariance, Form form, RandomGenerator random) {
        StandardErrors errors = covariance.ofScores();
        double[][] matrix = covariance.matrix();
        double largest = 0;
        for (int i = 0; i < dense.n; i++) {
            largest = Math.max(largest, form.of(dense.centred(i)));
        }
        double rounding = 1e-10 * largest; // of what the dense way subtracts
        for (int i = 0; i < dense.n; i++) {
            double expected = form.of(dense.centred(i));
            assertEquals(expected, square(errors.values().get(i)), 2e-9 * expected + rounding);
            assertEquals(expected, matrix[i][i], 2e-9 * expected + rounding);
        }
        for (int k = 0; k < 5; k++) {
            double[] contrast = new double[dense.parameters];
            Arrays.setAll(contrast, i -> random.nextGaussian());
            double mean = Arrays.stream(contrast, 0, dense.n).sum() / dense.n;
            for (int i = 0; i < dense.n; i++) {
                contrast[i] -= mean;
            }
            double expected = form.of(contrast);
            assertEquals(expected, covariance.variance(contrast), 2e-9 * expected + rounding * dense.n);
            double byMatrix =
                    Dense.dot(Arrays.copyOf(contrast, dense.n), Dense.times(matrix, Arrays.copyOf(contrast, dense.n)));
            Arrays.fill(contrast, dense.n, contrast.length, 0);
            assertEquals(form.of(contrast), byMatrix, 2e-9 * expected + rounding * dense.n);
        }
        List<Double> shared = covariance.sharedErrors();
        assertEquals(dense.parameters - dense.n, shared.size());
        for (int p = 0; p < shared.size(); p++) {
            double[] unit = new double[dense.parameters];
            unit[dense.n + p] = 1;
            assertEquals(form.of(unit), square(shared.get(p)), 2e-9 * form.of(unit) + rounding * dense.n);
        }
        int j = dense.n - 1;
        assertEquals(matrix[0][0] + matrix[j][j] - 2 * matrix[0][j], covariance.ofDifference(0, j), 1e-8 * largest);
        for (int largestSolved : new int[] {0, dense.n}) {
            StandardErrors leads = covariance.ofDifferences(j, largestSolved);
            for (int i = 0; i < dense.n; i++) {
                double expected = i == j ? 0 : Math.sqrt(covariance.ofDifference(i, j));
                assertEquals(expected, leads.values().get(i), (1e-9 + leads.relativeError()) * expected);
            }
        }
    }

    private static double square(double x) {
        return x * x;
    }

    /** A tie that was halved is one judgement of no surprise, where two half judgements would each be one. */
    @Test
    void halvedTiesAreJudgementsOfTheirOwn() {
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.FIRST, 1, 10);
        tally.add(0, 1, Outcome.SECOND, 1, 10);
        tally.add(0, 1, Outcome.TIE, 1, 80);
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(2)), Ties.HALF));
        double information = 100 / 4.0;
        assertEquals(1 / information, Covariance.ofInformation(fit).ofDifference(0, 1), 1e-14);
        double squares = 100 / 99.0 * 20 / 4;
        assertEquals(
                squares / information / information, Covariance.sandwich(fit).ofDifference(0, 1), 1e-14);
    }

    /** The errors claimed of a series against the dense way, on graphs of which all pairs or most were compared. */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void aSeriesIsWithinItsBound(PairModel model) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(2)}) {
            int[] found = {0};
            forAll(6, (random, size) -> Models.random(model, random, 30, 900), data -> {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(model, data);
                Dense<ComparisonGraph> dense = new Dense<>(fit);
                double[][] judgements = dense.judgements();
                for (boolean robust : new boolean[] {false, true}) {
                    new ManyScores(new Response(fit, 0), robust ? Optional.of(Variability.of(fit)) : Optional.empty())
                            .variances(0.9)
                            .ifPresent(series -> {
                                found[0]++;
                                for (int i = 0; i < dense.n; i++) {
                                    double[] contrast = dense.centred(i);
                                    double expected =
                                            robust ? dense.sandwich(judgements, contrast) : dense.information(contrast);
                                    assertEquals(expected, series.values()[i], series.relativeError() * expected);
                                    assertEquals(expected, series.values()[i], 0.03 * expected);
                                }
                            });
                }
            });
            assertTrue(found[0] >= 6, "series used " + found[0] + " times");
        }
    }

    /** 1987 American League East: BradleyTerry2, tests/baseball.Rout.save; the home team is not known to this model. */
    @Test
    void agreesWithBradleyTerry2OnBaseball() {
        int[][] wins = {
            {0, 7, 9, 7, 7, 9, 11},
            {6, 0, 7, 5, 11, 9, 9},
            {4, 6, 0, 7, 7, 8, 12},
            {6, 8, 6, 0, 6, 7, 10},
            {6, 2, 6, 7, 0, 7, 12},
            {4, 4, 5, 6, 6, 0, 6},
            {2, 4, 1, 3, 1, 7, 0},
        };
        Tally tally = new Tally();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                if (i != j) {
                    tally.add(i, j, Outcome.FIRST, 1, wins[i][j]);
                }
            }
        }
        Covariance covariance = Covariance.ofInformation(MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(7)), Ties.HALF)));
        double[] published = {0.3433, 0.3396, 0.3367, 0.3359, 0.3339, 0.3319}; // relative to Baltimore, four decimals
        for (int i = 0; i < 6; i++) {
            assertEquals(published[i], Math.sqrt(covariance.ofDifference(i, 6)), 5e-5);
        }
    }

    /** Davidson (1970), Table 1, in the counts of R's PlackettLuce, whose print stopped at seven iterations: 1e-4 of the standard errors. */
    @Test
    void agreesWithPlackettLuceOnPudding() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new Davidson(), pudding());
        Covariance covariance = Covariance.ofInformation(fit);
        double[] published = {0.1872, 0.1935, 0.1882, 0.1927, 0.1924};
        for (int i = 0; i < 5; i++) {
            assertEquals(published[i], Math.sqrt(covariance.ofDifference(0, i + 1)), 1e-4);
        }
        assertEquals(0.0825, Uncertainty.ofExtras(fit).get(0), 1e-4);
    }

    /** The six brands of pudding of Davidson (1970). */
    static ComparisonGraph pudding() {
        int[][] rows = {
            {1, 2, 19, 22, 16},
            {1, 3, 16, 19, 12},
            {2, 3, 19, 19, 10},
            {1, 4, 18, 23, 13},
            {2, 4, 23, 19, 9},
            {3, 4, 19, 20, 15},
            {1, 5, 13, 19, 18},
            {2, 5, 16, 20, 12},
            {3, 5, 16, 15, 17},
            {4, 5, 17, 14, 16},
            {1, 6, 18, 21, 12},
            {2, 6, 22, 20, 12},
            {3, 6, 13, 18, 10},
            {4, 6, 14, 19, 18},
            {5, 6, 11, 21, 12}
        };
        Tally tally = new Tally();
        for (int[] row : rows) {
            tally.add(row[0] - 1, row[1] - 1, Outcome.FIRST, 1, row[2]);
            tally.add(row[0] - 1, row[1] - 1, Outcome.SECOND, 1, row[3]);
            tally.add(row[0] - 1, row[1] - 1, Outcome.TIE, 1, row[4]);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(6)), Ties.KEEP);
    }

    @Test
    void contextsAreClusters() {
        Tally tally = new Tally();
        RandomGenerator random = Cases.random(3);
        for (int rater = 0; rater < 30; rater++) {
            for (int k = 0; k < 20; k++) {
                int i = random.nextInt(5);
                int j = (i + 1 + random.nextInt(4)) % 5;
                tally.add(i, j, random.nextInt(3) == 0 ? Outcome.TIE : Outcome.FIRST, rater, 1, 1);
            }
        }
        Counts counts = tally.counts(Items.numbered(5));
        List<ComparisonGraph> clusters = Covariance.clusters(counts, Ties.HALF);
        assertEquals(30, clusters.size());
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), ComparisonGraph.of(counts, Ties.HALF));
        Covariance covariance = Covariance.clustered(fit, clusters);
        assertEquals("sandwich of 30 clusters", covariance.name());
        assertEquals(29, covariance.degreesOfFreedom());
        assertEquals(2.045229642132703, covariance.quantile(0.95), 1e-12); // t of 29 degrees
        assertEquals(1.959963984540054, Covariance.sandwich(fit).quantile(0.95), 1e-12);
    }

    /** Raters who say the same five times over: intervals by clusters hold as often as is said, those of judgements do not (bench: Coverage). */
    @Test
    void intervalsByClustersHoldWhatRatersRepeat() {
        double[] truth = {-0.8, -0.3, 0, 0.2, 0.9};
        double byClusters = 0;
        double byJudgements = 0;
        int intervals = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = Cases.random(seed);
            Tally tally = new Tally();
            for (int rater = 0; rater < 200; rater++) {
                int i = random.nextInt(5);
                int j = (i + 1 + random.nextInt(4)) % 5;
                boolean wins = random.nextDouble() < 1 / (1 + Math.exp(truth[j] - truth[i]));
                tally.add(i, j, wins ? Outcome.FIRST : Outcome.SECOND, rater, 1, 5);
            }
            Counts counts = tally.counts(Items.numbered(5));
            Fit<ComparisonGraph> fit =
                    MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), ComparisonGraph.of(counts, Ties.HALF));
            double mean = Arrays.stream(truth).average().orElseThrow();
            Covariance clustered = Covariance.clustered(fit, Covariance.clusters(counts, Ties.HALF));
            Covariance plain = Covariance.sandwich(fit);
            for (int i = 0; i < 5; i++) {
                double off = Math.abs(fit.scores().get(i) - truth[i] + mean);
                byClusters += off
                                <= clustered.quantile(0.95)
                                        * clustered.ofScores().values().get(i)
                        ? 1
                        : 0;
                byJudgements +=
                        off <= plain.quantile(0.95) * plain.ofScores().values().get(i) ? 1 : 0;
                intervals++;
            }
        }
        assertEquals(
                0.95,
                byClusters / intervals,
                0.025); // some two standard errors of 200 data sets, four of all intervals
        assertEquals(0.62, byJudgements / intervals, 0.08); // a normal within 1.96/√5
    }

    @Test
    void refusesWhatIsNoContrast() {
        Fit<ComparisonGraph> fit =
                MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), draw(new BradleyTerry(), Cases.random(1), 3));
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Covariance.ofInformation(fit).variance(1, 0, 0));
        assertEquals(
                "only differences of scores are estimated, so the weights of a contrast must sum to 0, got a sum of 1.0",
                e.getMessage());
        assertEquals(
                "a clustered covariance needs two clusters at least, got 1",
                assertThrows(IllegalArgumentException.class, () -> Covariance.clustered(fit, List.of(fit.data())))
                        .getMessage());
    }

    static <D extends Judgements<D>> List<D> clusters(D data, int count, RandomGenerator random) {
        double[][] weights = new double[count][data.kinds()];
        for (int kind = 0; kind < data.kinds(); kind++) {
            double rest = data.weight(kind);
            for (int k = 0; k < 3; k++) {
                double part = k == 2 ? rest : rest * random.nextDouble();
                weights[random.nextInt(count)][kind] += part;
                rest -= part;
            }
        }
        List<D> clusters = new ArrayList<>();
        for (double[] weight : weights) {
            clusters.add(data.weighted(weight));
        }
        return clusters;
    }

    private static ComparisonGraph draw(PairModel model, RandomGenerator random, int items) {
        return Models.random(model, random, items, 3 * items);
    }

    /** Judgements that count as parts of one: the sandwich of each by itself, as the dense way has it. */
    @Test
    void partsOfJudgementsAddTheirSquares() {
        forAll(50, (random, size) -> aged(random, 3 + (int) (6 * size)), rows -> {
            int n = rows.size() / 40;
            Tally weights = new Tally();
            Tally squares = new Tally();
            double sum = 0;
            double sumOfSquares = 0;
            for (double[] row : rows) {
                weights.add((int) row[0], (int) row[1], Outcome.FIRST, row[2], 1);
                squares.add((int) row[0], (int) row[1], Outcome.FIRST, row[2] * row[2], 1);
                sum += row[2];
                sumOfSquares += row[2] * row[2];
            }
            Items items = Items.numbered(n);
            Fit<ComparisonGraph> fit =
                    MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), ComparisonGraph.of(weights.counts(items), Ties.HALF));
            double[][] squared = new double[n][n];
            for (double[] row : rows) {
                int i = (int) row[0];
                int j = (int) row[1];
                double u = row[2] * fit.probability(j, i).p();
                squared[i][i] += u * u;
                squared[j][j] += u * u;
                squared[i][j] -= u * u;
                squared[j][i] -= u * u;
            }
            double number = sum * sum / sumOfSquares;
            Covariance covariance = Covariance.sandwich(fit, ComparisonGraph.of(squares.counts(items), Ties.HALF));
            double[][] inverse = Covariance.ofInformation(fit).matrix();
            double[][] found = covariance.matrix();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double expected = 0;
                    for (int a = 0; a < n; a++) {
                        for (int b = 0; b < n; b++) {
                            expected += inverse[i][a] * squared[a][b] * inverse[b][j];
                        }
                    }
                    expected *= number / (number - 1);
                    assertEquals(expected, found[i][j], 1e-10 * inverse[i][i]);
                }
            }
        });
    }

    /** Winner, loser and weight. */
    private static List<double[]> aged(RandomGenerator random, int n) {
        List<double[]> rows = new ArrayList<>();
        for (int k = 0; k < 40 * n; k++) {
            int i = k % n;
            int j = (i + 1 + random.nextInt(n - 1)) % n;
            rows.add(new double[] {i, j, Math.pow(2, -random.nextInt(8) / 3.0)});
        }
        return rows;
    }
}

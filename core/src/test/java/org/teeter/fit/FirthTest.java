package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.infer.Covariance;
import org.teeter.model.BradleyTerry;

/** Firth's bias reduction: finite on any connected graph, stationary by an independent reckoning. */
class FirthTest {
    private static final Estimator FIRTH = Estimator.of(Prior.firth());
    private static final BradleyTerry MODEL = new BradleyTerry();

    /** Rows "first,second,won,lost"; scores and errors are those of the lead over the first item. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "firth.csv", numLinesToSkip = 2, delimiter = ';')
    void agreesWithMpmath(String name, String rows, String scores, double penalised, String errors) {
        double[] s = numbers(scores);
        double[] se = numbers(errors);
        ComparisonGraph data = Graphs.of(
                s.length,
                Arrays.stream(rows.split(" ", -1))
                        .map(row -> numbers(row.replace(',', ' ')))
                        .toArray(double[][]::new));
        Fit<ComparisonGraph> fit = FIRTH.fit(MODEL, data);
        Covariance covariance = Covariance.ofInformation(fit);
        for (int i = 1; i < s.length; i++) {
            assertEquals(s[i], fit.scores().difference(i, 0), 1e-9, name); // 1e-10 of an item's expected wins
            assertEquals(se[i - 1], Math.sqrt(covariance.ofDifference(i, 0)), 1e-8 * se[i - 1]);
        }
        assertEquals(penalised, fit.logPosterior(), 1e-12 * Math.abs(penalised));
    }

    private static double[] numbers(String words) {
        return Arrays.stream(words.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** What is judged hardly at all leaves the half wins alone: all items are equal, on cycles too. */
    @Test
    void littleWeightIsNoLackOfConvergence() {
        for (double w : new double[] {1e-20, 1e-12, 1e-8}) {
            ComparisonGraph data = Graphs.of(
                    4,
                    new double[] {0, 1, w, 3 * w},
                    new double[] {1, 2, 2 * w, w},
                    new double[] {0, 2, 5 * w, w},
                    new double[] {2, 3, w, 4 * w},
                    new double[] {1, 3, w, w});
            Fit<ComparisonGraph> fit = FIRTH.fit(MODEL, data);
            for (int i = 1; i < 4; i++) {
                assertEquals(0, fit.scores().difference(0, i), 100 * w + 1e-9);
            }
        }
    }

    /** All leverages of a tree are 1, so each pair has half a win more on either side. */
    @Test
    void aTreeAddsHalfAWinEachWay() {
        forAll(60, (random, size) -> oneSided(random, 2 + (int) (40 * size), 0), tree -> {
            Fit<ComparisonGraph> fit = FIRTH.fit(MODEL, tree);
            for (int e = 0; e < tree.edges(); e++) {
                double logit = Math.log((tree.won(e) + 0.5) / (tree.lost(e) + 0.5));
                assertEquals(logit, fit.scores().difference(tree.first(e), tree.second(e)), 1e-8);
            }
        });
    }

    /**
     * A thousand graphs on which most have no finite maximum of the likelihood: leverages from a dense pseudo-inverse, added as judgements,
     * leave the scores where they are; the determinant is a dense one, and nothing near is higher.
     */
    @Test
    void scoresAreStationaryByADenseReckoning() {
        int[] infinite = {0};
        forAll(1000, (random, size) -> oneSided(random, 2 + random.nextInt(7), random.nextInt(9)), data -> {
            Fit<ComparisonGraph> fit = FIRTH.fit(MODEL, data);
            double[] s = fit.scores().toArray();
            double[] leverages = leverages(data, s);
            Tally tally = new Tally();
            for (int e = 0; e < data.edges(); e++) {
                double half = leverages[e] / 2;
                tally.add(data.first(e), data.second(e), Outcome.FIRST, data.won(e) + half, 1);
                tally.add(data.first(e), data.second(e), Outcome.SECOND, data.lost(e) + half, 1);
            }
            Fit<ComparisonGraph> augmented = Estimator.of(Prior.none())
                    .fit(MODEL, ComparisonGraph.of(tally.counts(Items.numbered(data.size())), Ties.HALF));
            assertArrayEquals(s, augmented.scores().toArray(), 1e-7);
            double value = penalised(data, s);
            assertEquals(value, fit.logPosterior(), 1e-9 * (1 + Math.abs(value)));
            RandomGenerator random = org.teeter.Cases.random(data.edges());
            for (int k = 0; k < 10; k++) {
                double[] near = s.clone();
                for (int i = 0; i < near.length; i++) {
                    near[i] += 0.01 * random.nextGaussian();
                }
                assertTrue(penalised(data, near) <= value + 1e-12);
            }
            infinite[0] += data.preferences().isStronglyConnected() ? 0 : 1;
        });
        assertTrue(infinite[0] > 500, () -> infinite[0] + " of 1000");
    }

    private static double[] leverages(ComparisonGraph data, double... s) {
        DMatrixRMaj inverse = new DMatrixRMaj(data.size(), data.size());
        CommonOps_DDRM.pinv(information(data, s), inverse);
        double[] leverages = new double[data.edges()];
        for (int e = 0; e < leverages.length; e++) {
            int a = data.first(e);
            int b = data.second(e);
            leverages[e] = conductance(data, e, s) * (inverse.get(a, a) + inverse.get(b, b) - 2 * inverse.get(a, b));
        }
        return leverages;
    }

    private static double conductance(ComparisonGraph data, int e, double... s) {
        double p = 1 / (1 + Math.exp(s[data.second(e)] - s[data.first(e)]));
        return data.n(e) * p * (1 - p);
    }

    private static DMatrixRMaj information(ComparisonGraph data, double... s) {
        DMatrixRMaj h = new DMatrixRMaj(data.size(), data.size());
        for (int e = 0; e < data.edges(); e++) {
            double c = conductance(data, e, s);
            h.add(data.first(e), data.first(e), c);
            h.add(data.second(e), data.second(e), c);
            h.add(data.first(e), data.second(e), -c);
            h.add(data.second(e), data.first(e), -c);
        }
        return h;
    }

    private static double penalised(ComparisonGraph data, double... s) {
        int n = data.size();
        DMatrixRMaj reduced = CommonOps_DDRM.extract(information(data, s), 1, n, 1, n);
        return MODEL.likelihood(data).logLikelihood(s) + Math.log(CommonOps_DDRM.det(reduced)) / 2;
    }

    /** A connected graph, few judgements a pair, all won by one side in most. */
    private static ComparisonGraph oneSided(RandomGenerator random, int items, int more) {
        Tally tally = new Tally();
        for (int k = 1; k < items + more; k++) {
            int b = k < items ? k : random.nextInt(items);
            int a = k < items ? random.nextInt(b) : (b + 1 + random.nextInt(items - 1)) % items;
            int lost = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            tally.add(a, b, random.nextBoolean() ? Outcome.FIRST : Outcome.SECOND, 1, 1 + random.nextInt(3));
            tally.add(a, b, Outcome.FIRST, 1, lost);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }

    /** A lopsided cycle of seven: the higher of its maxima, which a start from equal scores does not lead to. */
    @Test
    void severalMaximaAreSaid() {
        ComparisonGraph cycle = Graphs.of(
                7,
                new double[] {0, 1, 0, 6},
                new double[] {1, 2, 0, 6},
                new double[] {2, 3, 3, 3},
                new double[] {3, 4, 6, 0},
                new double[] {4, 5, 0, 6},
                new double[] {5, 6, 0, 9},
                new double[] {6, 0, 6, 0});
        Fit<ComparisonGraph> fit = FIRTH.fit(MODEL, cycle);
        assertEquals(-8.45340511, fit.logPosterior(), 5e-9); // by scoring from many starts, in Python
        Fit.LocalMaximum known = fit.localMaximum().orElseThrow();
        assertTrue(known.here() < known.starts());
    }

    @Test
    void whatItIsNotDefinedForIsRefused() {
        ComparisonGraph apart = Graphs.of(4, new double[] {0, 1, 1, 1}, new double[] {2, 3, 1, 1});
        assertEquals(
                "no finite maximum-likelihood scores: the items fall into 2 groups that were never compared with each other:"
                        + " {\"0\", \"1\"}, {\"2\", \"3\"}; drop or pool them, collect judgements that connect them both ways,"
                        + " or set a prior",
                assertThrows(NoFiniteFitException.class, () -> FIRTH.fit(MODEL, apart))
                        .getMessage());
    }
}

package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.model.BradleyTerry;

class EstimatorTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    /**
     * 1987 American League East, wins of row over column. Agresti (2002), Categorical Data Analysis, 2nd ed., table 10.10.
     * Milwaukee, Detroit, Toronto, New York, Boston, Cleveland, Baltimore.
     */
    static final int[][] BASEBALL = {
        {0, 7, 9, 7, 7, 9, 11},
        {6, 0, 7, 5, 11, 9, 9},
        {4, 6, 0, 7, 7, 8, 12},
        {6, 8, 6, 0, 6, 7, 10},
        {6, 2, 6, 7, 0, 7, 12},
        {4, 4, 5, 6, 6, 0, 6},
        {2, 4, 1, 3, 1, 7, 0},
    };

    /** Coefficients relative to Baltimore, and deviance-consistent log-odds, from R's BradleyTerry2 (tests/baseball.Rout.save). */
    @Test
    void agreesWithBradleyTerry2OnBaseball() {
        Tally tally = new Tally();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                if (i != j) {
                    tally.add(i, j, Outcome.FIRST, 1, BASEBALL[i][j]);
                }
            }
        }
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(7)), Ties.HALF));
        double[] published = {1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0};
        for (int i = 0; i < 7; i++) {
            assertEquals(published[i], fit.scores().difference(i, 6), 5e-5); // printed to four decimals
        }
    }

    @Test
    void isBrokenOffByAnInterrupt() {
        ComparisonGraph data = Graphs.of(3, row(0, 1, 1, 0), row(1, 2, 1, 0), row(2, 0, 1, 0));
        Thread.currentThread().interrupt();
        try {
            CancellationException e =
                    assertThrows(CancellationException.class, () -> MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data));
            assertEquals("interrupted while Bradley-Terry was fitted", e.getMessage());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    /** The two pairwise cases of choix, tests/data/testcase-pairwise-{1,2}.json. */
    @Test
    void agreesWithChoix() {
        double[] cycle = MAXIMUM_LIKELIHOOD
                .fit(new BradleyTerry(), Graphs.of(3, row(0, 1, 1, 0), row(1, 2, 1, 0), row(2, 0, 1, 0)))
                .scores()
                .toArray();
        assertArrayEquals(new double[3], cycle, 1e-15);
        double[] one = MAXIMUM_LIKELIHOOD
                .fit(new BradleyTerry(), Graphs.of(3, row(0, 1, 2, 0), row(1, 2, 1, 0), row(2, 0, 1, 0)))
                .scores()
                .toArray();
        assertArrayEquals(new double[] {0.419617624, -0.419617624, 0}, one, 1e-9); // printed to nine decimals, cut off
    }

    @Test
    void aTreeReproducesItsProportions() {
        forAll(100, (random, size) -> Graphs.random(random, 2 + (int) (300 * size), 0), tree -> {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), tree);
            for (int e = 0; e < tree.edges(); e++) {
                double logit = Math.log(tree.won(e)) - Math.log(tree.lost(e));
                assertEquals(logit, fit.scores().difference(tree.first(e), tree.second(e)), 1e-9);
            }
        });
    }

    /** The last step is taken, so that what is left is rounding, by elimination and beyond it. */
    @Test
    void scoresAreAsGoodAsDoublesHoldThem() {
        for (int items : new int[] {5, 60, 400, 1500}) {
            ComparisonGraph tree = Graphs.random(Cases.random(items), items, 0);
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), tree);
            double rounding = Math.ulp(fit.scores().get(0)
                    + IntStream.range(0, items)
                            .mapToDouble(i -> Math.abs(fit.scores().get(i)))
                            .max()
                            .orElseThrow());
            for (int e = 0; e < tree.edges(); e++) {
                double logit = Math.log(tree.won(e)) - Math.log(tree.lost(e));
                assertEquals(logit, fit.scores().difference(tree.first(e), tree.second(e)), 16 * rounding);
            }
            assertTrue(fit.scoreError() <= 64 * rounding, () -> items + " items: " + fit.scoreError());
        }
    }

    /** 99 to 1 along a chain: its ends lie 1,424 apart, and odds of e^1424 are no double, but no comparison asks for them. */
    @Test
    void aChainMaySpanAnyRange() {
        for (int pairs : new int[] {310, 3000}) {
            double[][] rows = new double[pairs][];
            for (int k = 0; k < pairs; k++) {
                rows[k] = row(k, k + 1, 99, 1);
            }
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(pairs + 1, rows));
            for (int k = 0; k < pairs; k++) {
                assertEquals(Math.log(99), fit.scores().difference(k, k + 1), 4 * Math.ulp(pairs * Math.log(99)));
            }
            assertEquals(pairs * Math.log(99), fit.scores().difference(0, pairs), 1e-12 * pairs);
        }
    }

    /** A prior of sigma 1e6 moves no score by 1e-12, but leaves their mean open by 1e5 votes' worth of rounding. */
    @Test
    void aWidePriorChangesNothingThatTheDataSay() {
        double[][] rows = {row(0, 1, 9_900_000, 100_000), row(1, 2, 200_000, 9_800_000), row(2, 3, 5_000_000, 5_000_000)
        };
        for (ComparisonGraph graph : new ComparisonGraph[] {
            Graphs.of(4, rows), Graphs.random(Cases.random(3), 40, 200), Graphs.random(Cases.random(4), 700, 3000)
        }) {
            Fit<ComparisonGraph> sure = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
            Fit<ComparisonGraph> wide = Estimator.of(Prior.normal(1e6)).fit(new BradleyTerry(), graph);
            List<Double> expected = Uncertainty.standardErrors(sure);
            List<Double> errors = Uncertainty.standardErrors(wide);
            for (int i = 0; i < graph.size(); i++) {
                assertEquals(sure.scores().get(i), wide.scores().get(i), 1e-11);
                assertEquals(expected.get(i), errors.get(i), 1e-10 * expected.get(i));
            }
        }
    }

    @Test
    void scoreEquationsHold() {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(0.7), Prior.pseudo(1.5)}) {
            forAll(
                    60,
                    (random, size) -> Graphs.random(random, 2 + (int) (400 * size), 1 + (int) (1500 * size)),
                    graph -> {
                        Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
                        assertTrue(fit.residual() <= 1e-10);
                        assertTrue(fit.scoreError() <= 1e-9);
                        assertEquals(
                                0,
                                IntStream.range(0, graph.size())
                                        .mapToDouble(i -> fit.scores().get(i))
                                        .sum(),
                                1e-9);
                    });
        }
    }

    /** Every prior as data: a normal prior is checked by its equation, a ghost by adding it as an item. */
    @Test
    void aPseudoPriorEqualsAGhostItem() {
        forAll(40, (random, size) -> Graphs.random(random, 2 + (int) (20 * size), 1 + (int) (60 * size)), graph -> {
            int n = graph.size();
            Tally tally = new Tally();
            for (int e = 0; e < graph.edges(); e++) {
                tally.add(graph.first(e), graph.second(e), Outcome.FIRST, graph.won(e), 1);
                tally.add(graph.first(e), graph.second(e), Outcome.SECOND, graph.lost(e), 1);
            }
            for (int i = 0; i < n; i++) {
                tally.add(i, n, Outcome.FIRST, 0.75, 1);
                tally.add(i, n, Outcome.SECOND, 0.75, 1);
            }
            Fit<ComparisonGraph> ghost = MAXIMUM_LIKELIHOOD.fit(
                    new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(n + 1)), Ties.HALF));
            Fit<ComparisonGraph> prior = Estimator.of(Prior.pseudo(0.75)).fit(new BradleyTerry(), graph);
            for (int i = 1; i < n; i++) {
                assertEquals(ghost.scores().difference(i, 0), prior.scores().difference(i, 0), 1e-10);
            }
        });
    }

    @Test
    void aPriorMakesAnyDataFinite() {
        ComparisonGraph lost = Graphs.of(4, row(0, 1, 3, 0), row(2, 3, 0, 1));
        Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(1)).fit(new BradleyTerry(), lost);
        double s = fit.scores().get(0);
        assertEquals(3 * fit.probability(1, 0).p(), s, 1e-12); // 3 (1 - p) = s / sigma²
        assertEquals(0, fit.scores().get(0) + fit.scores().get(1), 1e-12);
    }

    @Test
    void extremeProportionsAreFittedExactly() {
        // a chain of odds 1e12, 1e-9 and 1e15; on a tree the fit reproduces them
        ComparisonGraph chain = Graphs.of(4, row(0, 1, 1e6, 1e-6), row(1, 2, 1e-3, 1e6), row(2, 3, 1e15, 1));
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), chain);
        assertEquals(Math.log(1e12), fit.scores().difference(0, 1), 1e-12);
        assertEquals(Math.log(1e-9), fit.scores().difference(1, 2), 1e-12);
        assertEquals(Math.log(1e15), fit.scores().difference(2, 3), 1e-12);
    }

    /** Two parts with a million votes each, joined by three millionths of one: their score equations hardly see the joint. */
    @Test
    void partsThatHangTogetherByHardlyAnythingAreStillPlacedExactly() {
        ComparisonGraph graph = Graphs.of(
                6,
                row(0, 1, 3e5, 2e5),
                row(1, 2, 1e5, 4e5),
                row(0, 2, 3e5, 1e5),
                row(2, 3, 1e-6, 2e-6),
                row(3, 4, 5e5, 1e5),
                row(4, 5, 2e5, 2e5),
                row(3, 5, 1e5, 1e5));
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
        assertEquals(Math.log(0.5), fit.scores().difference(2, 3), 1e-6);
        assertTrue(fit.scoreError() <= 1e-6);
    }

    @Test
    void startingFromAnotherFitChangesNothing() {
        ComparisonGraph graph = Graphs.random(Cases.random(5), 30, 90);
        Fit<ComparisonGraph> cold = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph);
        Fit<ComparisonGraph> other = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.random(Cases.random(6), 30, 90));
        assertArrayEquals(
                cold.scores().toArray(),
                MAXIMUM_LIKELIHOOD.refit(graph, other).scores().toArray(),
                1e-12);
    }

    @Test
    void refusesAnItemThatNeverWins() {
        ComparisonGraph graph = Graphs.of(4, row(0, 1, 1, 1), row(1, 2, 1, 1), row(0, 2, 1, 1), row(0, 3, 3, 0));
        assertEquals(
                "no finite maximum-likelihood scores: \"3\" was never preferred to any item; drop or pool them, collect"
                        + " judgements that connect them both ways, or set a prior",
                assertThrows(NoFiniteFitException.class, () -> MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph))
                        .getMessage());
    }

    @Test
    void refusesTwoGroupsThatWereNeverCompared() {
        ComparisonGraph graph = Graphs.of(4, row(0, 1, 1, 1), row(2, 3, 1, 1));
        NoFiniteFitException e =
                assertThrows(NoFiniteFitException.class, () -> MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), graph));
        assertEquals(2, e.existence().groups().size());
    }

    /** One tie places an item beside its opponent; one win places it nowhere. */
    @Test
    void anItemWithOneComparisonIsPlacedByATieAndRefusedByAWin() {
        Fit<ComparisonGraph> tied = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(),
                Graphs.of(4, row(0, 1, 3, 2), row(1, 2, 4, 1), row(2, 0, 1, 2), row(3, 0, 0.5, 0.5)));
        assertEquals(0, tied.scores().difference(3, 0), 1e-12);
        ComparisonGraph won = Graphs.of(4, row(0, 1, 3, 2), row(1, 2, 4, 1), row(2, 0, 1, 2), row(3, 0, 1, 0));
        NoFiniteFitException e =
                assertThrows(NoFiniteFitException.class, () -> MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), won));
        assertEquals("no item was ever preferred to \"3\"", e.existence().reason());
    }

    @Test
    void tiesAloneMakeAllItemsEqual() {
        Tally tally = new Tally();
        for (int i = 0; i < 4; i++) {
            tally.add(i, (i + 1) % 5, Outcome.TIE);
            tally.add(i, (i + 1) % 5, Outcome.BOTH_BAD);
        }
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(5)), Ties.HALF));
        assertArrayEquals(new double[5], fit.scores().toArray(), 0);
        assertEquals(
                0,
                ComparisonGraph.of(tally.counts(Items.numbered(5)), Ties.DROP).edges());
    }

    @Test
    void givesUpRatherThanReturnTheBestSoFar() {
        Estimator impatient = new Estimator(Prior.none(), 1e-10, 2);
        NoConvergenceException e = assertThrows(
                NoConvergenceException.class,
                () -> impatient.fit(new BradleyTerry(), Graphs.random(Cases.random(1), 20, 60)));
        assertTrue(String.valueOf(e.getMessage())
                .startsWith("the score equations must hold to 1.0E-10 of an item's wins or losses"));
    }

    /** Three items judged often, three more, and a bridge between them of next to no weight: its gap is its own log-odds. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e1, 1e2, 1e3, 1e4})
    void aBridgeOfLittleWeightIsNotLostBesideHeavyPairs(double heavy) {
        double light = 1e-18;
        double[][] rows = {
            row(0, 1, 30.1 * heavy, 17.3 * heavy), row(1, 2, 10.7 * heavy, 29.9 * heavy),
            row(0, 2, 11.1 * heavy, 0.3 * heavy), row(3, 4, 70.1 * heavy, 7.7 * heavy),
            row(4, 5, 1.9 * heavy, 3.3 * heavy), row(3, 5, 5.1 * heavy, 20.3 * heavy),
            row(2, 3, light, 3 * light)
        };
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(6, rows));
        assertEquals(-Math.log(3), fit.scores().difference(2, 3), Math.max(1e-12, 1e-30 * heavy / light));
    }

    /** What is lost beside the heaviest pairs is an error, and no score: one that was off by ten went through. */
    @Test
    void whatCannotBeHeldBesideHeavyPairsIsAnError() {
        for (double heavy = 1e5; heavy <= 1e19; heavy *= 13) {
            double[][] rows = {
                row(0, 1, 0.3 * heavy, heavy / 7),
                row(1, 2, heavy, 0.9 * heavy),
                row(0, 2, heavy / 3, heavy),
                row(2, 3, 1e-20, 3e-20),
                row(3, 4, heavy, heavy),
                row(3, 5, heavy, heavy / 11),
                row(4, 5, heavy, heavy)
            };
            NoConvergenceException e = assertThrows(
                    NoConvergenceException.class, () -> MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(6, rows)));
            assertTrue(
                    String.valueOf(e.getMessage())
                            .startsWith("weights of judgements lie too far apart, from 1.0E-20 to "),
                    e.getMessage());
        }
    }

    private static double[] row(double... row) {
        return row;
    }

    /** On a chain the fitted log-odds of neighbours are the observed ones; the diagonal alone would need 1e5 iterations a step. */
    @Test
    void aChainOfAHundredThousandItemsIsFitted() {
        int n = 100_000;
        double[][] rows = new double[n - 1][];
        for (int k = 0; k < n - 1; k++) {
            rows[k] = new double[] {k, k + 1, 3 + k % 3, 5 - k % 3};
        }
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), Graphs.of(n, rows));
        for (int k = 0; k < n - 1; k++) {
            assertEquals(Math.log((3 + k % 3) / (5.0 - k % 3)), fit.scores().difference(k, k + 1), 1e-9);
        }
    }
}

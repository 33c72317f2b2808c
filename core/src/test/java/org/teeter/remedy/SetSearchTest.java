package org.teeter.remedy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.audit.Audit;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Rankings;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;
import org.teeter.random.L64X128Mix;

class SetSearchTest {
    private static final int DRAWS = 200;

    private static Fit<ComparisonGraph> fit(ComparisonGraph data) {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), data);
    }

    /** 0 beats 1 and 2 beats 1, 99 times of 100 each. */
    private static Fit<ComparisonGraph> paper() {
        return fit(Graphs.of(3, new double[] {0, 1, 99, 1}, new double[] {1, 2, 1, 99}));
    }

    private static Goal goal(Fit<?> fit, double most) {
        return new Goal(new Targets.Unobserved(), most).settled(fit);
    }

    private static Found search(Fit<ComparisonGraph> fit, double most) {
        return new Search(fit, goal(fit, most), Progress.SILENT).weakest(Kind.SETS);
    }

    private static Sets sets(Found found) {
        return (Sets) found.remedy().orElseThrow();
    }

    /**
     * With r rankings of all three instead of 2 r judgements of the first pair, the chain has a conductance of {@code v (100 - r) (100 + r)
     * / 200}, v = .99 · .01, beside the direct pair's {@code r / 4}, and S is 1 / (4 v) times the chain's share of both.
     */
    private static double byHand(int r) {
        double v = 0.99 * 0.01;
        double chain = v * (100 - r) * (100 + r) / 200;
        return chain / (chain + r / 4.0) / (4 * v);
    }

    @Test
    void theCaseByHand() {
        Fit<ComparisonGraph> fit = paper();
        for (double most : List.of(20.0, 5.0, 2.0, 1.1)) {
            Found found = search(fit, most);
            RankedSet set = sets(found).sets().get(0);
            assertEquals(List.of(0, 1, 2), set.items());
            assertEquals(2.0 * set.rankings(), set.taken());
            assertEquals(2L * set.rankings(), set.choices());
            assertEquals(byHand(set.rankings()), found.audit().orElseThrow().largest(), 1e-9 * byHand(set.rankings()));
            assertTrue(byHand(set.rankings()) <= most, "enough for " + most);
            assertTrue(byHand(set.rankings() - 1) > most, "one fewer for " + most);
        }
        assertEquals(8, sets(search(fit, 5)).rankings());
        assertArrayEquals(
                fit.scores().toArray(),
                search(fit, 5).audit().orElseThrow().fit().scores().toArray(),
                1e-9);
    }

    /** [M165]: what the pairs of the rankings count is what the rankings hold, order by order, and both models agree about scores. */
    @Test
    void rankingsHoldTheirPairs() {
        Fit<ComparisonGraph> fit = fit(Graphs.of(
                5, new double[] {0, 1, 30, 10}, new double[] {1, 2, 5, 20}, new double[] {2, 3, 9, 3}, new double[] {
                    3, 4, 1, 7
                }));
        Sets sets = new Sets(
                fit,
                List.of(new RankedSet(List.of(0, 2, 3, 4), 7, 2, 3, 12), new RankedSet(List.of(0, 1, 4), 3, 0, 1, 6)));
        Fit<Rankings> ranked = sets.asRankings();
        Rankings data = ranked.data();
        assertEquals(
                24 + 6 + 2 * 3, data.distinct(), "orders of four and of three, and of the pairs that are left both");
        double[][] above = new double[5][5];
        for (int k = 0; k < data.distinct(); k++) {
            for (int p = data.start(k); p < data.start(k + 1); p++) {
                for (int q = p + 1; q < data.start(k + 1); q++) {
                    above[data.item(p)][data.item(q)] += data.weight(k);
                }
            }
        }
        ComparisonGraph pairs = sets.changed(fit.data());
        for (int e = 0; e < pairs.edges(); e++) {
            assertEquals(pairs.won(e), above[pairs.first(e)][pairs.second(e)], 1e-12 * pairs.n(e));
            assertEquals(pairs.lost(e), above[pairs.second(e)][pairs.first(e)], 1e-12 * pairs.n(e));
        }
        assertEquals(10, pairs.edges() + 1, "all pairs but 1 against 3");
        assertArrayEquals(fit.scores().toArray(), ranked.scores().toArray(), 1e-8);
        assertEquals(10, sets.rankings());
        assertEquals(18, sets.on(fit.data()).moved(fit.data()), 1e-12);
    }

    @Test
    void whatIsFoundReachesTheGoalAndNoSetIsNeedless() {
        forAll(20, (RandomGenerator random) -> fit(Models.random(new BradleyTerry(), random, 7, 9)), fit -> {
            Goal goal = goal(fit, 1.3);
            double before = goal.audit(fit, 1, 0).largest();
            Found found = before > 1.3 ? search(fit, 1.3) : Found.none(Kind.SETS, "nothing to do");
            if (found.remedy().isEmpty()) {
                return;
            }
            Audit audit = found.audit().orElseThrow();
            assertTrue(audit.largest() <= 1.3, "leaves " + audit.largest());
            assertTrue(audit.checks().get(0).relativeError() < 1e-3);
            assertEquals(goal.audit(fit, 1, 0).targets(), audit.targets(), "ranked pairs stay targets");
            Goal same = new Goal(audit.request().targets(), 1.3);
            Sets sets = sets(found);
            for (int k = 0; k < sets.sets().size(); k++) {
                RankedSet set = sets.sets().get(k);
                assertTrue(set.taken() <= set.choices(), "no more judgements are left out than choices made");
                Fit<ComparisonGraph> without =
                        sets.sets().size() == 1 ? fit : fit(sets.without(k).changed(fit.data()));
                assertTrue(same.audit(without, 1, 0).largest() > 1.3, "needless: " + set);
            }
        });
    }

    /** As a claim: rankings are drawn from the fit, and the judgements that they stand in for are left out in proportion. */
    @Test
    void rankingsThatAreDrawnBringSensitivitiesDown() {
        Fit<ComparisonGraph> fit = fit(Graphs.of(
                5,
                new double[] {0, 1, 60, 40},
                new double[] {1, 2, 55, 45},
                new double[] {0, 2, 65, 35},
                new double[] {2, 3, 2, 98},
                new double[] {2, 4, 2, 98}));
        Found found = search(fit, 2);
        Sets sets = sets(found);
        double before = goal(fit, 2).audit(fit, 1, 0).largest();
        Goal same = new Goal(found.audit().orElseThrow().request().targets(), 2);
        double[] after = IntStream.range(0, DRAWS)
                .mapToDouble(draw -> {
                    try {
                        return same.audit(fit(sets.drawn(L64X128Mix.of(draw))), 1, 0)
                                .largest();
                    } catch (NoFiniteFitException e) {
                        return Double.POSITIVE_INFINITY;
                    }
                })
                .sorted()
                .toArray();
        assertTrue(before > 12);
        assertTrue(after[DRAWS / 2] < 2.3 && after[DRAWS - 1] < before / 4, Arrays.toString(after));
    }

    @Test
    void tooManyPredictionsAreNotWatched() {
        Fit<ComparisonGraph> chain = fit(Graphs.of(
                460,
                IntStream.range(0, 459)
                        .mapToObj(i -> new double[] {i, i + 1, 3, 2})
                        .toArray(double[][]::new)));
        assertEquals(
                "of more than 100,000 predictions it does not watch each",
                search(chain, 2).reason());
    }

    @Test
    void whatIsNoSetIsRefused() {
        assertEquals(
                "a set has three items at least, got [0, 1]",
                assertThrows(IllegalArgumentException.class, () -> new RankedSet(List.of(0, 1), 1, 0, 1, 1))
                        .getMessage());
    }
}

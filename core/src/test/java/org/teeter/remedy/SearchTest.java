package org.teeter.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.audit.Audit;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.model.RaoKupper;

class SearchTest {
    static final List<PairModel> MODELS =
            List.of(new BradleyTerry(), new LinkModel(new Probit()), new Davidson(), new RaoKupper());

    private static Fit<ComparisonGraph> fit(PairModel model, ComparisonGraph data) {
        return Estimator.of(Prior.none()).fit(model, data);
    }

    /** The paper's own case: 0 beats 1 and 2 beats 1, 99 times of 100 each; 0 over 2 is level, and S = ¼ / (.99 · .01). */
    private static Fit<ComparisonGraph> paper() {
        return fit(new BradleyTerry(), Graphs.of(3, new double[] {0, 1, 99, 1}, new double[] {1, 2, 1, 99}));
    }

    private static Search search(Fit<?> fit, double most) {
        return new Search(fit, goal(fit, most), Progress.SILENT);
    }

    private static Goal goal(Fit<?> fit, double most) {
        return new Goal(new Targets.Unobserved(), most).settled(fit);
    }

    @Test
    void theCaseByHand() {
        Fit<ComparisonGraph> fit = paper();
        assertEquals(0.25 / (0.99 * 0.01), goal(fit, 5).audit(fit, 1, 0).largest(), 1e-9);
        // both shares must come to p with p (1 - p) = 1/20: p = .9472136, ε = (.99 - p) / .98 = .0436596
        Remedy.Smoothing smoothing =
                (Remedy.Smoothing) search(fit, 5).weakest(Kind.SMOOTH).remedy().orElseThrow();
        assertEquals(0.0437, smoothing.share());
        Remedy.Clipping clipping =
                (Remedy.Clipping) search(fit, 5).weakest(Kind.CLIP).remedy().orElseThrow();
        assertEquals(1 - 0.0528, clipping.most()); // 1 - p = .0527864
        assertTrue(search(fit, 5).weakest(Kind.CAP).remedy().isEmpty(), "numbers do not count on a tree");
        assertEquals(
                "it takes away what is to be predicted",
                search(fit, 5).weakest(Kind.DROP).reason());
        assertEquals(
                "it takes away what is to be predicted",
                new Search(fit, new Goal(new Targets.Named(List.of(new Targets.Pair(0, 2))), 5), Progress.SILENT)
                        .weakest(Kind.DROP)
                        .reason());
    }

    @Test
    void treatmentsByHand() {
        ComparisonGraph data = Graphs.of(3, new double[] {0, 1, 8, 2}, new double[] {1, 2, 30, 10});
        ComparisonGraph smoothed = new Remedy.Smoothing(0.1).on(data).of(data);
        assertEquals(0.9 * 8 + 0.1 * 2, smoothed.won(0), 1e-15);
        assertEquals(0.9 * 2 + 0.1 * 8, smoothed.lost(0), 1e-15);
        assertEquals(0.6 + 2, new Remedy.Smoothing(0.1).on(data).moved(data), 1e-12);
        ComparisonGraph capped = new Remedy.Capping(20).on(data).of(data);
        assertEquals(10, capped.n(0));
        assertEquals(15, capped.won(1));
        assertEquals(20, new Remedy.Capping(20).on(data).moved(data));
        ComparisonGraph clipped = new Remedy.Clipping(0.75).on(data).of(data);
        assertEquals(7.5, clipped.won(0), 1e-14);
        assertEquals(30, clipped.won(1));
        assertEquals(1, new Remedy.Clipping(0.75).on(data).pairs());
    }

    /** [M106] on trees, where no finite fit without smoothing is needed. */
    @Test
    void onTreesTheBudgetIsEnoughAndIsReached() {
        forAll(200, random -> Graphs.random(random, 3 + random.nextInt(8), 0), data -> {
            for (double most : List.of(1.1, 2.0, 5.0, 20.0)) {
                double share = Smoothed.forChains(most);
                assertEquals(most, 1 / (4 * share * (1 - share)), 1e-12 * most);
                assertTrue(smoothed(data, share) <= most * (1 + 1e-9));
                double observed = Smoothed.forChainsAsObserved(most);
                assertEquals(((2 * most + 1) - Math.sqrt(4 * most * most + 1)) / (4 * most), observed, 1e-13);
                assertTrue((1 - 2 * observed) * smoothed(data, observed) <= most * (1 + 1e-9));
            }
        });
        ComparisonGraph worst = Graphs.of(3, new double[] {0, 1, 1, 0}, new double[] {1, 2, 0, 1});
        assertEquals(5, smoothed(worst, Smoothed.forChains(5)), 1e-9);
        double observed = Smoothed.forChainsAsObserved(5);
        assertEquals(5, (1 - 2 * observed) * smoothed(worst, observed), 1e-9);
    }

    private static double smoothed(ComparisonGraph data, double share) {
        Fit<ComparisonGraph> fit =
                fit(new BradleyTerry(), new Remedy.Smoothing(share).on(data).of(data));
        return goal(fit, 2).audit(fit, 1, 0).largest();
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void whatIsFoundReachesTheGoalAndSomewhatLessDoesNot(PairModel model) {
        forAll(15, (RandomGenerator random) -> fit(model, Models.random(model, random, 7, 9)), fit -> {
            Goal goal = goal(fit, 1.3);
            double before = goal.audit(fit, 1, 0).largest();
            Search search = new Search(fit, goal, Progress.SILENT);
            for (Kind kind : Search.kinds(fit, goal)) {
                Found found = before > goal.most() ? search.weakest(kind) : Found.none(kind, "");
                if (found.remedy().isEmpty()) {
                    continue;
                }
                Remedy remedy = found.remedy().get();
                Goal same = new Goal(found.audit().orElseThrow().request().targets(), goal.most());
                Audit again = (kind == Kind.SETS ? same : goal).audit(search.after(remedy), 1, 1);
                assertTrue(again.largest() <= goal.most(), kind + " leaves " + again.largest());
                assertEquals(again.largest(), found.audit().orElseThrow().largest(), 1e-12);
                assertTrue(again.checks().get(0).relativeError() < 1e-3, kind.word());
                weaker(remedy)
                        .ifPresent(less ->
                                assertTrue(search.largest(lessOf(remedy, less)) > goal.most(), kind + " weaker"));
            }
        });
    }

    private static OptionalDouble weaker(Remedy remedy) {
        if (remedy instanceof Remedy.Smoothing smoothing) {
            return smoothing.share() > 1e-3 ? OptionalDouble.of(0.985 * smoothing.share()) : OptionalDouble.empty();
        }
        return remedy instanceof Remedy.Holding held && held.prior() instanceof Prior.Normal normal
                ? OptionalDouble.of(1.015 * normal.sigma())
                : OptionalDouble.empty();
    }

    private static Remedy lessOf(Remedy remedy, double strength) {
        return remedy.kind() == Kind.PRIOR
                ? new Remedy.Holding(Prior.normal(strength))
                : new Remedy.Smoothing(strength);
    }

    @Test
    void aPseudoPriorStaysOne() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.pseudo(0.01)).fit(new BradleyTerry(), paper().data());
        Prior held = search(fit, 5).weakest(Kind.PRIOR).remedy().orElseThrow().prior(Prior.none());
        assertTrue(held instanceof Prior.Pseudo pseudo && pseudo.games() > 0.01, held.toString());
    }

    @Test
    void bridgesTakeItemsWithThem() {
        ComparisonGraph data = Graphs.of(
                5,
                new double[] {0, 1, 10, 10},
                new double[] {1, 2, 12, 10},
                new double[] {0, 2, 9, 10},
                new double[] {2, 3, 99, 1},
                new double[] {3, 4, 1, 99});
        Found found = search(fit(new BradleyTerry(), data), 2).weakest(Kind.DROP);
        Treatment treatment = found.remedy().orElseThrow().on(data);
        assertEquals(1, treatment.pairs());
        assertEquals(3, treatment.remaining(data).size());
    }

    @Test
    void droppingThatLeavesNoFiniteFitIsRefused() {
        // 2 won against 0 alone, once, and on that pair hangs how it compares with 1
        ComparisonGraph data =
                Graphs.of(3, new double[] {0, 1, 990, 10}, new double[] {0, 2, 999, 1}, new double[] {1, 2, 5, 0});
        Fit<ComparisonGraph> fit = fit(new BradleyTerry(), data);
        String[] names = {data.items().name(0), data.items().name(2)};
        assertEquals(
                "without \"" + names[0] + "\" against \"" + names[1] + "\" there is no finite fit: \"" + names[1]
                        + "\" was never preferred to any item",
                search(fit, 5).weakest(Kind.DROP).reason());
    }

    @Test
    void weightsSpreadTheEvidenceOfAPrediction() {
        ComparisonGraph data = Graphs.of(
                4,
                new double[] {0, 1, 900, 100},
                new double[] {1, 3, 100, 900},
                new double[] {0, 2, 80, 20},
                new double[] {2, 3, 20, 80});
        Fit<ComparisonGraph> fit = fit(new BradleyTerry(), data);
        Goal goal = new Goal(new Targets.Named(List.of(new Targets.Pair(0, 3))), 1.5);
        double before = goal.audit(fit, 1, 0).largest();
        Found found = new Search(fit, goal, Progress.SILENT).weakest(Kind.REWEIGHT);
        assertTrue(before > 1.5, "before " + before);
        assertTrue(found.audit().orElseThrow().largest() <= 1.5);
        Treatment treatment = found.remedy().orElseThrow().on(data);
        assertTrue(
                treatment.weight(data.edge(0, 1)) < 0.3 && treatment.weight(data.edge(0, 2)) == 1,
                "the strong chain is weighed less");
        ComparisonGraph after =
                (ComparisonGraph) found.audit().orElseThrow().fit().data();
        assertEquals(0.9, after.y(0), 1e-12);
    }

    @Test
    void laddersFindTheFirstNumberOfThreeDigits() {
        assertEquals(0.0372, new Ladder(1e-4, 0.5).first(x -> x > 0.0371).orElseThrow());
        assertEquals(1.23, new Ladder(100, 0.001).first(x -> x < 1.24).orElseThrow());
        assertEquals(1e-4, new Ladder(1e-4, 0.5).first(x -> true).orElseThrow());
        assertEquals(7, new Ladder(7, 7).first(x -> true).orElseThrow());
        assertTrue(new Ladder(1e-4, 0.5).first(x -> false).isEmpty());
    }
}

package org.teeter.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;
import static org.teeter.Cases.random;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.infer.Covariance;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.votes.Claim;

class PlanTest {
    private static Fit<ComparisonGraph> fit(ComparisonGraph graph) {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
    }

    private static Fit<ComparisonGraph> drawn(RandomGenerator random) {
        int items = 3 + random.nextInt(10);
        return fit(Graphs.random(random, items, items + random.nextInt(2 * items)));
    }

    /** Of every model and prior: what is said before votes are cast is what a fit says after them, if they end as expected [M110]. */
    @Test
    void theForecastIsARefitWithExpectedData() {
        for (PairModel model : Models.ALL) {
            for (Prior prior : List.of(Prior.none(), Prior.normal(1), Prior.pseudo(0.5))) {
                forAll(8, random -> Models.random(model, random, 4 + random.nextInt(6), 15), graph -> {
                    Fit<ComparisonGraph> fit = Estimator.of(prior).fit(model, graph);
                    Plan plan = Plan.of(fit, new Goal.Top(2), 37, 2);
                    assertEquals(37, plan.total());
                    Fit<ComparisonGraph> after = plan.expected();
                    Covariance covariance = Covariance.ofInformation(after);
                    assertEquals(
                            covariance.ofDifference(plan.ahead(), plan.behind()),
                            plan.after().error() * plan.after().error(),
                            1e-9 * covariance.ofDifference(plan.ahead(), plan.behind()));
                    for (Purchase bought : plan.purchases()) {
                        double error = Math.sqrt(covariance.ofDifference(bought.i(), bought.j()));
                        assertEquals(error, bought.errorAfter(), 1e-9 * error);
                        assertEquals(bought.lead(), after.scores().difference(bought.i(), bought.j()), 1e-8);
                    }
                });
            }
        }
    }

    /** What is fragile before and after is what an audit says, of the same predictions. */
    @Test
    void fragilityIsThatOfAnAudit() {
        forAll(30, PlanTest::drawn, fit -> {
            Plan plan = Plan.of(fit, new Goal.Lead(0, 1), 20, 1.5);
            Audit before = Audit.of(
                    fit, new AuditRequest(AuditRequest.standard().targets(), List.of(1.5), 20, 0, 0, 1, false));
            assertEquals(before.largest(), plan.before().largest(), 1e-12 * before.largest());
            assertEquals(before.fragile().get(0), plan.before().fragile());
        });
    }

    /** No pair alone does better than the plan, and no plan does better than the bound. */
    @Test
    void betweenTheBestSinglePairAndTheBound() {
        forAll(40, PlanTest::drawn, fit -> {
            for (Goal goal : List.of(new Goal.Lead(0, fit.graph().size() - 1), new Goal.Top(1), new Goal.Top(2))) {
                Prospect now = new Prospect(fit);
                Wanted wanted = goal instanceof Goal.Lead two
                        ? Wanted.of(two)
                        : Wanted.of(Claim.top(fit, ((Goal.Top) goal).k()), now);
                double start = wanted.value(now);
                Prospect then = now.copy();
                LeadPlanner planner = new LeadPlanner(then, wanted, new Supply(then.size(), (i, j) -> 60), 60);
                double reached = wanted.value(then);
                double best = Double.POSITIVE_INFINITY;
                for (int i = 1; i < fit.graph().size(); i++) {
                    for (int j = 0; j < i; j++) {
                        Prospect alone = now.copy();
                        alone.step(i, j, 60).take();
                        best = Math.min(best, wanted.value(alone));
                    }
                }
                assertTrue(reached <= best * (1 + 1e-9), reached + " > " + best);
                assertTrue(planner.least() <= reached * (1 + 1e-12), planner.least() + " > " + reached);
                assertTrue(planner.least() >= 0.9 * reached, planner.least() + " is far from " + reached);
                assertTrue(reached < start);
                assertEquals(
                        60,
                        planner.votes().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum());
            }
        });
    }

    /** On a path every sensitivity is that of a bridge; the direct pair gives the prediction evidence of its own (§4.3). */
    @Test
    void theDirectPairCuresATree() {
        ComparisonGraph path = Graphs.of(3, new double[] {0, 1, 95, 5}, new double[] {1, 2, 5, 95});
        Fit<ComparisonGraph> fit = fit(path);
        Plan plan = Plan.of(fit, new Goal.Fragile(), 1000, 2);
        assertEquals(1, plan.before().fragile());
        assertEquals(0, plan.after().fragile());
        assertTrue(plan.before().largest() > 5, plan.before().toString());
        assertTrue(plan.after().largest() <= 2, plan.after().toString());
        Purchase bought = plan.purchases().get(0);
        assertEquals(
                List.of(0, 2), List.of(bought.i(), bought.j()).stream().sorted().toList());
        assertEquals(Purchase.Reason.DIRECT, bought.reason());
        assertTrue(plan.total() < 1000, "no more is bought than is needed, got " + plan.total());
    }

    /** On generated trees the largest sensitivity falls, as far as the budget goes. */
    @Test
    void fragileTreesGetLessFragile() {
        forAll(20, random -> Graphs.random(random, 8, 7), tree -> {
            Fit<ComparisonGraph> fit = fit(tree);
            Plan plan = Plan.of(fit, new Goal.Fragile(), 2000, 2);
            assertTrue(plan.after().fragile() <= plan.before().fragile());
            if (plan.before().largest() > 2) {
                assertTrue(plan.after().largest() < plan.before().largest(), plan.after() + "");
            } else {
                assertTrue(plan.purchases().isEmpty());
            }
        });
    }

    /** Votes drawn from the fit do in the mean what is expected of them. */
    @Test
    void trialsFallAsForecast() {
        forAll(5, PlanTest::drawn, fit -> {
            Plan plan = Plan.of(fit, new Goal.Lead(0, 1), 400, 1.5);
            Trial trial = new Trial(fit, Pair.of(plan.ahead(), plan.behind()), 1.5);
            assertEquals(
                    plan.before().error(),
                    trial.before().error(),
                    1e-9 * plan.before().error());
            assertEquals(plan.before().largest(), trial.before().largest());
            List<Outlook> drawn = trial.drawn(plan.votes(), 40, 1);
            assertEquals(drawn, trial.drawn(plan.votes(), 40, 1));
            double mean = drawn.stream().mapToDouble(Outlook::error).average().orElseThrow();
            assertEquals(plan.after().error(), mean, 0.1 * plan.after().error());
            assertEquals(
                    plan.after().error(),
                    trial.expected(plan.votes()).error(),
                    1e-9 * plan.after().error());
        });
    }

    /** Each side of each pair that is named wins once: then there is a finite fit. */
    @Test
    void pairsThatConnect() {
        forAll(100, random -> random, random -> {
            int items = 3 + random.nextInt(8);
            double[][] rows = IntStream.range(0, items)
                    .mapToObj(e -> {
                        int a = random.nextInt(items);
                        int b = (a + 1 + random.nextInt(items - 1)) % items;
                        return new double[] {a, b, random.nextInt(3), random.nextInt(2) + (e == 0 ? 1 : 0)};
                    })
                    .filter(row -> row[2] + row[3] > 0)
                    .toArray(double[][]::new);
            ComparisonGraph graph = Graphs.of(items, rows);
            List<List<Integer>> tiers = new BradleyTerry().existence(graph).components();
            List<Pair> missing = Connecting.of(graph, tiers);
            assertEquals(tiers.size() - 1, missing.size());
            ComparisonGraph whole = graph;
            for (Pair pair : missing) {
                whole = whole.plus(pair.high(), pair.low(), 1, 1, 0);
            }
            assertTrue(new BradleyTerry().existence(whole).isFinite());
        });
    }

    /**
     * The advice as a claim: drawn from the fit, votes bought by a plan bring the largest sensitivity down further than as many votes
     * bought at random, and so they do the error of a lead. {@code bench}'s Advice has the numbers.
     */
    @Test
    @Tag("slow")
    void aPlanDoesBetterThanChance() {
        double[] planned = new double[2];
        double[] random = new double[2];
        forAll(20, draw -> Graphs.random(draw, 15, 20), graph -> {
            Fit<ComparisonGraph> fit = fit(graph);
            for (Goal goal : List.of(new Goal.Lead(0, 14), new Goal.Fragile())) {
                Plan plan = Plan.of(fit, goal, 100, 2);
                if (plan.total() == 0) {
                    continue;
                }
                Trial trial = new Trial(fit, Pair.of(plan.ahead(), plan.behind()), 2);
                boolean isLead = goal instanceof Goal.Lead;
                RandomGenerator chance = random(plan.total());
                for (int k = 0; k < 20; k++) {
                    SortedMap<Pair, Integer> anywhere = new TreeMap<>();
                    for (int vote = 0; vote < plan.total(); vote++) {
                        int i = chance.nextInt(15);
                        anywhere.merge(Pair.of(i, (i + 1 + chance.nextInt(14)) % 15), 1, Integer::sum);
                    }
                    Outlook before = trial.before();
                    Outlook after = trial.drawn(plan.votes(), 1, k).get(0);
                    Outlook other = trial.drawn(anywhere, 1, k).get(0);
                    planned[isLead ? 0 : 1] +=
                            isLead ? after.error() / before.error() : after.largest() / before.largest();
                    random[isLead ? 0 : 1] +=
                            isLead ? other.error() / before.error() : other.largest() / before.largest();
                }
            }
        });
        assertTrue(planned[0] < 0.75 * random[0], planned[0] + " against " + random[0]);
        assertTrue(planned[1] < 0.75 * random[1], planned[1] + " against " + random[1]);
    }

    @Test
    void theSameEachTime() {
        forAll(5, PlanTest::drawn, fit -> {
            for (Goal goal : List.of(new Goal.Top(1), new Goal.Lead(0, 1), new Goal.Fragile())) {
                assertEquals(
                        Plan.of(fit, goal, 100, 1.2).purchases(),
                        Plan.of(fit, goal, 100, 1.2).purchases());
            }
        });
    }

    /** A lead of a thousand standard errors costs nobody a vote. */
    @Test
    void whatIsSettledBeyondDoubtIsNotBought() {
        Plan plan = Plan.of(fit(Graphs.of(2, new double[] {0, 1, 8e8, 2e8})), new Goal.Top(1), 10, 2);
        assertEquals(List.of(), plan.purchases());
        assertEquals(0, plan.least());
    }

    /** Where few votes are to be had of each pair, no more are asked for. */
    @Test
    void noMoreIsBoughtThanIsToBeHad() {
        forAll(10, PlanTest::drawn, fit -> {
            int pairs = fit.graph().size() * (fit.graph().size() - 1) / 2;
            for (Goal goal : List.of(new Goal.Top(1), new Goal.Lead(0, 1), new Goal.Fragile())) {
                Plan plan = Plan.of(fit, goal, 500, 1.2, (i, j) -> 3);
                assertTrue(plan.total() <= Math.min(500, 3 * pairs));
                plan.votes().forEach((pair, votes) -> assertTrue(votes <= 3, pair + ": " + votes));
            }
        });
    }

    @Test
    void whatCannotBePlannedIsRefused() {
        Fit<ComparisonGraph> fit = fit(Graphs.of(3, new double[] {0, 1, 6, 4}, new double[] {1, 2, 6, 4}));
        assertEquals(
                "a budget is of 1 vote at least, got 0",
                assertThrows(IllegalArgumentException.class, () -> Plan.of(fit, new Goal.Top(1), 0, 2))
                        .getMessage());
        assertEquals(
                "the first k of 3 items are from 1 to 2, got 3",
                assertThrows(IllegalArgumentException.class, () -> Plan.of(fit, new Goal.Top(3), 10, 2))
                        .getMessage());
        assertEquals(
                "the largest sensitivity allowed must be positive and finite, got 0.0",
                assertThrows(IllegalArgumentException.class, () -> Plan.of(fit, new Goal.Top(1), 10, 0))
                        .getMessage());
        assertEquals(
                "a lead is of two different items, got 1 and 1",
                assertThrows(IllegalArgumentException.class, () -> new Goal.Lead(1, 1))
                        .getMessage());
    }
}

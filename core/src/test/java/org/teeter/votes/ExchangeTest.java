package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.model.BradleyTerry;

/** What exchange proves of dropped votes, and the boxes that it stands on, against refits [M161] to [M164]. */
class ExchangeTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final int OUTCOMES = 3;

    /** Items whose votes differ in number, with a lead of one over another that some votes turn round. */
    private static Fit<ComparisonGraph> drawn(RandomGenerator random, int items, int votes) {
        while (true) {
            Tally tally = new Tally();
            for (int a = 0; a < items; a++) {
                for (int b = a + 1; b < items; b++) {
                    if (b == a + 1 || random.nextInt(4) > 0) {
                        int n = Math.max(4, votes * (items - a) * (items - b) / (items * items));
                        int won = (int) (n * (0.35 + 0.3 * random.nextDouble()));
                        tally.add(a, b, Outcome.FIRST, 1, 1 + won);
                        tally.add(a, b, Outcome.SECOND, 1, 1 + n - won);
                        tally.add(a, b, Outcome.TIE, 1, random.nextInt(4));
                    }
                }
            }
            ComparisonGraph data = ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), data);
            if (Claim.top(fit, 1).holds(fit)) {
                return fit;
            }
        }
    }

    private static Optional<Fit<ComparisonGraph>> refit(Fit<ComparisonGraph> fit, double[] weights) {
        try {
            return Optional.of(MAXIMUM_LIKELIHOOD.refit(fit.data().weighted(weights), fit));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty();
        }
    }

    private static double[] weights(Fit<ComparisonGraph> fit) {
        double[] weights = new double[fit.data().kinds()];
        Arrays.setAll(weights, fit.data()::weight);
        return weights;
    }

    private static boolean tips(Fit<ComparisonGraph> fit, int i, int j, double[] weights, int from, int votes) {
        if (votes == 0) {
            return refit(fit, weights)
                    .filter(after -> !(after.scores().difference(i, j) > 0))
                    .isPresent();
        }
        for (int k = from; k < weights.length; k++) {
            if (weights[k] >= 1) {
                double[] next = weights.clone();
                next[k]--;
                if (tips(fit, i, j, next, k, votes - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void nothingIsProvenOfVotesThatTip() {
        int[] few = new int[2]; // duels that up to three votes turn round, and those of which it is proven
        forAll(60, drawn -> drawn.nextLong(), seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            Fit<ComparisonGraph> fit = drawn(random, 4, 80);
            int i = Claim.order(fit).get(0);
            int j = Claim.order(fit).get(1);
            for (int votes = 1; votes <= 3; votes++) {
                boolean tips = tips(fit, i, j, weights(fit), 0, votes);
                boolean proven = Exchange.cannot(fit, i, j, votes);
                assertFalse(tips && proven, () -> "proven of votes that tip");
                if (tips) {
                    few[0]++;
                    few[1] += votes == 1 || Exchange.cannot(fit, i, j, votes - 1) ? 1 : 0;
                    return;
                }
            }
        });
        assertTrue(few[0] >= 10, () -> "tipped " + few[0]);
        assertTrue(few[1] >= 0.8 * few[0], () -> "proven " + few[1] + " of " + few[0]);
    }

    @Test
    void whatASearchFindsIsOftenLeast() {
        int[] proven = new int[2];
        forAll(30, drawn -> drawn.nextLong(), seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            Fit<ComparisonGraph> fit = drawn(random, 6 + random.nextInt(6), 400);
            int i = Claim.order(fit).get(0);
            int j = Claim.order(fit).get(1);
            Optional<VotesToTip<ComparisonGraph>> found = VotesToTip.of(fit, Claim.ahead(i, j), Change.DROP);
            if (found.isPresent()) {
                double votes = found.get().votes();
                assertFalse(Exchange.cannot(fit, i, j, votes));
                assertFalse(Exchange.cannot(fit, i, j, votes + 1));
                proven[0]++;
                proven[1] += votes == 1 || Exchange.cannot(fit, i, j, votes - 1) ? 1 : 0;
            }
        });
        assertTrue(proven[1] >= 0.5 * proven[0], () -> "proven " + proven[1] + " of " + proven[0]);
    }

    @Test
    void thoroughBoundsAreNoLowerAndNoHigherThanWhatIsFound() {
        forAll(10, drawn -> drawn.nextLong(), seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            Fit<ComparisonGraph> fit = drawn(random, 6, 300);
            Claim claim = Claim.top(fit, 2);
            if (claim.holds(fit)) {
                VotesToTip.of(fit, claim, Change.DROP).ifPresent(found -> {
                    VotesToTip<ComparisonGraph> more = found.provenThoroughly(fit, claim);
                    assertTrue(more.atLeast() >= found.atLeast() && more.atLeast() <= found.votes());
                    assertEquals(found.votes(), more.votes());
                });
            }
        });
    }

    /** Votes that an allowance allows, most of them of few kinds, as they hurt most. */
    private static double[] allowed(RandomGenerator random, Sides sides, double own, double foreign) {
        double[] dropped = new double[sides.data().kinds()];
        int[] ownKinds = new int[sides.ownKinds()];
        Arrays.setAll(ownKinds, k -> OUTCOMES * sides.own()[k / OUTCOMES] + k % OUTCOMES);
        int[] foreignKinds = new int[OUTCOMES * sides.foreign().length];
        Arrays.setAll(foreignKinds, k -> OUTCOMES * sides.foreign()[k / OUTCOMES] + k % OUTCOMES);
        take(random, sides, dropped, ownKinds, own);
        take(random, sides, dropped, foreignKinds, foreign);
        return dropped;
    }

    private static void take(RandomGenerator random, Sides sides, double[] dropped, int[] kinds, double votes) {
        double left = votes;
        for (int k = 0; k < 4 && kinds.length > 0; k++) {
            int kind = kinds[random.nextInt(kinds.length)];
            double taken = Math.min(left, 0.98 * sides.data().weight(kind) - dropped[kind]);
            dropped[kind] += Math.max(0, taken);
            left -= Math.max(0, taken);
        }
    }

    private static double[] potentials(Fit<ComparisonGraph> fit, double[] weights, int i, int j) {
        Graph graph = fit.data().graph();
        double[] conductances = new double[graph.edges()];
        for (int e = 0; e < conductances.length; e++) {
            double x = fit.scores().difference(graph.first(e), graph.second(e));
            double n = weights[OUTCOMES * e] + weights[OUTCOMES * e + 1] + weights[OUTCOMES * e + 2];
            conductances[e] = n * DuelFit.slope(x);
        }
        double[] pull = new double[graph.size()];
        pull[i] = 1;
        pull[j] = -1;
        return Elimination.of(new Laplacian(graph.starts(), graph.seconds(), conductances, new double[graph.size()]))
                .solve(pull);
    }

    @Test
    void refitsAndTheirPricesAreInTheBoxes() {
        int[] seen = new int[3]; // boxes with all items, with conductors outside, with forces outside
        forAll(60, drawn -> drawn.nextLong(), seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            int items = 6 + random.nextInt(5);
            Fit<ComparisonGraph> fit = drawn(random, items, 600);
            int i = Claim.order(fit).get(0);
            int j = Claim.order(fit).get(1);
            Sides sides = new Sides(fit.data(), i, j);
            double own = random.nextInt(40);
            double foreign = random.nextInt(4) * 6;
            DuelFit from = random.nextBoolean()
                    ? DuelFit.of(sides, fit)
                    : DuelFit.of(sides, fit).without(own).orElse(DuelFit.of(sides, fit));
            int kept = items - 2 - random.nextInt(3);
            boolean conducts = random.nextBoolean();
            Core core = new Core(sides, conducts, sides.heaviest(kept));
            Allowance allowance = Allowance.of(sides, 0, own, foreign);
            Optional<ScoreBox> box = ScoreBox.of(from, allowance, core);
            if (box.isEmpty()) {
                return;
            }
            seen[kept == items - 2 ? 0 : conducts ? 1 : 2]++;
            PriceBox prices = new PriceBox(box.get(), allowance);
            for (int trial = 0; trial < 8; trial++) {
                double[] dropped = allowed(random, sides, own, foreign);
                double[] weights = weights(fit);
                for (int k = 0; k < weights.length; k++) {
                    weights[k] -= dropped[k];
                }
                refit(fit, weights).ifPresent(after -> isIn(box.get(), prices, after, weights));
            }
        });
        assertTrue(Arrays.stream(seen).allMatch(boxes -> boxes >= 3), () -> Arrays.toString(seen));
    }

    private static double[][] inverse(Graph graph, double[] conductances) {
        double[] ground = new double[graph.size()];
        ground[0] = 1;
        return Elimination.of(new Laplacian(graph.starts(), graph.seconds(), conductances, ground))
                .inverse();
    }

    @Test
    void circuitsBetweenTwoAreInTheirBracket() {
        double[] closest = {1};
        forAll(200, drawn -> drawn.nextLong(), seed -> {
            RandomGenerator random = new SplittableRandom(seed);
            Graph graph = drawn(random, 5, 40).graph();
            double[] least = new double[graph.edges()];
            double[] most = new double[graph.edges()];
            double[] between = new double[graph.edges()];
            for (int e = 0; e < least.length; e++) {
                least[e] = 0.1 + random.nextDouble();
                most[e] = least[e] * (1 + 3 * random.nextDouble());
                between[e] = random.nextBoolean() ? least[e] : most[e];
            }
            double[][] inverse = inverse(graph, between);
            Bracket bracket = new Bracket(inverse(graph, least), inverse(graph, most));
            double response = (inverse[1][2] - inverse[1][3]) - (inverse[4][2] - inverse[4][3]);
            double[] middle = bracket.potentials(1, 4);
            double room = bracket.radius(1, 4) * bracket.radius(2, 3);
            double off = Math.abs(response - (middle[2] - middle[3]));
            assertTrue(off <= room * (1 + 1e-9), () -> off + " of " + room);
            closest[0] = Math.min(closest[0], 1 - off / room);
        });
        assertTrue(closest[0] < 0.7, () -> "the bound is never near: " + closest[0]);
    }

    private static void isIn(ScoreBox box, PriceBox prices, Fit<ComparisonGraph> after, double[] weights) {
        Sides sides = box.from().sides();
        Graph graph = sides.data().graph();
        double[] z = potentials(after, weights, sides.i(), sides.j());
        double resistance = z[sides.i()] - z[sides.j()];
        assertTrue(resistance <= prices.resistance() * (1 + 1e-9), () -> "R " + resistance);
        for (int e = 0; e < graph.edges(); e++) {
            double x = after.scores().difference(graph.first(e), graph.second(e));
            if (box.core().isInside(e)) {
                double slope = DuelFit.slope(x);
                assertTrue(box.low(e) <= slope + 1e-9 && slope <= box.high(e) + 1e-9, () -> "g' " + slope);
            }
            double apart = (z[graph.first(e)] - z[graph.second(e)]) / resistance;
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                double worth = (DuelFit.score(outcome) - DuelFit.rate(x)) * apart;
                if (sides.place(e) < 0) {
                    assertTrue(worth <= prices.foreign(e) + 1e-9, () -> "foreign " + worth);
                } else {
                    double[] known = prices.own(OUTCOMES * sides.place(e) + outcome);
                    assertTrue(known[0] <= worth + 1e-9 && worth <= known[1] + 1e-9, () -> "own " + worth);
                }
            }
        }
    }
}

package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.fit.Response;
import org.teeter.link.Cauchit;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RaoKupper;

/** The lower bounds of votes to tip, of models that no exact bound is made for, against trial of all choices [M135] to [M138]. */
class LowerBoundsTest {
    static final List<PairModel> MODELS = List.of(new Davidson(), new RaoKupper(), new LinkModel(new Probit()));

    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final int MOST_TRIED = 3;

    /** Three items, some sixty votes of each pair, and leads that a few votes turn round. */
    private static Fit<ComparisonGraph> close(PairModel model, RandomGenerator random) {
        while (true) {
            Tally tally = new Tally();
            for (int a = 0; a < 3; a++) {
                for (int b = a + 1; b < 3; b++) {
                    tally.add(a, b, Outcome.FIRST, 1, 28 + random.nextInt(6));
                    tally.add(a, b, Outcome.SECOND, 1, 28 + random.nextInt(6));
                    tally.add(a, b, Outcome.TIE, 1, 8 + random.nextInt(4));
                }
            }
            Ties ties = model.predictsTies() ? Ties.KEEP : Ties.HALF;
            Fit<ComparisonGraph> fit =
                    MAXIMUM_LIKELIHOOD.fit(model, ComparisonGraph.of(tally.counts(Items.numbered(3)), ties));
            if (Claim.top(fit, 1).holds(fit)) {
                return fit;
            }
        }
    }

    private static Fit<Rankings> closeBallots(RandomGenerator random) {
        while (true) {
            RankingTally tally = new RankingTally();
            for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
                tally.add(
                        List.of(new int[] {order[0]}, new int[] {order[1]}, new int[] {order[2]}),
                        new int[0],
                        1,
                        24 + random.nextInt(5));
            }
            tally.add(List.of(new int[] {0, 1}, new int[] {2}), new int[0], 1, 6);
            tally.add(List.of(new int[] {2}, new int[] {0, 1}), new int[0], 1, 4);
            Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(new PlackettLuce(), tally.rankings(Items.numbered(3)));
            if (Claim.top(fit, 1).holds(fit)) {
                return fit;
            }
        }
    }

    /** The least number of votes after which something is so, or one more than {@value #MOST_TRIED}. */
    private static <D extends Judgements<D>> int least(Fit<D> fit, Change change, Predicate<Fit<D>> isTipped) {
        double[] weights = new double[fit.data().kinds()];
        Arrays.setAll(weights, fit.data()::weight);
        for (int votes = 1; votes <= MOST_TRIED; votes++) {
            if (any(fit, change, isTipped, weights, 0, votes)) {
                return votes;
            }
        }
        return MOST_TRIED + 1;
    }

    private static <D extends Judgements<D>> boolean any(
            Fit<D> fit, Change change, Predicate<Fit<D>> isTipped, double[] weights, int from, int votes) {
        if (votes == 0) {
            try {
                return isTipped.test(MAXIMUM_LIKELIHOOD.refit(fit.data().weighted(weights), fit));
            } catch (NoFiniteFitException | NoConvergenceException e) {
                return false;
            }
        }
        for (int k = from; k < weights.length; k++) {
            boolean spared = change != Change.ADD && weights[k] < 1;
            boolean tied = change == Change.FLIP && k % 3 == 2;
            if (!spared && !tied) {
                double[] next = weights.clone();
                next[k] += change == Change.ADD ? 1 : -1;
                if (change == Change.FLIP) {
                    next[k % 3 == 0 ? k + 1 : k - 1]++;
                }
                if (any(fit, change, isTipped, next, k, votes - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How often the bound was held against the fewest votes, how often it equals them, and what it is short of them together. */
    private static final class Gap {
        private int cases;
        private int equal;
        private double missing;

        void add(int least, Optional<? extends VotesToTip<?>> found) {
            double bound = found.map(VotesToTip::atLeast).orElse(0.0);
            if (least <= MOST_TRIED) {
                assertTrue(bound <= least, () -> "at least " + bound + " of " + least);
                cases++;
                equal += bound == least ? 1 : 0;
                missing += least - bound;
            }
        }

        @Override
        public String toString() {
            return cases + " cases, " + equal + " equal, " + missing / cases + " short in the mean";
        }
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void noChoiceOfFewerVotesTips(PairModel model) {
        Gap gap = new Gap();
        forAll(40, (random, size) -> close(model, random), fit -> {
            Claim claim = Claim.top(fit, 1);
            for (Change change : Change.values()) {
                gap.add(least(fit, change, after -> claim.lead(after) < -1e-10), VotesToTip.of(fit, claim, change));
            }
        });
        assertTrue(gap.cases >= 20 && gap.equal >= gap.cases / 2, gap::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP", "ADD"})
    void noChoiceOfFewerBallotsTips(Change change) {
        Gap gap = new Gap();
        forAll(40, (random, size) -> closeBallots(random), fit -> {
            Claim claim = Claim.top(fit, 1);
            gap.add(least(fit, change, after -> claim.lead(after) < -1e-10), VotesToTip.of(fit, claim, change));
            Claim pair = Claim.ahead(Claim.order(fit).get(0), Claim.order(fit).get(1));
            gap.add(least(fit, change, after -> pair.lead(after) < -1e-10), VotesToTip.of(fit, pair, change));
        });
        assertTrue(gap.cases >= 20 && gap.equal >= gap.cases / 2, gap::toString);
    }

    private static boolean isSignificant(Fit<?> fit, int i, int j, double z) {
        return fit.scores().difference(i, j) > z * new Response(fit).errorOfLead(i, j);
    }

    /** The number of standard errors asked for is near that of the lead, so that a few votes decide. */
    @Test
    void noChoiceOfFewerVotesMakesALeadSignificantOrNot() {
        Gap gap = new Gap();
        for (PairModel model : List.of(new BradleyTerry(), new Davidson())) {
            forAll(20, (random, size) -> close(model, random), fit -> {
                int i = Claim.order(fit).get(0);
                int j = Claim.order(fit).get(2);
                double z = fit.scores().difference(i, j) / new Response(fit).errorOfLead(i, j);
                for (double asked : new double[] {z - 0.15, z + 0.15}) {
                    if (asked > 0) {
                        boolean before = isSignificant(fit, i, j, asked);
                        for (Change change : Change.values()) {
                            gap.add(
                                    least(fit, change, after -> isSignificant(after, i, j, asked) != before),
                                    VotesToTip.ofSignificance(fit, i, j, asked, change));
                        }
                    }
                }
            });
        }
        assertTrue(gap.cases >= 20 && gap.equal >= gap.cases / 3, gap::toString);
    }

    /** Beyond a thousand items variances are bounded, and the bound is of use all the same. */
    @Test
    void manyItemsHaveABoundToo() {
        RandomGenerator random = Cases.random(1);
        int n = 1200;
        Tally tally = new Tally();
        for (int e = 0; e < 20 * n; e++) {
            int a = random.nextInt(n);
            int b = (a + 1 + random.nextInt(n - 1)) % n;
            double lead = (a < 2 ? 1.5 : 0) - (b < 2 ? 1.5 : 0);
            int won = 0;
            for (int vote = 0; vote < 40; vote++) {
                won += random.nextDouble() < 1 / (1 + Math.exp(-lead)) ? 1 : 0;
            }
            tally.add(a, b, Outcome.FIRST, 1, won);
            tally.add(a, b, Outcome.SECOND, 1, 40 - won);
        }
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF));
        VotesToTip<ComparisonGraph> found =
                VotesToTip.of(fit, Claim.top(fit, 1), Change.FLIP).orElseThrow();
        assertTrue(
                found.atLeast() >= found.votes() / 2 && found.atLeast() <= found.votes(),
                () -> found.atLeast() + " of " + found.votes());
    }

    /** A weak item that nobody lets near the others wins less than chance: of 40 votes it needs 20, and has 4. */
    @Test
    void theFirstWinsNoLessThanChanceGives() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(),
                Graphs.of(3, new double[] {0, 1, 900, 100}, new double[] {0, 2, 18, 2}, new double[] {1, 2, 18, 2}));
        WinsOfFirst wins = WinsOfFirst.of(fit, 1, Change.FLIP).orElseThrow();
        assertEquals(16, wins.of(2));
        assertEquals(32, WinsOfFirst.of(fit, 1, Change.DROP).orElseThrow().of(2));
        assertEquals(0, wins.of(0));
        assertEquals(
                6,
                WinsOfFirst.of(fit, 2, Change.FLIP)
                        .orElseThrow()
                        .of(2)); // ten of its votes, against one of the two, aside
    }

    @Test
    void aModelOfWhichNothingIsKnownHasNone() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new LinkModel(new Cauchit()),
                Graphs.of(3, new double[] {0, 1, 52, 49}, new double[] {0, 2, 60, 40}, new double[] {1, 2, 60, 40}));
        assertEquals(
                0,
                VotesToTip.of(fit, Claim.ahead(0, 1), Change.FLIP).orElseThrow().atLeast());
    }
}

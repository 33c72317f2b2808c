package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Features;
import org.teeter.data.Graphs;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Models;
import org.teeter.model.PairModel;
import org.teeter.model.PlackettLuce;

class VotesToTipTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final int MOST_TRIED = 5;

    /** Four items, a few votes of each pair, some tied, and a finite fit with one item first. */
    private static Optional<Fit<ComparisonGraph>> small(RandomGenerator random) {
        Tally tally = new Tally();
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                tally.add(a, b, Outcome.FIRST, 1, random.nextInt(6));
                tally.add(a, b, Outcome.SECOND, 1, random.nextInt(4));
                tally.add(a, b, Outcome.TIE, 1, random.nextInt(2));
            }
        }
        try {
            Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                    new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(4)), Ties.HALF));
            return Claim.top(fit, 1).lead(fit) > 1e-9 ? Optional.of(fit) : Optional.empty();
        } catch (NoFiniteFitException e) {
            return Optional.empty(); // drawn again
        }
    }

    /** The least number by trying all, or one more than {@value #MOST_TRIED}. */
    private static int least(Fit<ComparisonGraph> fit, Claim claim, Change change) {
        double[] weights = new double[fit.data().kinds()];
        Arrays.setAll(weights, fit.data()::weight);
        for (int votes = 1; votes <= MOST_TRIED; votes++) {
            if (anyTips(fit, claim, change, weights.clone(), weights, 0, votes)) {
                return votes;
            }
        }
        return MOST_TRIED + 1;
    }

    private static boolean anyTips(
            Fit<ComparisonGraph> fit,
            Claim claim,
            Change change,
            double[] changed,
            double[] weights,
            int kind,
            int votes) {
        if (votes == 0) {
            try {
                return claim.lead(MAXIMUM_LIKELIHOOD.refit(fit.data().weighted(changed), fit)) < -1e-10;
            } catch (NoFiniteFitException e) {
                return false;
            }
        }
        if (kind == weights.length) {
            return false;
        }
        boolean stays = change == Change.FLIP && kind % 3 == 2;
        int other = kind % 3 == 0 ? kind + 1 : kind - 1;
        boolean adds = change == Change.ADD;
        double most =
                adds ? (kind % 3 == 2 && weights[kind] == 0 ? 0 : votes) : stays ? 0 : Math.min(votes, weights[kind]);
        for (int here = 0; here <= most; here++) {
            double[] next = changed.clone();
            next[kind] += adds ? here : -here;
            if (change == Change.FLIP && !stays) {
                next[other] += here;
            }
            if (anyTips(fit, claim, change, next, weights, kind + 1, votes - here)) {
                return true;
            }
        }
        return false;
    }

    /** Held against all choices of votes: never fewer, seldom more, never below the proven bound, and seldom above it. */
    @ParameterizedTest
    @EnumSource
    void fewestVotesOfAll(Change change) {
        int cases = 0;
        int missed = 0;
        int open = 0;
        for (int seed = 0; cases < 60; seed++) {
            Optional<Fit<ComparisonGraph>> drawn = small(Cases.random(seed));
            if (drawn.isEmpty()) {
                continue;
            }
            cases++;
            Fit<ComparisonGraph> fit = drawn.get();
            Claim claim = Claim.top(fit, 1);
            int least = least(fit, claim, change);
            Optional<VotesToTip<ComparisonGraph>> found = VotesToTip.of(fit, claim, change);
            double votes = found.map(VotesToTip::votes).orElse(Double.POSITIVE_INFINITY);
            assertTrue(votes >= least, "seed " + seed + ": " + votes + " of " + least);
            double bound = found.map(VotesToTip::atLeast).orElse(0.0);
            assertTrue(bound <= least, "seed " + seed + ": at least " + bound + " of " + least);
            open += least <= MOST_TRIED && bound < least ? 1 : 0;
            missed += least <= MOST_TRIED && votes > least ? 1 : 0;
        }
        assertTrue(missed <= 3, missed + " of " + cases + " missed");
        assertTrue(open <= 3, open + " of " + cases + " not proven");
    }

    /** Every answer is a fit of the changed votes, in which the one stands behind the other. */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void whatIsFoundTips(PairModel model) {
        forAll(
                20,
                (random, size) -> Models.random(model, random, 4 + (int) (8 * size), 6 + (int) (30 * size)),
                data -> {
                    Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(model, data);
                    for (Change change : Change.values()) {
                        VotesToTip.of(fit, Claim.top(fit, 2), change).ifPresent(found -> {
                            Fit<ComparisonGraph> again =
                                    MAXIMUM_LIKELIHOOD.fit(model, found.after().data());
                            assertTrue(again.scores().difference(found.behind(), found.ahead()) > 0);
                            double changed = found.parts().stream()
                                    .mapToDouble(VotesToTip.Part::votes)
                                    .sum();
                            assertEquals(found.votes(), changed, 1e-9 * changed);
                            assertTrue(found.atLeast() <= found.votes());
                            double left = total(again.data());
                            double before = total(data);
                            assertEquals(
                                    change == Change.DROP
                                            ? before - changed
                                            : change == Change.ADD ? before + changed : before,
                                    left,
                                    1e-9 * before);
                        });
                    }
                });
    }

    /** With features of items votes are searched for by what they do to all scores; the bound near the fit holds with them too. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void featuresTipToo(double sigma) {
        int[] tips = {0};
        forAll(20, (random, size) -> Graphs.random(random, 4 + (int) (5 * size), 8 + (int) (12 * size)), data -> {
            double[] x = new double[data.size()];
            Arrays.setAll(x, i -> Math.sin(1 + i));
            Estimator estimator =
                    Estimator.of(Prior.regression(Features.of(data.items(), List.of("x"), new double[][] {x}), sigma));
            Fit<ComparisonGraph> fit = estimator.fit(new BradleyTerry(), data);
            for (Change change : Change.values()) {
                VotesToTip.of(fit, Claim.top(fit, 1), change).ifPresent(found -> {
                    tips[0]++;
                    assertTrue(found.atLeast() <= found.votes());
                    Fit<ComparisonGraph> again =
                            estimator.fit(new BradleyTerry(), found.after().data());
                    assertTrue(again.scores().difference(found.behind(), found.ahead()) > 0);
                });
            }
        });
        assertTrue(tips[0] > 20, () -> "found " + tips[0]);
    }

    private static double total(ComparisonGraph data) {
        double sum = 0;
        for (int k = 0; k < data.kinds(); k++) {
            sum += data.weight(k);
        }
        return sum;
    }

    /** Two items that differ in what they won of each other alone. */
    @Test
    void twoFlippedVotesTurnALeadOfThree() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(),
                Graphs.of(3, new double[] {0, 1, 52, 49}, new double[] {0, 2, 60, 40}, new double[] {1, 2, 60, 40}));
        VotesToTip<ComparisonGraph> found =
                VotesToTip.of(fit, Claim.ahead(0, 1), Change.FLIP).orElseThrow();
        assertEquals(2, found.votes());
        assertEquals(2, found.atLeast());
        assertTrue(found.isLeast());
        assertEquals(List.of(new VotesToTip.Part(0, 2, 52)), found.parts());
    }

    /** An item that never lost but once: without its loss it has no finite score, and so no vote makes it the first for sure. */
    @Test
    void votesWithoutWhichThereIsNoFitAreNoAnswer() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(2, new double[] {0, 1, 3, 1}));
        assertTrue(VotesToTip.of(fit, Claim.top(fit, 1), Change.DROP).isEmpty());
        assertEquals(
                2,
                VotesToTip.of(fit, Claim.top(fit, 1), Change.FLIP).orElseThrow().votes());
    }

    @Test
    void ballotsAreDroppedToo() {
        RankingTally tally = new RankingTally();
        tally.add(List.of(new int[] {0}, new int[] {1}, new int[] {2}), new int[0], 1, 12);
        tally.add(List.of(new int[] {1}, new int[] {0}, new int[] {2}), new int[0], 1, 9);
        tally.add(List.of(new int[] {2}, new int[] {1}, new int[] {0}), new int[0], 1, 3);
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(new PlackettLuce(), tally.rankings(Items.numbered(3)));
        VotesToTip<Rankings> found =
                VotesToTip.of(fit, Claim.ahead(1, 2), Change.DROP).orElseThrow();
        assertTrue(found.after().scores().difference(2, 1) > 0);
        assertTrue(found.atLeast() <= found.votes());
        assertThrows(IllegalArgumentException.class, () -> VotesToTip.of(fit, Claim.ahead(1, 2), Change.FLIP));
    }

    @Test
    void aClaimThatDoesNotHoldIsRefused() {
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(2, new double[] {0, 1, 3, 3}));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> VotesToTip.of(fit, Claim.ahead(0, 1), Change.DROP));
        assertEquals("a claim that does not hold cannot be tipped, got Claim[ahead=[0], behind=[1]]", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Claim.top(fit, 2));
    }

    /** Scores that span 1,400: what holds the first two equal is found to rounding of such scores, and no better. */
    @Test
    void theFirstOfALongChainIsTipped() {
        double[][] rows = new double[310][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = new double[] {k, k + 1, 99, 1};
        }
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(new BradleyTerry(), Graphs.of(311, rows));
        assertEquals(
                50,
                VotesToTip.of(fit, Claim.top(fit, 1), Change.FLIP).orElseThrow().votes());
        assertEquals(
                99,
                VotesToTip.of(fit, Claim.top(fit, 1), Change.ADD).orElseThrow().votes());
        assertEquals(Optional.empty(), VotesToTip.of(fit, Claim.top(fit, 1), Change.DROP));
    }

    /** On a one-sided chain the scores with two of them held equal are only found to the rounding of what they rest on. */
    @Test
    void everyBoundaryOfAOneSidedChainIsBounded() {
        Tally tally = new Tally();
        for (int k = 0; k < 12; k++) {
            tally.add(k, k + 1, Outcome.FIRST, 1, 90 + k % 10);
            tally.add(k, k + 1, Outcome.SECOND, 1, 2);
        }
        Fit<ComparisonGraph> fit = MAXIMUM_LIKELIHOOD.fit(
                new BradleyTerry(), ComparisonGraph.of(tally.counts(Items.numbered(13)), Ties.HALF));
        for (int top = 1; top <= 12; top++) {
            VotesToTip<ComparisonGraph> found =
                    VotesToTip.of(fit, Claim.top(fit, top), Change.FLIP).orElseThrow();
            assertTrue(found.atLeast() > 0 && found.atLeast() <= found.votes(), found::toString);
        }
    }
}

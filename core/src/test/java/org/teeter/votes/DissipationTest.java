package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Graphs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/** What votes must pay for [M150], [M151] against what votes do. */
class DissipationTest {
    private static final List<Prior> PRIORS = List.of(Prior.none(), Prior.normal(1), Prior.normal(10));

    private static Optional<Fit<ComparisonGraph>> fit(RandomGenerator random, Prior prior) {
        int n = 3 + random.nextInt(5);
        ComparisonGraph data = Graphs.random(random, n, n + random.nextInt(2 * n));
        try {
            return Optional.of(Estimator.of(prior).fit(new BradleyTerry(), data));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty(); // drawn again
        }
    }

    /** Any votes, whole or not, that turn a duel round are no fewer than the bound: random ones, and the fewest that a search finds. */
    @ParameterizedTest
    @EnumSource
    void noVotesThatTurnADuelAreFewer(Change change) {
        int turned = 0;
        double tightest = 0;
        for (int seed = 0; seed < 1500; seed++) {
            RandomGenerator random = Cases.random(seed);
            Optional<Fit<ComparisonGraph>> drawn = fit(random, PRIORS.get(seed % PRIORS.size()));
            if (drawn.isEmpty()) {
                continue;
            }
            Fit<ComparisonGraph> fit = drawn.get();
            List<Integer> order = Claim.order(fit);
            int from = random.nextInt(order.size() - 1);
            int i = order.get(from);
            int j = order.get(from + 1 + random.nextInt(order.size() - 1 - from));
            if (fit.scores().difference(i, j) < 1e-6) {
                continue;
            }
            Dissipation dissipation = new Dissipation(fit, change);
            double least = dissipation.least(i, j, 1e9);
            assertTrue(dissipation.near(i, j, 1e9) <= least + 1e-6 * least, "seed " + seed);
            Search<ComparisonGraph> search = new Search<>(fit, change);
            Optional<double[]> fewest = search.continuous(i, j);
            double[] some = random.nextBoolean() && fewest.isPresent() ? fewest.get() : randomly(random, fit, change);
            if (isTurned(fit, change, some, i, j)) {
                turned++;
                double votes = Arrays.stream(some).sum();
                assertTrue(least <= Math.ceil(votes * (1 + 1e-6)), "seed " + seed + ": " + votes + " of " + least);
                tightest += least / Math.ceil(votes);
            }
        }
        assertTrue(turned > 400, turned + " turned");
        assertTrue(tightest / turned > 0.4, tightest / turned + " of the votes in the mean");
    }

    private static double[] randomly(RandomGenerator random, Fit<ComparisonGraph> fit, Change change) {
        double[] votes = new double[fit.data().kinds()];
        double share = random.nextDouble();
        for (int k = 0; k < votes.length; k++) {
            boolean stays = change == Change.FLIP && k % 3 == 2;
            votes[k] = stays || random.nextInt(3) == 0
                    ? 0
                    : share * random.nextDouble() * fit.data().weight(k);
        }
        return votes;
    }

    /** Level counts, since the fewest end there. */
    private static boolean isTurned(Fit<ComparisonGraph> fit, Change change, double[] votes, int i, int j) {
        double[] weights = new double[votes.length];
        Arrays.setAll(weights, k -> fit.data().weight(k) + (change == Change.ADD ? votes[k] : -votes[k]));
        for (int k = 0; change == Change.FLIP && k < votes.length; k++) {
            weights[k % 3 == 0 ? k + 1 : k % 3 == 1 ? k - 1 : k] += votes[k];
        }
        try {
            Fit<ComparisonGraph> after =
                    Estimator.of(fit.prior()).fit(fit.model(), fit.data().weighted(weights));
            return after.scores().difference(i, j) < 1e-7;
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return false;
        }
    }

    /** Where two items alone are compared nothing is lost: they are level when half of what one won beyond the other is turned. */
    @Test
    void oneCircuitOfTwoItemsIsExact() {
        Fit<ComparisonGraph> fit =
                Estimator.of(Prior.none()).fit(new BradleyTerry(), Graphs.of(2, new double[] {0, 1, 120, 21}));
        assertEquals(50, new Dissipation(fit, Change.FLIP).least(0, 1, 1000));
        assertEquals(99, new Dissipation(fit, Change.DROP).least(0, 1, 1000));
        assertEquals(99, new Dissipation(fit, Change.ADD).least(0, 1, 1000));
    }

    /** An item of two votes may be moved anywhere by one, and says nothing against the bound of two others. */
    @Test
    void itemsOfFewVotesTakeNothingAway() {
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none())
                .fit(
                        new BradleyTerry(),
                        Graphs.of(
                                4,
                                new double[] {0, 1, 560, 440},
                                new double[] {0, 2, 1, 1},
                                new double[] {1, 3, 1, 1},
                                new double[] {2, 3, 1, 1}));
        VotesToTip<ComparisonGraph> found =
                VotesToTip.of(fit, Claim.ahead(0, 1), Change.FLIP).orElseThrow();
        assertEquals(61, found.votes());
        assertEquals(60, found.atLeast());
    }
}

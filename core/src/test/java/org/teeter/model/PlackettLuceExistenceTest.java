package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.data.Rankings;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;

/** Whether rankings have a finite fit is decided before fitting. */
class PlackettLuceExistenceTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());
    private static final PlackettLuce MODEL = new PlackettLuce();

    @Test
    void whatHasNoFit() {
        assertEquals(
                "no finite maximum-likelihood scores: no item was ever preferred to \"0\"; drop or pool them, collect"
                        + " judgements that connect them both ways, or set a prior",
                assertThrows(
                                NoFiniteFitException.class,
                                () -> MAXIMUM_LIKELIHOOD.fit(MODEL, DrawnRankings.byRank(new int[][] {
                                    {1, 2, 3}, {1, 3, 2}
                                })))
                        .getMessage());
        assertEquals(
                "no finite maximum-likelihood fit: some ranking of the items explains every choice and every tie, so the tie"
                        + " parameter has no finite value",
                assertThrows(
                                NoFiniteFitException.class,
                                () -> MAXIMUM_LIKELIHOOD.fit(MODEL, DrawnRankings.byRank(new int[][] {
                                    {1, 1, 0}, {0, 1, 1}
                                })))
                        .getMessage());
    }

    /** Three items that share a place where no two ever did: the more the three weigh against two, the better. */
    @Test
    void tiesOfThreeWithoutOneOfTwo() {
        assertEquals(
                "no finite maximum-likelihood fit: some spread of scores explains every choice and every tie, so the tie"
                        + " parameters have no finite values",
                assertThrows(
                                NoFiniteFitException.class,
                                () -> MAXIMUM_LIKELIHOOD.fit(MODEL, DrawnRankings.byRank(new int[][] {
                                    {1, 2, 3, 0}, {0, 1, 2, 3}, {1, 1, 2, 1}
                                })))
                        .getMessage());
        Fit<Rankings> fit = MAXIMUM_LIKELIHOOD.fit(MODEL, DrawnRankings.byRank(new int[][] {
            {1, 2, 3, 4}, {4, 1, 2, 3}, {1, 1, 2, 1}, {3, 2, 1, 1}, {4, 3, 2, 1}
        }));
        assertTrue(fit.residual() <= 1e-10);
    }

    /** The condition against a search over small numbers for a direction in which no choice becomes less probable. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aMaximumExistsWhereNoDirectionRisesForEver(int largest) {
        Random random = new Random(5);
        int without = 0;
        for (int round = 0; round < 200; round++) {
            Rankings rankings = DrawnRankings.random(random, 3, 2 + random.nextInt(4), largest - 1);
            int[] orders = BallotLikelihood.ordersOf(rankings);
            int twos = Arrays.binarySearch(orders, 2) >= 0 ? 12 : 0;
            int threes = Arrays.binarySearch(orders, 3) >= 0 ? 12 : 0;
            boolean rises = false;
            for (int u = -6; u <= 6 && !rises; u++) {
                for (int v = -6; v <= 6 && !rises; v++) {
                    for (int two = -twos; two <= twos && !rises; two++) {
                        for (int three = -threes; three <= threes && !rises; three++) {
                            boolean some = u != 0 || v != 0 || two != 0 || three != 0;
                            rises = some && allAsProbable(rankings, orders, new int[] {0, 0, two, three}, 0, u, v);
                        }
                    }
                }
            }
            assertEquals(!rises, MODEL.hasMaximum(rankings, Hold.NOTHING), rankings::toString);
            without += rises ? 1 : 0;
        }
        int found = without;
        assertTrue(without > 20 && without < 195, () -> found + " of 200");
    }

    /** Whether what was chosen keeps up with every set along the direction; six times log-worth, of ties in halves. */
    private static boolean allAsProbable(Rankings rankings, int[] orders, int[] ties, int... u) {
        for (int k = 0; k < rankings.distinct(); k++) {
            int end = rankings.start(k + 1);
            for (int from = rankings.start(k), to; from < end && rankings.level(from) < rankings.levels(k); from = to) {
                to = from + 1;
                while (to < end && rankings.level(to) == rankings.level(from)) {
                    to++;
                }
                int own = worth(rankings, from, (1 << (to - from)) - 1, ties, u);
                for (int set = 1; set < 1 << (end - from); set++) {
                    boolean possible =
                            Integer.bitCount(set) == 1 || Arrays.binarySearch(orders, Integer.bitCount(set)) >= 0;
                    if (possible && worth(rankings, from, set, ties, u) > own) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static int worth(Rankings rankings, int from, int set, int[] ties, int... u) {
        int size = Integer.bitCount(set);
        int worth = 3 * ties[size];
        for (int p = 0; set >> p > 0; p++) {
            worth += (set >> p & 1) * u[rankings.item(from + p)] * 6 / size;
        }
        return worth;
    }

    /** Sweeps over ballots never find what is not there, and mostly find what is. */
    @Test
    void sweepsOverBallots() {
        Random random = new Random(3);
        int strong = 0;
        int found = 0;
        for (int round = 0; round < 3000; round++) {
            int n = 2 + random.nextInt(7);
            Rankings drawn = DrawnRankings.random(random, n, 1 + random.nextInt(12), round % 3);
            Rankings rankings = drawn.weighted(
                    random.doubles(drawn.distinct()).map(u -> u < 0.3 ? 0 : u).toArray());
            boolean connected = rankings.preferences().isStronglyConnected();
            assertTrue(connected || !rankings.areSurelyStrong());
            strong += connected ? 1 : 0;
            found += rankings.areSurelyStrong() ? 1 : 0;
        }
        assertTrue(strong > 500 && strong < 2500 && found > 0.9 * strong, strong + " strong, " + found + " found");
    }
}

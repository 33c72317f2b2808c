package org.teeter.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.data.Items;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;

/** The information of choices, which are many among the same items. */
class BallotInformationTest {

    /** Ballots over six items, as of an election: some are ranked, alone or together, and the rest is tied at the end. */
    private static Rankings election(int ballots) {
        Random random = new Random(4);
        RankingTally tally = new RankingTally();
        for (int b = 0; b < ballots; b++) {
            int[] order = random.ints(0, 6).distinct().limit(6).toArray();
            int alone = 1 + random.nextInt(4);
            List<int[]> levels = new ArrayList<>();
            for (int p = 0; p < alone; p++) {
                levels.add(new int[] {order[p]});
            }
            levels.add(IntStream.range(alone, 6).map(p -> order[p]).toArray());
            tally.add(levels, new int[0], 1 + random.nextInt(3), 1);
        }
        return tally.rankings(Items.numbered(6));
    }

    /** However many ballots there are, they choose among no more sets than items have subsets. */
    @Test
    void everySetIsGoneThroughOnce() {
        Rankings many = election(20_000);
        assertTrue(many.distinct() > 300, () -> "distinct " + many.distinct());
        // ends of a choice among m items: m alone, and sets of 2 to 5; choices leave 2 to 6 items, and all subsets
        // occur
        int[] subsets = {0, 0, 15, 20, 15, 6, 1};
        int[] ends = {0, 0, 3, 7, 15, 31, 62};
        long every = 0;
        for (int m = 2; m <= 6; m++) {
            every += (long) subsets[m] * ends[m];
        }
        assertEquals(
                every,
                new BallotLikelihood(many).fisherInformation().orElseThrow().outcomes());
    }

    /** The curvature from sets is that from ballots one by one. */
    @Test
    void curvatureDoesNotDependOnHowChoicesEnded() {
        Rankings data = election(500);
        BallotLikelihood likelihood = new BallotLikelihood(data);
        int k = likelihood.extras().size();
        double[] theta = new Random(9).doubles(6 + k, -1, 1).toArray();
        Derivatives expected = new Derivatives(likelihood.graph(), k);
        Derivatives found = new Derivatives(likelihood.graph(), k);
        likelihood.derivatives(theta, expected);
        likelihood.fisherInformation().orElseThrow().at(theta, found);
        assertArrayEquals(expected.conductance(), found.conductance(), 1e-10);
        assertTrue(expected.conductance()[0] > 1);
        for (int p = 0; p < k; p++) {
            assertArrayEquals(expected.border()[p], found.border()[p], 1e-10);
            assertArrayEquals(expected.corner()[p], found.corner()[p], 1e-10);
        }
    }
}

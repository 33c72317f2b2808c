package org.teeter.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTallyTest {
    private static final Items ITEMS = Items.numbered(5);

    @Test
    void equalBallotsAreKeptOnce() {
        RankingTally tally = new RankingTally();
        tally.add(List.of(new int[] {2}, new int[] {1, 0}), new int[] {4, 3}, 1, 2);
        tally.add(List.of(new int[] {2}, new int[] {0, 1}), new int[] {3, 4}, 0.5, 1);
        Rankings rankings = tally.rankings(ITEMS);
        assertEquals(3, rankings.ballots());
        assertEquals(1, rankings.distinct());
        assertEquals(2.5, rankings.weight(0));
        assertEquals(2, rankings.levels(0));
        assertEquals(2, rankings.largestTie());
        int[] items = {2, 0, 1, 3, 4};
        int[] levels = {0, 1, 1, 2, 2};
        for (int place = 0; place < 5; place++) {
            assertEquals(items[place], rankings.item(place));
            assertEquals(levels[place], rankings.level(place));
        }
    }

    /** What is there and not chosen is neither tied nor absent. */
    @Test
    void restTieAndAbsenceAreThreeThings() {
        RankingTally tally = new RankingTally();
        List<int[]> best = List.of(new int[] {0});
        tally.add(best, new int[] {1, 2}, 1, 1);
        tally.add(best, new int[] {}, 1, 1);
        tally.add(List.of(new int[] {0}, new int[] {1, 2}), new int[] {}, 1, 1);
        assertEquals(3, tally.rankings(ITEMS).distinct());
    }

    @Test
    void orderOfRowsAndNumbersOfItemsDoNotMatter() {
        List<int[]> ballots = new ArrayList<>();
        Random random = new Random(5);
        for (int k = 0; k < 200; k++) {
            ballots.add(random.ints(0, 5).distinct().limit(3).toArray());
        }
        int[] turned = {3, 0, 4, 1, 2};
        RankingTally one = new RankingTally();
        ballots.forEach(b -> one.add(List.of(new int[] {b[0]}, new int[] {b[1], b[2]}), new int[] {}, 0.1, 1));
        Collections.shuffle(ballots, random);
        RankingTally other = new RankingTally();
        ballots.forEach(b -> other.add(
                List.of(new int[] {turned[b[0]]}, new int[] {turned[b[2]], turned[b[1]]}), new int[] {}, 0.1, 1));
        int[] back = new int[5];
        for (int i = 0; i < 5; i++) {
            back[turned[i]] = i;
        }
        assertEquals(one.rankings(ITEMS), other.rankings(ITEMS, back));
        assertNotEquals(one.rankings(ITEMS), other.rankings(ITEMS));
    }

    @Test
    void refusals() {
        RankingTally tally = new RankingTally();
        assertEquals(
                "a ranking must not name an item twice, got item 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tally.add(List.of(new int[] {1}, new int[] {0, 1}), new int[] {}, 1, 1))
                        .getMessage());
        assertEquals(
                "a level of a ranking must not be empty",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tally.add(List.of(new int[] {}), new int[] {1}, 1, 1))
                        .getMessage());
    }
}

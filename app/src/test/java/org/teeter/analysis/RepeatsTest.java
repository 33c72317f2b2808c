package org.teeter.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;

class RepeatsTest {
    private final Repeats<Integer> repeats = new Repeats<>();
    private final List<Counts> worked = new ArrayList<>();

    private int of(Counts counts) {
        return repeats.of(counts, () -> {
            worked.add(counts);
            return worked.size();
        });
    }

    private static Counts counts(String other, Outcome outcome, long times) {
        Tally tally = new Tally();
        tally.add(0, 1, outcome, 1, times);
        tally.add(1, 2, Outcome.FIRST, 1, 1);
        return tally.counts(Items.sorted(List.of("a", "b", other)));
    }

    @Test
    void theSameCountsAreWorkedOutOnce() {
        assertEquals(1, of(counts("c", Outcome.FIRST, 2)));
        assertEquals(1, of(counts("d", Outcome.FIRST, 2)));
        assertEquals(1, worked.size());
    }

    @Test
    void othersAreNot() {
        List<Counts> different = List.of(
                counts("c", Outcome.FIRST, 2),
                counts("c", Outcome.SECOND, 2),
                counts("c", Outcome.TIE, 2),
                counts("c", Outcome.BOTH_BAD, 2),
                counts("c", Outcome.FIRST, 3));
        for (int k = 0; k < different.size(); k++) {
            assertEquals(k + 1, of(different.get(k)));
        }
        assertEquals(2, of(counts("e", Outcome.SECOND, 2)));
    }

    /** A vote of weight 2 is not two votes: how many rows there were is told. */
    @Test
    void rowsCount() {
        Tally tally = new Tally();
        tally.add(0, 1, Outcome.FIRST, 2, 1);
        tally.add(1, 2, Outcome.FIRST, 1, 1);
        Counts weighted = tally.counts(Items.sorted(List.of("a", "b", "c")));
        Counts counted = counts("c", Outcome.FIRST, 2);
        assertEquals(counted.wins(0), weighted.wins(0));
        assertNotEquals(of(counted), of(weighted));
    }

    /** What is kept is bounded: results beyond it are worked out anew, and are the same. */
    @Test
    void memoryIsBounded() {
        int many = 40_000; // with three numbers each more than are kept
        for (int k = 0; k < many; k++) {
            of(counts("c", Outcome.FIRST, k + 1));
        }
        assertEquals(many, worked.size());
        of(counts("c", Outcome.FIRST, 1));
        assertEquals(many, worked.size());
        of(counts("c", Outcome.FIRST, many));
        assertEquals(many + 1, worked.size());
    }
}

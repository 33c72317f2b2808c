package org.teeter.tabular.count;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.teeter.tabular.row.Row;

/** Notices that the second half of a file is the first one once more, as where a file was joined to itself. Mutable. */
final class Echo {
    /** Fewer different rows may come again by chance. */
    private static final int FEWEST = 5;

    private final List<Long> rows = new ArrayList<>(); // a hash of each

    /** Looks at the next row. */
    void look(Row row) {
        long hash = 1;
        for (int slot = 0; slot < row.slots(); slot++) {
            hash = 31 * hash + slot;
            for (int at = row.from(slot); !row.isMissing(slot) && at < row.to(slot); at++) {
                hash = 0x100000001B3L * (hash ^ row.bytes(slot)[at]); // FNV-1a
            }
        }
        rows.add(hash);
    }

    /**
     * What to say of it, if all rows of the first half differ.
     *
     * @param all the rows of the file, which may be more than were looked at
     */
    Optional<String> note(long all) {
        int half = rows.size() / 2;
        List<Long> first = rows.subList(0, half);
        boolean isTwice = all == 2L * half
                && half >= FEWEST
                && first.equals(rows.subList(half, 2 * half))
                && new HashSet<>(first).size() == half;
        return isTwice
                ? Optional.of(
                        "the second " + half + " rows are the first " + half + " once more, so that their judgements"
                                + " count twice; leave them out if they were made once")
                : Optional.empty();
    }
}

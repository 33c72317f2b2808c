package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.row.Row;

/**
 * Notices that every row of a file comes twice: the second half is the first one once more, as where a file was joined to itself; each
 * row follows itself; or each game is there from both sides. Mutable.
 */
final class Echo {
    /** Fewer different rows may come again by chance. */
    private static final int FEWEST = 5;

    /** More labels than these tell nothing by always coming in the same pairs. */
    private static final int MOST_LABELS = 8;

    /** Hashes of what a row holds: of everything, of its two options with the number of each, and of what else is read of it. */
    private record Seen(long all, long first, long second, long end) {
        List<Long> sides() {
            return List.of(first, second);
        }
    }

    private final int own; // slots that are read
    private final boolean isOfSides;
    private final boolean hasNumbers; // of each side
    private final List<Seen> rows = new ArrayList<>();

    Echo(Layout layout) {
        this.own = layout.slotColumns().length;
        List<Role> roles = layout.form().required();
        this.isOfSides = roles.indexOf(Role.SECOND) == 1;
        this.hasNumbers = roles.indexOf(Role.WINS_SECOND) == 3 || roles.indexOf(Role.SCORE_SECOND) == 3;
    }

    /** Looks at the next row. */
    void look(Row row) {
        long all = hash(row, 0, row.slots());
        rows.add(
                isOfSides
                        ? new Seen(all, side(row, 0), side(row, 1), hash(row, hasNumbers ? 4 : 2, own))
                        : new Seen(all, 0, 0, 0));
    }

    private long side(Row row, int side) {
        return 31 * hash(row, side, side + 1) + (hasNumbers ? hash(row, 2 + side, 3 + side) : 0);
    }

    private static long hash(Row row, int from, int to) {
        long hash = 1;
        for (int slot = from; slot < to; slot++) {
            hash = 31 * hash + (slot - from);
            for (int at = row.from(slot); !row.isMissing(slot) && at < row.to(slot); at++) {
                hash = 0x100000001B3L * (hash ^ row.bytes(slot)[at]); // FNV-1a
            }
        }
        return hash;
    }

    /**
     * What to say of it.
     *
     * @param all the rows of the file, which may be more than were looked at
     */
    Optional<String> note(long all) {
        int half = rows.size() / 2;
        if (half < FEWEST || rows.size() % 2 != 0) {
            return Optional.empty();
        }
        List<Integer> halves = IntStream.range(0, half).boxed().toList();
        List<Integer> steps = halves.stream().map(k -> 2 * k).toList();
        boolean isAll = all == rows.size();
        String twice = ", so that their judgements count twice; leave them out if they were made once";
        String each = isAll ? "each row is" : "of the first " + rows.size() + " rows each is";
        if (isAll && comeAgain(halves, half)) {
            return Optional.of("the second " + half + " rows are the first " + half + " once more" + twice);
        } else if (comeAgain(steps, 1)) {
            return Optional.of(each + " there twice, one after the other" + twice);
        } else if (isOfSides && (turn(steps, 1) || (isAll && (turn(halves, half) || turn())))) {
            return Optional.of(each
                    + " there twice, once from either side, with the two options exchanged and the same end" + twice);
        }
        return Optional.empty();
    }

    /** Whether rows that all differ are there once more, each so many rows later. */
    private boolean comeAgain(List<Integer> first, int later) {
        return first.stream().allMatch(k -> rows.get(k).all == rows.get(k + later).all)
                && first.stream().map(k -> rows.get(k).all).distinct().count() == first.size();
    }

    /** Whether each row is there with its options exchanged so many rows later. */
    private boolean turn(List<Integer> first, int later) {
        return turn(first.stream().collect(Collectors.toMap(k -> k, k -> k + later)));
    }

    /** The same wherever the other row is, where there is one row for each pair and side. */
    private boolean turn() {
        Map<List<Long>, Integer> places = new HashMap<>();
        Map<Integer, Integer> others = new HashMap<>();
        for (int k = 0; k < rows.size(); k++) {
            Seen row = rows.get(k);
            if (places.put(row.sides(), k) != null) {
                return false;
            }
            Integer other = places.get(List.of(row.second, row.first));
            if (other != null && other != k) {
                others.put(other, k);
            }
        }
        return others.size() == rows.size() / 2 && turn(others);
    }

    /** Whether these rows have their options exchanged in those, and how one ends always tells how the other does. */
    private boolean turn(Map<Integer, Integer> others) {
        Map<Long, Long> ends = new HashMap<>();
        for (Map.Entry<Integer, Integer> two : others.entrySet()) {
            Seen one = rows.get(two.getKey());
            Seen other = rows.get(two.getValue());
            if (!one.sides().equals(List.of(other.second, other.first))
                    || ends.computeIfAbsent(one.end, end -> other.end) != other.end
                    || ends.computeIfAbsent(other.end, end -> one.end) != one.end) {
                return false;
            }
        }
        boolean areSame = ends.entrySet().stream().allMatch(end -> end.getKey().equals(end.getValue()));
        boolean isTelling = areSame ? hasNumbers || ends.size() > 1 : !hasNumbers && ends.size() <= MOST_LABELS;
        return isTelling
                && others.keySet().stream()
                                .map(k -> rows.get(k).sides())
                                .distinct()
                                .count()
                        >= FEWEST;
    }
}

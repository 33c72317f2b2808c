package org.teeter.tabular.parquet;

import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What one thread learns of the groups of rows that it looks at: the values of each column, and how often they come together. Mutable. */
final class Part {
    /** Rows that are looked at together: what is held of them stays in the nearer caches. */
    static final int BATCH = 1 << 11;

    /** The first rows are looked at by fewer: loops are compiled once they have been called so often, however long they are. */
    private static final int FIRST = 1 << 13;

    private static final int FIRST_BATCH = 1 << 6;

    private final FileChannel file;
    private final List<Column> columns;
    private final boolean[] isNumber;
    private final AtomicLong room;
    private final List<Numbering> numberings; // of each column, that of a column of numbers is not used
    private final int[][] numbers;
    private final double[] decimals = new double[BATCH];
    private final boolean[][] used;
    private final int[] sizes;
    private final List<Held> held;
    private Optional<Kinds> kinds;
    private long seen; // rows

    /**
     * @param isNumber of each column, whether its values are numbers that are read as they are
     * @param longest bytes that a text may have
     */
    Part(FileChannel file, List<Column> columns, boolean[] isNumber, AtomicLong room, int longest) {
        this.file = file;
        this.columns = columns;
        this.isNumber = isNumber;
        this.room = room;
        this.numberings = columns.stream()
                .map(column -> new Numbering(column.kind(), longest, Numbering.MOST_BYTES))
                .toList();
        this.held = held(columns.size());
        this.numbers = new int[columns.size()][BATCH];
        this.sizes = new int[columns.size()];
        this.used = new boolean[columns.size()][0];
        boolean all = true;
        for (boolean number : isNumber) {
            all &= !number;
        }
        this.kinds = all ? Optional.of(new Kinds(columns.size())) : Optional.empty();
    }

    static List<Held> held(int columns) {
        return IntStream.range(0, columns).mapToObj(s -> new Held()).toList();
    }

    /** Opens the columns of a group. */
    static List<Cursor> cursors(
            FileChannel file,
            List<Column> columns,
            RowGroup group,
            AtomicLong room,
            List<Held> held,
            List<Numbering> numberings,
            boolean... isNumber)
            throws NotPlain {
        Cursor[] cursors = new Cursor[columns.size()];
        for (int s = 0; s < cursors.length; s++) {
            cursors[s] =
                    new Cursor(file, columns.get(s), group, room, held.get(s), numberings.get(s), !isNumber[s], false);
        }
        return List.of(cursors);
    }

    /** Looks at all rows of a group. */
    void read(RowGroup group) throws NotPlain {
        if (group.rows() == 0) {
            return;
        }
        List<Cursor> cursors = cursors(file, columns, group, room, held, numberings, isNumber);
        int count;
        for (long done = 0; done < group.rows(); done += count) {
            count = (int) Math.min(seen < FIRST ? FIRST_BATCH : BATCH, group.rows() - done);
            seen += count;
            for (int s = 0; s < numbers.length; s++) {
                if (isNumber[s]) {
                    cursors.get(s).decimals(decimals, count);
                } else {
                    cursors.get(s).numbers(numbers[s], count);
                }
            }
            count(count);
        }
        for (Cursor cursor : cursors) {
            cursor.requireEnd();
        }
    }

    private void count(int count) {
        if (kinds.isPresent()) {
            if (kinds.get().fits(sizes())) {
                kinds.get().add(numbers, count);
                return;
            }
            markKinds();
            kinds = Optional.empty();
        }
        for (int s = 0; s < numbers.length; s++) {
            if (!isNumber[s]) {
                makeRoom(s);
                mark(used[s], numbers[s], count);
            }
        }
    }

    private int[] sizes() {
        for (int s = 0; s < sizes.length; s++) {
            sizes[s] = numberings.get(s).size();
        }
        return sizes;
    }

    private void makeRoom(int slot) {
        int size = numberings.get(slot).size();
        if (used[slot].length < size) {
            used[slot] = Arrays.copyOf(used[slot], Math.max(size, 2 * used[slot].length));
        }
    }

    private static void mark(boolean[] used, int[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            used[numbers[i]] = true;
        }
    }

    private void markKinds() {
        for (int s = 0; s < numbers.length; s++) {
            makeRoom(s);
        }
        kinds.orElseThrow().<RuntimeException>tell((of, times) -> {
            for (int s = 0; s < of.length; s++) {
                used[s][of[s]] = true;
            }
        });
    }

    /** Of each number of a column whether some row has it; only now, at the end. */
    boolean[] used(int slot) {
        return used[slot];
    }

    /** Notes which numbers rows have, when all have been looked at. */
    void finish() {
        if (kinds.isPresent()) {
            markKinds();
        }
        for (int s = 0; s < numbers.length; s++) {
            makeRoom(s);
        }
    }

    Numbering numbering(int slot) {
        return numberings.get(slot);
    }

    /** How often numbers come together, where they are all counted so. */
    Optional<Kinds> kinds() {
        return kinds;
    }
}

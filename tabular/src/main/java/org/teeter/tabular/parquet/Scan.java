package org.teeter.tabular.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The rows of some columns of a plain file, all of which have been looked at: each different value of a column that some row has, in the
 * order of the values, and the rows as their places in that order.
 *
 * <p>A dictionary may hold values that no row has; they are not told. Rows that are alike are counted together where that can be.
 */
public final class Scan {
    private static final int NONE = -1;

    private final Path file;
    private final Footer footer;
    private final List<Column> columns;
    private final boolean[] isNumber;
    private final long most;
    private final List<Part> parts;
    private final List<Numbering> numberings = new ArrayList<>();
    private final List<int[]> sorted = new ArrayList<>(); // the number of each place
    private final List<int[]> places = new ArrayList<>(); // of each number
    private final boolean hasKinds;

    /** Told of rows that are alike, by the place of the value in each column. */
    public interface Alike<E extends Exception> {
        void take(int[] places, long times) throws E;
    }

    /** Told of some rows: of each column the places of their values, or the numbers that they are. */
    public interface Rows<E extends Exception> {
        void take(int[][] places, double[][] numbers, int count) throws E;
    }

    /**
     * Looks at all rows.
     *
     * @param isNumber of each column, whether its values are numbers that are taken as they are
     * @param longest bytes that a text may have
     * @param most bytes that the file may unfold to
     * @param threads so many look at groups of rows beside each other
     */
    Scan(Path file, Footer footer, List<Column> columns, boolean[] isNumber, int longest, long most, int threads)
            throws NotPlain {
        this.file = file;
        this.footer = footer;
        this.columns = List.copyOf(columns);
        this.isNumber = isNumber.clone();
        this.most = most;
        this.parts = look(longest, threads);
        this.hasKinds = parts.stream().allMatch(part -> part.kinds().isPresent());
        parts.forEach(Part::finish);
        for (int s = 0; s < columns.size(); s++) {
            merge(s);
        }
    }

    private List<Part> look(int longest, int threads) throws NotPlain {
        try (FileChannel channel = FileChannel.open(file)) {
            AtomicLong room = new AtomicLong(most);
            AtomicInteger next = new AtomicInteger();
            List<Part> all = IntStream.range(0, threads)
                    .mapToObj(t -> new Part(channel, columns, isNumber, room, longest))
                    .toList();
            List<FutureTask<Part>> others = new ArrayList<>();
            for (Part part : all.subList(1, all.size())) {
                FutureTask<Part> task = new FutureTask<>(() -> look(part, next));
                Thread thread = new Thread(task, "count");
                thread.setDaemon(true);
                thread.start();
                others.add(task);
            }
            try {
                look(all.get(0), next);
            } finally {
                next.set(footer.groups().size()); // where one has failed, the others need not go on
                join(others);
            }
            return all;
        } catch (IOException e) {
            throw new NotPlain("the file cannot be read: " + e.getMessage());
        }
    }

    private Part look(Part part, AtomicInteger next) throws NotPlain {
        boolean done = false;
        try {
            for (int g = next.getAndIncrement(); g < footer.groups().size() && g >= 0; g = next.getAndIncrement()) {
                part.read(footer.groups().get(g));
            }
            done = true;
        } finally {
            if (!done) {
                next.set(footer.groups().size());
            }
        }
        return part;
    }

    private static void join(List<FutureTask<Part>> others) throws NotPlain {
        for (FutureTask<Part> other : others) {
            try {
                other.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof NotPlain cause) {
                    throw cause;
                }
                throw new IllegalStateException("a group of rows could not be read", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotPlain("interrupted");
            }
        }
    }

    /** Numbers the values of a column that some part has met together. */
    private void merge(int slot) throws NotPlain {
        Numbering all = parts.get(0).numbering(slot);
        boolean[] used = parts.get(0).used(slot);
        for (Part part : parts.subList(1, parts.size())) {
            for (int number = 0; number < part.used(slot).length; number++) {
                if (part.used(slot)[number]) {
                    int merged = all.number(part.numbering(slot), number);
                    used = merged < used.length ? used : Arrays.copyOf(used, 2 * merged + 1);
                    used[merged] = true;
                }
            }
        }
        used = Arrays.copyOf(used, all.size());
        int[] order = all.sorted(used);
        int[] place = new int[all.size()];
        Arrays.fill(place, NONE);
        for (int k = 0; k < order.length; k++) {
            place[order[k]] = k;
        }
        numberings.add(all);
        sorted.add(order);
        places.add(place);
    }

    /** How many rows there are. */
    public long rows() {
        return footer.rows();
    }

    /** How many different values a column has. */
    public int values(int slot) {
        return sorted.get(slot).length;
    }

    /** A value of a column, as text. */
    public String value(int slot, int place) {
        return numberings.get(slot).text(sorted.get(slot)[place]);
    }

    /** Bytes of the longest text that some row has in a column; 0 of one that holds no texts. */
    public int longest(int slot) {
        return columns.get(slot).kind() == Kind.VARCHAR
                ? IntStream.of(sorted.get(slot))
                        .map(numberings.get(slot)::length)
                        .max()
                        .orElse(0)
                : 0;
    }

    /** Whether rows that are alike have been counted together. */
    public boolean hasKinds() {
        return hasKinds;
    }

    /** Tells of all rows, those that are alike together, but perhaps some more than once. */
    public <E extends Exception> void kinds(Alike<E> into) throws E, NotPlain {
        int slots = columns.size();
        for (Part part : parts) {
            int[][] of = new int[slots][];
            for (int s = 0; s < slots; s++) {
                of[s] = places(part, s);
            }
            int[] row = new int[slots];
            part.kinds().orElseThrow().<E>tell((numbers, times) -> {
                for (int s = 0; s < slots; s++) {
                    row[s] = of[s][numbers[s]];
                }
                into.take(row, times);
            });
        }
    }

    private int[] places(Part part, int slot) throws NotPlain {
        if (part == parts.get(0)) {
            return places.get(slot);
        }
        boolean[] used = part.used(slot);
        int[] of = new int[used.length];
        for (int number = 0; number < of.length; number++) {
            of[number] =
                    used[number] ? places.get(slot)[numberings.get(slot).number(part.numbering(slot), number)] : NONE;
        }
        return of;
    }

    /** Tells of all rows in their order. */
    public <E extends Exception> void rows(Rows<E> into) throws E, NotPlain {
        int slots = columns.size();
        int[][] numbers = new int[slots][Part.BATCH];
        double[][] decimals = new double[slots][Part.BATCH];
        try (FileChannel channel = FileChannel.open(file)) {
            AtomicLong room = new AtomicLong(most);
            List<Held> held = Part.held(slots);
            for (RowGroup group : footer.groups()) {
                if (group.rows() == 0) {
                    continue;
                }
                List<Cursor> cursors = Part.cursors(channel, columns, group, room, held, numberings, isNumber);
                int count;
                for (long done = 0; done < group.rows(); done += count) {
                    count = (int) Math.min(Part.BATCH, group.rows() - done);
                    for (int s = 0; s < slots; s++) {
                        if (isNumber[s]) {
                            cursors.get(s).decimals(decimals[s], count);
                        } else {
                            cursors.get(s).numbers(numbers[s], count);
                            place(places.get(s), numbers[s], count);
                        }
                    }
                    into.take(numbers, decimals, count);
                }
            }
        } catch (IOException e) {
            throw new NotPlain("the file cannot be read: " + e.getMessage());
        }
    }

    private static void place(int[] places, int[] numbers, int count) throws NotPlain {
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            if (number >= places.length || places[number] == NONE) {
                throw new NotPlain("a value that was not there before");
            }
            numbers[i] = places[number];
        }
    }
}

package org.teeter.tabular.reader;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.UnknownLabel;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Parts;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.FileTally;

/*
 * How several count as one would:
 *
 * 1. A part begins and ends with a row, which is known before it is read (RowEnds), so that its rows are those of the file.
 * 2. What rows say does not hang on the rows before. Where it may after all, as a label may be the name of an option that comes later,
 *    or where numbers of the whole file reach their bounds, one reader reads the file again (ReadAgain).
 * 3. Counts are sums of integers, to which parts are added in any order; bad rows and new columns are told in the order of the parts.
 */
/** Counts parts of one file beside each other, to the same end as if one reader counted them in their order. Mutable. */
final class PartReading {
    /** Parts that are counted or wait, for each thread; more would push each other out of the caches. */
    private static final int AHEAD = 1;

    /** Where no part can be taken, one reader reads so many rows; if there were few parts before, twice as many as the last time. */
    private static final long FIRST_ALONE = 100;

    private static final long MANY = 10;

    /** Whoever counts, with what was counted. */
    private record Counter(FileTally tally, RowCounter of) {}

    /** What came of a part beside its counts; of bad rows that are refused the first one alone. */
    private record Counted(long rows, long lines, List<BadRows.Bad> bad, List<String> late, boolean hangsOnOrder) {}

    private final Parts parts;
    private final Crew crew;
    private final Layout layout;
    private final List<byte[]> header; // what a row holds that repeats it
    private final BadRows bad;
    private final LateColumns late;
    private final RowCounter alone; // of the rows between parts
    private final List<Counter> counters = new ArrayList<>();
    private final Queue<Counter> idle = new ConcurrentLinkedQueue<>();
    private final Deque<Future<Counted>> taken = new ArrayDeque<>();
    private volatile boolean isOver; // nothing of what is still to be counted matters
    private long between = FIRST_ALONE; // rows that are read alone the next time
    private long due; // the row after which parts are taken again
    private long rows;
    private long lines;

    /**
     * @param header what a row holds that repeats it
     * @param alone who counts the rows between parts
     */
    PartReading(
            Parts parts,
            Crew crew,
            Layout layout,
            Registers registers,
            List<byte[]> header,
            BadRows bad,
            LateColumns late,
            RowCounter alone) {
        this.parts = parts;
        this.crew = crew;
        this.layout = layout;
        this.header = List.copyOf(header);
        this.bad = bad;
        this.late = late;
        this.alone = alone;
        for (int k = 0; k < crew.threads(); k++) {
            FileTally tally = new FileTally();
            Sink sink = registers.sink(tally, new BallotTally(), registers.voters());
            counters.add(new Counter(tally, layout.form().counter(layout, sink)));
        }
        idle.addAll(counters);
    }

    /** Whether the next rows may be parts, once so many were read. */
    boolean isDueAt(long row) {
        return row >= due;
    }

    /**
     * Counts parts as long as there are some, or until enough rows were looked through for unknown labels.
     *
     * @param before rows of the file that were read
     * @return rows that were read then
     * @throws ReadAgain if it is not sure that one reader would have counted the same
     */
    long count(long before) {
        rows = before;
        lines = parts.line() - 1;
        long first = lines;
        try {
            while (!bad.areEnoughAt(rows)) {
                Optional<Window.Piece> part = parts.next();
                if (part.isEmpty()) {
                    break;
                }
                Window.Piece some = part.get();
                taken.add(crew.submit(() -> count(some)));
                if (taken.size() > AHEAD * crew.threads()) {
                    add(taken.remove());
                }
            }
            while (!taken.isEmpty() && !bad.areEnoughAt(rows)) {
                add(taken.remove());
            }
        } finally {
            isOver = true;
            await();
            isOver = false;
        }
        parts.pass(lines - first);
        between = rows - before > MANY * between ? FIRST_ALONE : 2 * between;
        due = rows + between;
        return rows;
    }

    /** What all have counted, once no part is left. */
    List<FileTally> tallies() {
        return counters.stream().map(Counter::tally).toList();
    }

    private Counted count(Window.Piece part) throws IOException {
        if (isOver) {
            return new Counted(0, 0, List.of(), List.of(), false);
        }
        Counter counter = idle.remove();
        try {
            return count(part, counter.of);
        } finally {
            idle.add(counter);
        }
    }

    private Counted count(Window.Piece part, RowCounter counter) throws IOException {
        List<BadRows.Bad> found = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        long row = 0;
        boolean isRefused = false;
        try (Parts.Part records = parts.records(part, column -> {
            late.require(column, layout);
            columns.add(column);
            return Records.NOT_TAKEN;
        })) {
            while (!isRefused && records.next()) {
                row++;
                try {
                    Row fields = records.row();
                    fields.requireOther(header);
                    counter.count(fields);
                } catch (UnknownLabel e) {
                    found.add(bad(row, records, e, Optional.of(e.label())));
                } catch (BadRow e) {
                    found.add(bad(row, records, e, Optional.empty()));
                    isRefused = !bad.areSkipped();
                }
            }
            return new Counted(row, records.lines(), found, columns, counter.hangsOnOrder());
        }
    }

    private BadRows.Bad bad(long row, Records records, BadRow e, Optional<String> label) {
        byte[] found = bad.areSkipped() ? records.found(Rejects.MOST_RAW + 1) : new byte[0];
        return new BadRows.Bad(row, records.number(), records.place() + e.reason(), label, () -> found);
    }

    private void add(Future<Counted> future) {
        Counted part = get(future);
        if (part.hangsOnOrder) {
            throw new ReadAgain();
        }
        for (BadRows.Bad one : part.bad) {
            if (!bad.areEnoughAt(rows + one.row() - 1)) {
                bad.add(one.behind(rows, lines), false);
            }
        }
        part.late.forEach(late::add);
        if (late.areTooMany(layout)) {
            throw new ReadAgain(); // one reader passes over the next ones
        }
        rows += part.rows;
        lines += part.lines;
    }

    private static Counted get(Future<Counted> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a file was read");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of a file was not counted", e.getCause());
        }
    }

    /** Has the file read again where one reader may have come to another end; asked when nobody counts. */
    void requireOneEnd() {
        if (alone.hangsOnOrder() || counters.stream().anyMatch(counter -> counter.of.hangsOnOrder())) {
            throw new ReadAgain();
        }
    }

    /** Waits for parts whose counts nobody wants any more; what goes wrong in them comes after what is told. */
    private void await() {
        boolean interrupted = false;
        while (!taken.isEmpty()) {
            try {
                taken.element().get();
                taken.remove();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                taken.remove();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

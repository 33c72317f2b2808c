package org.teeter.tabular.parquet;

import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/** The values of one column in one group of rows, from the first to the last. Mutable. */
final class Cursor {
    /** The number of a value that is missing. */
    static final int MISSING = -1;

    private static final int MOST_PLACES = 1 << 24;

    private final Pages pages;
    private final PageValues values;
    private final Runs runs = new Runs();
    private final Held held;
    private final Numbering numbering;
    private final boolean isNumbered;
    private final boolean mayMiss;
    private int[] numbers = {}; // of each place in the dictionary
    private double[] decimals = {};
    private int left; // of the page
    private boolean isFirst = true;
    private boolean isOpen; // a page of values
    private boolean hasRuns; // and places are in it

    /**
     * Begins before the first value.
     *
     * @param isNumbered whether values are given as their numbers in the numbering, rather than as the numbers that they are
     * @param mayMiss whether a value that is missing is {@link #MISSING} rather than not plain
     */
    Cursor(
            FileChannel file,
            Column column,
            RowGroup group,
            AtomicLong room,
            Held held,
            Numbering numbering,
            boolean isNumbered,
            boolean mayMiss)
            throws NotPlain {
        Chunk chunk = group.chunks().get(column.leaf());
        if (!column.kind().isRead() || (!mayMiss && chunk.nulls() != 0)) {
            throw new NotPlain("values that are missing, or are not read here");
        }
        this.pages = new Pages(file, column, chunk, group.rows(), room, held);
        this.held = held;
        this.values = new PageValues(column.kind());
        this.numbering = numbering;
        this.isNumbered = isNumbered;
        this.mayMiss = mayMiss;
    }

    /** Reads the numbers of the next values. */
    void numbers(int[] into, int count) throws NotPlain {
        for (int done = 0; done < count; ) {
            turn();
            int n = Math.min(left, count - done);
            int[] present = pages.present();
            if (present.length == 0) {
                readNumbers(into, done, n);
            } else {
                int there = 0;
                int first = present.length - left;
                for (int i = 0; i < n; i++) {
                    there += present[first + i];
                }
                int[] scratch = held.scratch(n);
                readNumbers(scratch, 0, there);
                int next = 0;
                for (int i = 0; i < n; i++) {
                    into[done + i] = present[first + i] == 1 ? scratch[next++] : MISSING;
                }
            }
            left -= n;
            done += n;
        }
    }

    private void readNumbers(int[] into, int from, int n) throws NotPlain {
        if (pages.encoding() == Pages.Encoding.PLACES) {
            runs.read(into, from, n);
            look(numbers, into, from, n);
        } else {
            values.numbers(numbering, into, from, n);
        }
    }

    private static void look(int[] table, int[] into, int from, int n) throws NotPlain {
        for (int i = from; i < from + n; i++) {
            int place = into[i];
            if (place < 0 || place >= table.length) {
                throw new NotPlain("a place beyond the dictionary");
            }
            into[i] = table[place];
        }
    }

    /** Reads the next values, which are numbers, as they are. */
    void decimals(double[] into, int count) throws NotPlain {
        for (int done = 0; done < count; ) {
            turn();
            int n = Math.min(left, count - done);
            if (pages.encoding() == Pages.Encoding.PLACES) {
                int[] scratch = held.scratch(n);
                runs.read(scratch, 0, n);
                for (int i = 0; i < n; i++) {
                    int place = scratch[i];
                    if (place < 0 || place >= decimals.length) {
                        throw new NotPlain("a place beyond the dictionary");
                    }
                    into[done + i] = decimals[place];
                }
            } else {
                values.decimals(into, done, n);
            }
            left -= n;
            done += n;
        }
    }

    /** Makes sure that some value is left of the page. */
    private void turn() throws NotPlain {
        while (left == 0) {
            endPage();
            pages.next();
            if (pages.isDictionary()) {
                if (!isFirst) {
                    throw new NotPlain("several dictionaries");
                }
                dictionary();
            } else {
                beginPage();
            }
            isFirst = false;
        }
    }

    private void beginPage() throws NotPlain {
        left = pages.values();
        int there = left;
        if (pages.present().length > 0) {
            if (!mayMiss) {
                throw new NotPlain("values that are missing");
            }
            there = 0;
            for (int one : pages.present()) {
                there += one;
            }
        }
        if (pages.encoding() != Pages.Encoding.PLACES) {
            values.begin(pages, there);
        } else if (there > 0 && pages.from() < pages.to()) {
            runs.begin(pages.page(), pages.from() + 1, pages.to(), pages.page()[pages.from()]);
        } else if (there > 0) {
            throw new NotPlain("a page without its values");
        }
        isOpen = true;
        hasRuns = there > 0;
    }

    private void endPage() throws NotPlain {
        if (isOpen && pages.encoding() != Pages.Encoding.PLACES) {
            values.requireEnd();
        } else if (isOpen && hasRuns) {
            runs.requireEnd();
        }
        isOpen = false;
    }

    /** Makes sure that nothing is left. */
    void requireEnd() throws NotPlain {
        if (left != 0) {
            throw new NotPlain("more values than there are rows");
        }
        endPage();
        pages.requireEnd();
    }

    private void dictionary() throws NotPlain {
        int size = pages.values();
        if (size > MOST_PLACES) {
            throw new NotPlain("a dictionary of too many values");
        }
        if (size > pages.to() - pages.from()) {
            throw new NotPlain("a dictionary of more values than bytes"); // of truth values there are none
        }
        values.begin(pages, size);
        if (isNumbered) {
            numbers = new int[size];
            values.numbers(numbering, numbers, 0, size);
        } else {
            decimals = new double[size];
            values.decimals(decimals, 0, size);
        }
        values.requireEnd();
    }
}

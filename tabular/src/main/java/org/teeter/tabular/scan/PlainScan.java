package org.teeter.tabular.scan;

import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.tabular.form.CodedCounter;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.parquet.NotPlain;
import org.teeter.tabular.parquet.Scan;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.tally.FileTally;

/**
 * Counts the rows of a plain Parquet file as {@link CodedScan} does, without DuckDB: the different values of each column are looked at
 * once, and rows come as their places.
 */
public final class PlainScan {
    private final Scan scan;
    private final CodedCounter counter;
    private final FileTally tally;
    private final boolean[] isNumber;

    private PlainScan(Scan scan, CodedCounter counter, FileTally tally, boolean... isNumber) {
        this.scan = scan;
        this.counter = counter;
        this.tally = tally;
        this.isNumber = isNumber;
    }

    /** Looks at all rows and counts none yet; empty if they are not plain, or are not read as codes anyway. */
    public static Optional<PlainScan> of(ParquetFile parquet, Layout layout, Sink into) {
        int[] columns = layout.slotColumns();
        if (parquet.plain().isEmpty()
                || !(layout.form().counter(layout, into) instanceof CodedCounter counter)
                || !counter.isClear()) {
            return Optional.empty();
        }
        boolean[] isNumber = new boolean[columns.length];
        for (int slot = 0; slot < columns.length; slot++) {
            isNumber[slot] = counter.isNumber(slot);
            Optional<String> type = parquet.plain().get().type(columns[slot]);
            if (type.isEmpty() || !CodedScan.isRead(type.get(), isNumber[slot])) {
                return Optional.empty();
            }
        }
        if (!parquet.isBounded(columns)) {
            return Optional.empty();
        }
        try {
            Scan scan = parquet.plain().get().scan(columns, isNumber, Word.LONGEST_FIELD);
            long together =
                    IntStream.range(0, columns.length).mapToLong(scan::longest).sum();
            return parquet.isBounded(scan.rows(), together)
                    ? Optional.of(new PlainScan(scan, counter, into.tally(), isNumber))
                    : Optional.empty();
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    /** Counts all rows and returns how many they are, or throws if some row may be bad. */
    public long count() throws BadRow {
        int slots = isNumber.length;
        int[][] codes = new int[slots][];
        for (int slot = 0; slot < slots; slot++) {
            codes[slot] = new int[isNumber[slot] ? 0 : scan.values(slot)];
            for (int place = 0; place < codes[slot].length; place++) {
                codes[slot][place] = counter.code(slot, scan.value(slot, place));
            }
        }
        if (!counter.isClear()) {
            throw new BadRow("a name that is a label");
        }
        try {
            if (scan.hasKinds()) {
                countKinds(codes);
            } else {
                countRows(codes);
            }
        } catch (NotPlain e) {
            throw new BadRow("a file that was changed"); // since all was plain
        }
        return scan.rows();
    }

    private void countKinds(int[][] codes) throws BadRow, NotPlain {
        int[] row = new int[codes.length];
        double[] none = new double[codes.length];
        scan.<BadRow>kinds((places, times) -> {
            for (int slot = 0; slot < row.length; slot++) {
                row[slot] = codes[slot][places[slot]];
            }
            tally.alike(times);
            counter.count(row, none);
        });
        tally.alike(1);
    }

    private void countRows(int[][] codes) throws BadRow, NotPlain {
        int[] row = new int[codes.length];
        double[] numbers = new double[codes.length];
        scan.<BadRow>rows((places, decimals, count) -> {
            for (int i = 0; i < count; i++) {
                for (int slot = 0; slot < row.length; slot++) {
                    if (isNumber[slot]) {
                        numbers[slot] = CodedScan.decimal(decimals[slot][i]);
                    } else {
                        row[slot] = codes[slot][places[slot][i]];
                    }
                }
                counter.count(row, numbers);
            }
        });
    }
}

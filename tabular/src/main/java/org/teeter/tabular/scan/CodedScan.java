package org.teeter.tabular.scan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.teeter.tabular.form.CodedCounter;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.tally.FileTally;

/**
 * Counts the rows of a Parquet file without making text of them: the different values of each column are looked at once, and the rows
 * come as numbers.
 *
 * <p>Only for columns in which nothing is wrong; where any value is, this gives up, and the rows are read as text.
 */
public final class CodedScan {
    private static final Set<String> WHOLE =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");
    private static final int MOST_BITS = 62;
    /** Codes of so many bits together are counted as they are, each of their values once at the end. */
    private static final int BITS_OF_KINDS = 22;

    private final ParquetFile parquet;
    private final CodedCounter counter;
    private final FileTally tally;
    private final int[] columns; // of each slot
    private final List<Coded> coded = new ArrayList<>();
    private int words; // each some codes, packed
    private final int[] numberWord; // of each slot that is a number
    private long rows;

    /** Where the code of a slot is found. */
    private record Coded(int slot, CodedColumn column, int word, int shift) {
        void unpack(long[] packed, int[] codes) {
            long mask = (1L << column.bits()) - 1;
            for (int i = 0; i < packed.length; i++) {
                codes[i] = column.number(packed[i] >>> shift & mask);
            }
        }
    }

    private CodedScan(ParquetFile parquet, Layout layout, CodedCounter counter, FileTally tally) {
        this.parquet = parquet;
        this.counter = counter;
        this.tally = tally;
        this.columns = layout.slotColumns();
        this.numberWord = new int[columns.length];
    }

    /**
     * Counts all rows and returns how many they are, or throws if they cannot be read so, or some row may be bad.
     *
     * @param longestText bytes of the longest text in the columns that are read
     */
    public static long run(ParquetFile parquet, Layout layout, Sink into, long longestText) throws BadRow {
        if (longestText > Word.LONGEST_FIELD
                || !(layout.form().counter(layout, into) instanceof CodedCounter counter)) {
            throw new BadRow("texts");
        }
        CodedScan scan = new CodedScan(parquet, layout, counter, into.tally());
        scan.requireTypes();
        scan.count();
        return scan.rows;
    }

    private void requireTypes() throws BadRow {
        for (int slot = 0; slot < columns.length; slot++) {
            if (!isRead(parquet.types().get(columns[slot]), counter.isNumber(slot))) {
                throw new BadRow("a column of another type");
            }
        }
    }

    /** Whether columns of a type are read as numbers, or as names. */
    static boolean isRead(String type, boolean asNumber) {
        boolean number = type.equals("FLOAT") || type.equals("DOUBLE");
        boolean name = type.equals("VARCHAR") || type.startsWith("ENUM") || type.equals("BOOLEAN");
        return WHOLE.contains(type) || (asNumber ? number : name);
    }

    private void count() throws BadRow {
        int bits = MOST_BITS + 1;
        int sum = 0;
        boolean numbers = false;
        for (int slot = 0; slot < columns.length; slot++) {
            if (counter.isNumber(slot)) {
                numbers = true;
                continue;
            }
            CodedColumn column = code(slot, parquet.column(columns[slot]));
            if (bits + column.bits() > MOST_BITS) {
                bits = 0;
                words++;
            }
            coded.add(new Coded(slot, column, words - 1, bits));
            bits += column.bits();
            sum += column.bits();
        }
        if (!counter.isClear()) {
            throw new BadRow("a name that is a label");
        }
        boolean kinds = !numbers && sum <= BITS_OF_KINDS && coded.stream().allMatch(slot -> slot.column.isListed());
        if (kinds) {
            countKinds(sum);
        } else {
            countRows();
        }
    }

    /** Counts how often each combination of codes is there, then each as the rows that it stands for. */
    private void countKinds(int bits) throws BadRow {
        long[] times = new long[1 << bits];
        String packed =
                coded.stream().map(slot -> slot.column.narrow(slot.shift)).collect(Collectors.joining(" + "));
        parquet.scan("SELECT " + packed + " FROM " + parquet.table(), chunk -> {
            DuckDBReadableVector codes = chunk.vector(0);
            int size = (int) chunk.rowCount();
            for (int i = 0; i < size; i++) {
                times[codes.getInt(i)]++;
            }
            rows += size;
        });
        int[] row = new int[columns.length];
        double[] none = new double[columns.length];
        for (int kind = 0; kind < times.length; kind++) {
            if (times[kind] > 0) {
                for (Coded slot : coded) {
                    row[slot.slot] = slot.column.number(kind >>> slot.shift & (1 << slot.column.bits()) - 1);
                }
                tally.alike(times[kind]);
                counter.count(row, none);
            }
        }
        tally.alike(1);
    }

    private void countRows() throws BadRow {
        List<String> selected = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            int of = word;
            selected.add(coded.stream()
                    .filter(slot -> slot.word == of)
                    .map(slot -> slot.column.wide(slot.shift))
                    .collect(Collectors.joining(" + ", "(", ")::BIGINT")));
        }
        for (int slot = 0; slot < columns.length; slot++) {
            if (counter.isNumber(slot)) {
                numberWord[slot] = selected.size();
                selected.add("CAST(" + parquet.column(columns[slot]) + " AS DOUBLE)");
            }
        }
        parquet.scan("SELECT " + String.join(", ", selected) + " FROM " + parquet.table(), this::count);
    }

    /** Looks at the different values of a slot. */
    private CodedColumn code(int slot, String column) throws BadRow {
        Values values = new Values();
        List<String> texts = new ArrayList<>();
        // Names that are numbered in their order need not be renumbered at the end.
        String different = "SELECT DISTINCT " + column + " AS v FROM " + parquet.table() + " ORDER BY v";
        parquet.scan("SELECT CAST(v AS VARCHAR), hash(v)::VARCHAR FROM (" + different + ")", chunk -> {
            for (long i = 0; i < chunk.rowCount(); i++) {
                if (chunk.vector(0).isNull(i)) {
                    throw new BadRow("a missing value");
                }
                String text = chunk.vector(0).getString(i);
                int code = counter.code(slot, text);
                values.add(Long.parseUnsignedLong(chunk.vector(1).getString(i)), code);
                if (texts.size() <= CodedColumn.LISTED) {
                    texts.add(text);
                }
            }
        });
        Optional<CodedColumn> listed = parquet.types().get(columns[slot]).equals("VARCHAR")
                ? CodedColumn.listed(column, texts, values.numbers())
                : Optional.empty();
        return listed.isPresent() ? listed.get() : CodedColumn.of(column, values.hashes(), values.numbers());
    }

    private static final class Values {
        private long[] hashes = new long[64];
        private int[] numbers = new int[64];
        private int size;

        void add(long hash, int number) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * size);
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            hashes[size] = hash;
            numbers[size++] = number;
        }

        long[] hashes() {
            return Arrays.copyOf(hashes, size);
        }

        int[] numbers() {
            return Arrays.copyOf(numbers, size);
        }
    }

    private void count(DuckDBDataChunkReader chunk) throws SQLException, BadRow {
        int size = (int) chunk.rowCount();
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[(int) chunk.columnCount()];
        for (int v = 0; v < vectors.length; v++) {
            vectors[v] = chunk.vector(v);
        }
        long[] packed = new long[size];
        int[][] codes = new int[columns.length][size];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < size; i++) {
                packed[i] = vectors[word].getLong(i);
            }
            for (Coded slot : coded) {
                if (slot.word == word) {
                    slot.unpack(packed, codes[slot.slot]);
                }
            }
        }
        int[] row = new int[columns.length];
        double[] numbers = new double[columns.length];
        for (int i = 0; i < size; i++) {
            for (int slot = 0; slot < columns.length; slot++) {
                if (counter.isNumber(slot)) {
                    numbers[slot] = decimal(vectors[numberWord[slot]], i);
                } else {
                    row[slot] = codes[slot][i];
                }
            }
            counter.count(row, numbers);
        }
        rows += size;
    }

    private static double decimal(DuckDBReadableVector vector, int i) throws BadRow {
        if (vector.isNull(i)) {
            throw new BadRow("a missing value");
        }
        return decimal(vector.getDouble(i));
    }

    /** A number of a row, which must be one that weighs or counts. */
    static double decimal(double decimal) throws BadRow {
        if (!(decimal >= 0 && decimal < Double.POSITIVE_INFINITY)) {
            throw new BadRow("a number that is no weight");
        }
        return decimal;
    }
}

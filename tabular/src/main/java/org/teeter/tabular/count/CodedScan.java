package org.teeter.tabular.count;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;

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

    private final ParquetFile parquet;
    private final CodedCounter counter;
    private final int[] columns; // of each slot
    private final List<Coded> coded = new ArrayList<>();
    private final List<String> words = new ArrayList<>(); // in SQL: each some codes, packed
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

    private CodedScan(ParquetFile parquet, Layout layout, CodedCounter counter) {
        this.parquet = parquet;
        this.counter = counter;
        this.columns = layout.slotColumns();
        this.numberWord = new int[columns.length];
    }

    /**
     * Counts all rows and returns how many they are, or throws if they cannot be read so, or some row may be bad.
     *
     * @param longestText bytes of the longest text in the columns that are read
     */
    public static long run(ParquetFile parquet, Layout layout, Sink into, long longestText) throws BadRow {
        if (longestText > PairRows.LONGEST_FIELD
                || !(layout.form().counter(layout, into) instanceof CodedCounter counter)) {
            throw new BadRow("texts");
        }
        CodedScan scan = new CodedScan(parquet, layout, counter);
        scan.requireTypes();
        scan.count();
        return scan.rows;
    }

    private void requireTypes() throws BadRow {
        for (int slot = 0; slot < columns.length; slot++) {
            String type = parquet.types().get(columns[slot]);
            boolean number = WHOLE.contains(type) || type.equals("FLOAT") || type.equals("DOUBLE");
            boolean name =
                    WHOLE.contains(type) || type.equals("VARCHAR") || type.startsWith("ENUM") || type.equals("BOOLEAN");
            if (!(counter.isNumber(slot) ? number : name)) {
                throw new BadRow("a column of another type");
            }
        }
    }

    private void count() throws BadRow {
        int bits = MOST_BITS + 1;
        for (int slot = 0; slot < columns.length; slot++) {
            if (!counter.isNumber(slot)) {
                CodedColumn column = code(slot, parquet.column(columns[slot]));
                if (bits + column.bits() > MOST_BITS) {
                    bits = 0;
                    words.add("0::UBIGINT");
                }
                int word = words.size() - 1;
                words.set(word, words.get(word) + " + " + column.sql(bits));
                coded.add(new Coded(slot, column, word, bits));
                bits += column.bits();
            }
        }
        if (!counter.isClear()) {
            throw new BadRow("a name that is a label");
        }
        List<String> selected = new ArrayList<>();
        words.forEach(word -> selected.add("(" + word + ")::BIGINT"));
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
        // Names that are numbered in their order need not be renumbered at the end.
        String different = "SELECT DISTINCT " + column + " AS v FROM " + parquet.table() + " ORDER BY v";
        parquet.scan("SELECT CAST(v AS VARCHAR), hash(v)::VARCHAR FROM (" + different + ")", chunk -> {
            for (long i = 0; i < chunk.rowCount(); i++) {
                if (chunk.vector(0).isNull(i)) {
                    throw new BadRow("a missing value");
                }
                int code = counter.code(slot, chunk.vector(0).getString(i));
                values.add(Long.parseUnsignedLong(chunk.vector(1).getString(i)), code);
            }
        });
        return CodedColumn.of(column, values.hashes(), values.numbers());
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
        for (int word = 0; word < words.size(); word++) {
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
        double decimal = vector.getDouble(i);
        if (!(decimal >= 0 && decimal < Double.POSITIVE_INFINITY)) {
            throw new BadRow("a number that is no weight");
        }
        return decimal;
    }
}

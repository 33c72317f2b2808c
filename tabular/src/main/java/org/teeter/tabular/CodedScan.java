package org.teeter.tabular;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.teeter.data.Outcome;
import org.teeter.data.Weights;

/**
 * Counts the rows of a Parquet file without making text of them: the different values of each column are looked at once, and the rows
 * come as numbers.
 *
 * <p>Only for columns in which nothing is wrong; where any value is, this gives up, and the rows are read as text.
 */
final class CodedScan {
    private static final Set<String> WHOLE =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");
    private static final int MOST_BITS = 62;

    private final DuckDb duckDb;
    private final String table;
    private final List<Role> slots;
    private final Form form;
    private final List<String> columns;
    private final FileReading reading;
    private final PairRows pairs;
    private final List<Coded> coded = new ArrayList<>();
    private final List<String> words = new ArrayList<>(); // in SQL: each some codes, packed
    private final int[] numberWord; // of each slot that is a number

    /** Where the code of a slot is found. */
    private record Coded(int slot, CodedColumn column, int word, int shift) {
        void unpack(long[] packed, int[] numbers) {
            long mask = (1L << column.bits()) - 1;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = column.number(packed[i] >>> shift & mask);
            }
        }
    }

    CodedScan(DuckDb duckDb, String table, Layout layout, List<String> columns, FileReading reading) {
        this.duckDb = duckDb;
        this.table = table;
        this.slots = layout.slots();
        this.form = layout.form();
        this.columns = columns;
        this.reading = reading;
        this.pairs = reading.pairRows();
        this.numberWord = new int[slots.size()];
    }

    /** Whether columns of these types can be read so; {@code types} has one for each slot. */
    static boolean canRead(Layout layout, List<String> types) {
        if (layout.form() == Form.TEXTS) {
            return false;
        }
        for (int slot = 0; slot < types.size(); slot++) {
            String type = types.get(slot);
            boolean number = WHOLE.contains(type) || type.equals("FLOAT") || type.equals("DOUBLE");
            boolean name =
                    WHOLE.contains(type) || type.equals("VARCHAR") || type.startsWith("ENUM") || type.equals("BOOLEAN");
            if (!(isNumber(layout.form(), layout.slots().get(slot)) ? number : name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(Form form, Role role) {
        return role == Role.WEIGHT
                || (form == Form.COUNTED && (role == Role.WINS_FIRST || role == Role.WINS_SECOND || role == Role.TIES));
    }

    /** Counts all rows, or throws if some row may be bad. */
    void run() throws SQLException, BadRow {
        int bits = MOST_BITS + 1;
        for (int slot = 0; slot < slots.size(); slot++) {
            if (!isNumber(form, slots.get(slot))) {
                CodedColumn column = code(slot);
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
        if (pairs.someNameIsALabel()) {
            throw new BadRow("a name that is a label");
        }
        List<String> selected = new ArrayList<>();
        words.forEach(word -> selected.add("(" + word + ")::BIGINT"));
        for (int slot = 0; slot < slots.size(); slot++) {
            if (isNumber(form, slots.get(slot))) {
                numberWord[slot] = selected.size();
                selected.add("CAST(" + columns.get(slot) + " AS DOUBLE)");
            }
        }
        duckDb.query("SELECT " + String.join(", ", selected) + " FROM " + table, result -> {
            while (result.nextChunk()) {
                count(result.chunk());
            }
        });
    }

    /** Looks at the different values of a slot. */
    private CodedColumn code(int slot) throws SQLException, BadRow {
        String column = columns.get(slot);
        Values values = new Values();
        // Names that are numbered in their order need not be renumbered at the end.
        String different = "SELECT DISTINCT " + column + " AS v FROM " + table + " ORDER BY v";
        duckDb.query("SELECT CAST(v AS VARCHAR), hash(v)::VARCHAR FROM (" + different + ")", result -> {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                for (long i = 0; i < chunk.rowCount(); i++) {
                    if (chunk.vector(0).isNull(i)) {
                        throw new BadRow("a missing value");
                    }
                    int number = number(slot, chunk.vector(0).getString(i));
                    values.add(Long.parseUnsignedLong(chunk.vector(1).getString(i)), number);
                }
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

    private int number(int slot, String text) throws BadRow {
        return switch (slots.get(slot)) {
            case FIRST, SECOND, LOSER, CHOSEN_ITEM, REJECTED_ITEM -> pairs.name(slot, text);
            case WINNER -> form == Form.LABELLED ? known(pairs.label(text)) : pairs.name(slot, text);
            case WINS_FIRST, WINS_SECOND, TIES -> pairs.flag(slot, text) ? 1 : 0;
            default -> throw new IllegalStateException(slots.get(slot) + " is read as it is");
        };
    }

    private static int known(int label) throws BadRow {
        if (label < 0) {
            throw new BadRow("an unknown label");
        }
        return label;
    }

    private void count(DuckDBDataChunkReader chunk) throws BadRow {
        int rows = (int) chunk.rowCount();
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[(int) chunk.columnCount()];
        for (int v = 0; v < vectors.length; v++) {
            vectors[v] = chunk.vector(v);
        }
        long[] packed = new long[rows];
        int[][] numbers = new int[slots.size()][rows];
        for (int word = 0; word < words.size(); word++) {
            for (int i = 0; i < rows; i++) {
                packed[i] = vectors[word].getLong(i);
            }
            for (Coded slot : coded) {
                if (slot.word == word) {
                    slot.unpack(packed, numbers[slot.slot]);
                }
            }
        }
        FileTally tally = reading.tally();
        int weightSlot = slots.indexOf(Role.WEIGHT);
        for (int i = 0; i < rows; i++) {
            int a = numbers[0][i];
            int b = numbers[1][i];
            int first = PairRows.withoutMark(a);
            int second = PairRows.withoutMark(b);
            pairs.requireDifferent(first, second);
            double weight = weightSlot < 0 ? 1 : weight(vectors[numberWord[weightSlot]], i);
            switch (form) {
                case LABELLED -> tally.add(first, second, pairs.outcome(numbers[2][i], first, second), weight, 1);
                case ONE_HOT -> {
                    Outcome outcome = pairs.oneHot(numbers[2][i] == 1, numbers[3][i] == 1, numbers[4][i] == 1);
                    tally.add(first, second, outcome, weight, 1);
                }
                case COUNTED -> {
                    int ties = slots.indexOf(Role.TIES);
                    pairs.counted(
                            first,
                            second,
                            times(vectors, 2, i),
                            times(vectors, 3, i),
                            ties < 0 ? 0 : times(vectors, ties, i),
                            weight);
                }
                default -> tally.add(first, second, Outcome.FIRST, weight, 1);
            }
            tally.trimmed((PairRows.isTrimmed(a) ? 1 : 0) + (PairRows.isTrimmed(b) ? 1 : 0));
        }
        reading.read(rows);
    }

    private long times(DuckDBReadableVector[] vectors, int slot, int i) throws BadRow {
        return Numbers.count(columns.get(slot), decimal(vectors[numberWord[slot]], i));
    }

    private static double weight(DuckDBReadableVector vector, int i) throws BadRow {
        double weight = decimal(vector, i);
        if (!Weights.isSafe(weight)) {
            throw new BadRow("a weight that is too small or too large");
        }
        return weight;
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

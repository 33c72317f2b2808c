package org.teeter.tabular;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * Reads Parquet through DuckDB: in codes where every value of every column is in order, row by row as text where not.
 *
 * <p>The second way goes through the same counting as CSV and JSON, so that a bad row is found, named and worded alike.
 */
final class ParquetReader {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_CAUSE = 150;

    private final FileReading reading;
    private final DuckDb duckDb;
    private final String table;
    private final ParquetBounds bounds;
    private final List<String> types = new ArrayList<>();

    private ParquetReader(FileReading reading, DuckDb duckDb) throws IOException {
        this.reading = reading;
        this.duckDb = duckDb;
        String path = DuckDb.literal(withoutGlob(reading.file().toAbsolutePath().toString()));
        this.table = "read_parquet(" + path + ", binary_as_string = true, hive_partitioning = false)";
        this.bounds = new ParquetBounds(reading, duckDb, path);
    }

    /** Whether a file that begins so is Parquet. */
    static boolean isMagic(byte[] head) {
        return Arrays.equals(head, 0, Math.min(4, head.length), MAGIC, 0, 4)
                || Arrays.equals(head, 0, Math.min(4, head.length), ENCRYPTED, 0, 4);
    }

    /** Refuses what is plainly no whole Parquet file, before DuckDB has to be started for it. */
    static void requireWhole(Path file) throws IOException {
        if (!StandardInput.isFile(file)) {
            throw InputException.of(
                    file, "Parquet is read from its end, which needs a file rather than a pipe; save it first");
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long size = bytes.length();
            byte[] end = new byte[8];
            if (size >= 12) {
                bytes.seek(size - 8);
                bytes.readFully(end);
            }
            if (Arrays.equals(end, 4, 8, ENCRYPTED, 0, 4)) {
                throw InputException.of(file, "the Parquet file is encrypted; write it without encryption");
            }
            long footer = (end[0] & 0xFF) | (end[1] & 0xFF) << 8 | (end[2] & 0xFF) << 16 | (end[3] & 0xFFL) << 24;
            if (!Arrays.equals(end, 4, 8, MAGIC, 0, 4) || footer > size - 12) {
                throw InputException.of(
                        file, "the Parquet file does not end as one must: it is truncated; fetch or write it again");
            }
        }
    }

    /** Counts all rows of a file. */
    static void read(FileReading reading, DuckDb duckDb) throws IOException {
        ParquetReader reader = new ParquetReader(reading, duckDb);
        try {
            reader.bounds.requireFewColumns();
            reader.recognise();
            if (!reader.readCoded(reader.longestText())) {
                reading.restart();
                duckDb.restrain(true);
                reader.readRows();
                duckDb.restrain(false);
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).startsWith("Out of Memory")) {
                throw reading.failed(
                        "the texts of 2048 rows of the Parquet file, or its different names, do not fit into the memory"
                                + " that may be used; write it as JSON lines");
            }
            throw reading.failed("the Parquet file cannot be read (" + reader.cause(e)
                    + "); it may be damaged or truncated: fetch or write it again");
        }
    }

    private void recognise() throws SQLException {
        List<String> names = new ArrayList<>();
        query("DESCRIBE SELECT * FROM " + table, result -> {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                for (long i = 0; i < chunk.rowCount(); i++) {
                    names.add(chunk.vector(0).getString(i));
                    types.add(chunk.vector(1).getString(i));
                }
            }
        });
        reading.recognise(new Columns(reading.file(), names));
    }

    private List<String> slotTypes() {
        return Arrays.stream(reading.layout().slotColumns())
                .mapToObj(types::get)
                .toList();
    }

    private List<String> slotColumns() {
        return Arrays.stream(reading.layout().slotColumns())
                .mapToObj(this::column)
                .toList();
    }

    private long longestText() throws SQLException {
        List<String> names = Arrays.stream(reading.layout().slotColumns())
                .mapToObj(reading.columns()::name)
                .toList();
        return bounds.require(table, slotColumns(), names, slotTypes());
    }

    private boolean readCoded(long longestText) throws SQLException {
        Layout layout = reading.layout();
        if (longestText > PairRows.LONGEST_FIELD || !CodedScan.canRead(layout, slotTypes())) {
            return false;
        }
        try {
            new CodedScan(duckDb, table, layout, slotColumns(), reading).run();
            return true;
        } catch (BadRow e) {
            return false; // the other way of reading says which row, and why
        }
    }

    private void readRows() throws SQLException {
        int[] columns = reading.layout().slotColumns();
        boolean[] isJson = new boolean[columns.length];
        List<String> texts = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        List<String> fetched = new ArrayList<>();
        for (int slot = 0; slot < columns.length; slot++) {
            isJson[slot] = ParquetBounds.isNested(types.get(columns[slot]));
            texts.add(text(columns[slot]) + " AS t" + slot);
            lengths.add(ParquetBounds.length("t" + slot));
            fetched.add("CASE WHEN b <= " + Window.LONGEST_ROW + " THEN t" + slot + " END");
        }
        String rows = "SELECT " + String.join(", ", texts) + " FROM " + table;
        String measured = "SELECT *, " + String.join(" + ", lengths) + " AS b FROM (" + rows + ")";
        RowCounter counter = reading.counter();
        Row row = new Row(columns.length);
        query("SELECT " + String.join(", ", fetched) + ", b FROM (" + measured + ")", result -> {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                for (long i = 0; i < chunk.rowCount(); i++) {
                    reading.read(1);
                    long bytes = chunk.vector(columns.length).getLong(i);
                    bounds.fetched(bytes);
                    if (bytes > Window.LONGEST_ROW) {
                        reading.bad(reading.rows(), "the row is longer than " + (Window.LONGEST_ROW >> 20) + " MiB");
                    } else {
                        fill(row, chunk, i, isJson);
                        count(counter, row);
                    }
                }
            }
        });
    }

    private static void fill(Row row, DuckDBDataChunkReader chunk, long i, boolean[] isJson) {
        row.clear();
        for (int slot = 0; slot < isJson.length; slot++) {
            DuckDBReadableVector vector = chunk.vector(slot);
            if (!vector.isNull(i)) {
                byte[] bytes = vector.getString(i).getBytes(StandardCharsets.UTF_8);
                if (isJson[slot]) {
                    row.json(slot, bytes, 0, bytes.length);
                } else {
                    row.text(slot, bytes, 0, bytes.length);
                }
            }
        }
    }

    private void count(RowCounter counter, Row row) {
        try {
            counter.count(row);
        } catch (BadRow e) {
            byte[] raw = row.asCsv();
            reading.bad(reading.rows(), e.reason(), raw, 0, raw.length);
        }
    }

    /** A column as text: numbers as short as they can be read back, lists and structs as JSON. */
    private String text(int column) {
        String type = types.get(column);
        if (ParquetBounds.isNested(type)) {
            return "CAST(to_json(" + column(column) + ") AS VARCHAR)";
        }
        // A float is the double it is, as in the coded way of reading, not its own few digits.
        return type.equals("FLOAT")
                ? "CAST(CAST(" + column(column) + " AS DOUBLE) AS VARCHAR)"
                : "CAST(" + column(column) + " AS VARCHAR)";
    }

    private String column(int column) {
        return '"' + reading.columns().name(column).replace("\"", "\"\"") + '"';
    }

    private void query(String sql, DuckDb.Vectors rows) throws SQLException {
        try {
            duckDb.query(sql, rows);
        } catch (BadRow e) {
            throw new IllegalStateException("rows are counted elsewhere", e);
        }
    }

    /** A path that means this file and no other, though its name hold characters with which DuckDB would search. */
    private static String withoutGlob(String path) {
        return path.replaceAll("[\\[*?]", "[$0]");
    }

    /** What DuckDB says, in short, without the path that is named already. */
    private String cause(SQLException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String path = reading.file().toAbsolutePath().toString();
        String cause = said.replaceFirst("^[A-Za-z ]+ Error: ", "")
                .replace("'" + path + "'", "it")
                .replace(path, "it");
        cause = cause.replaceAll("\\p{Cntrl}", "?");
        String shown = cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "…" : cause;
        return shown.isEmpty() ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : shown;
    }
}

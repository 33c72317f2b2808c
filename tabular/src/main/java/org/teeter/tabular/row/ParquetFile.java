package org.teeter.tabular.row;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;

/** A Parquet file, which DuckDB reads: its columns with their types, and its rows as text or by any query. */
public final class ParquetFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final DuckDb duckDb;
    private final String table;
    private final ParquetBounds bounds;
    private final List<String> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    /** Learns what the columns are. */
    public ParquetFile(Path file, DuckDb duckDb) throws IOException {
        this.file = file;
        this.duckDb = duckDb;
        String path = DuckDb.path(file);
        this.table = "read_parquet(" + path + ", binary_as_string = true, hive_partitioning = false)";
        this.bounds = new ParquetBounds(file, duckDb, path);
        try {
            bounds.requireFewColumns();
            query("DESCRIBE SELECT * FROM " + table, chunk -> {
                for (long i = 0; i < chunk.rowCount(); i++) {
                    columns.add(chunk.vector(0).getString(i));
                    types.add(chunk.vector(1).getString(i));
                }
            });
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Whether a file that begins so is Parquet. */
    public static boolean isMagic(byte[] head) {
        return Arrays.equals(head, 0, Math.min(4, head.length), MAGIC, 0, 4)
                || Arrays.equals(head, 0, Math.min(4, head.length), ENCRYPTED, 0, 4);
    }

    /** Refuses what is plainly no whole Parquet file, before DuckDB has to be started for it. */
    public static void requireWhole(Path file) throws IOException {
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

    public List<String> columns() {
        return columns;
    }

    /** DuckDB's type of each column. */
    public List<String> types() {
        return types;
    }

    /** Whether a column of this type holds numbers. */
    public static boolean isNumber(String type) {
        return type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*");
    }

    /** Whether a column of this type holds lists or structs. */
    public static boolean isNested(String type) {
        return ParquetBounds.isNested(type);
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        boolean[] any = new boolean[1];
        try {
            query("SELECT 1 FROM " + table + " LIMIT 1", chunk -> any[0] |= chunk.rowCount() > 0);
        } catch (SQLException e) {
            throw failed(e);
        }
        return !any[0];
    }

    /** The file, in SQL. */
    public String table() {
        return table;
    }

    /** A column, in SQL. */
    public String column(int column) {
        return '"' + columns.get(column).replace("\"", "\"\"") + '"';
    }

    /** Takes one thread and a fifth of the memory from now on, or as much as at the start again. */
    public void restrain(boolean less) {
        try {
            duckDb.restrain(less);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Refuses columns that unfold to more than a file of this size should; returns the bytes of the longest text in them. */
    public long longestText(int[] wanted) {
        try {
            return bounds.require(
                    table,
                    Arrays.stream(wanted).mapToObj(this::column).toList(),
                    Arrays.stream(wanted).mapToObj(columns::get).toList(),
                    Arrays.stream(wanted).mapToObj(types::get).toList());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Refuses a column of numbers or of lists of them that unfolds to more than a file of this size should. */
    public void requireNumbers(int wanted) {
        try {
            bounds.requireNumbers(
                    column(wanted),
                    columns.get(wanted),
                    table,
                    types.get(wanted).endsWith("]"));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Hands over all chunks of what a query returns. */
    @SuppressWarnings("exports") // DuckDB's types are for this module
    public void query(String sql, DuckDb.Chunks chunks) throws SQLException {
        try {
            duckDb.query(sql, chunks);
        } catch (BadRow e) {
            throw new IllegalStateException("rows are counted elsewhere", e);
        }
    }

    /** The same, of rows some of which may not be what a caller hopes for. */
    @SuppressWarnings("exports")
    public void scan(String sql, DuckDb.Chunks chunks) throws BadRow {
        try {
            duckDb.query(sql, chunks);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first rows, as text; all of them if there are no more than so many. */
    public Records records(long most) {
        return new ParquetRecords(this, bounds, duckDb, most);
    }

    Path file() {
        return file;
    }

    InputException failed(SQLException e) {
        if (String.valueOf(e.getMessage()).startsWith("Out of Memory")) {
            return InputException.of(
                    file,
                    "the texts of 2048 rows of the Parquet file, or its different names, do not fit into the memory"
                            + " that may be used; write it as JSON lines");
        }
        return InputException.of(
                file,
                "the Parquet file cannot be read (" + DuckDb.reason(file, e)
                        + "); it may be damaged or truncated: fetch or write it again");
    }

    /** A column as text: numbers as short as they can be read back, lists and structs as JSON. */
    String text(int column) {
        String type = types.get(column);
        if (ParquetBounds.isNested(type)) {
            return "CAST(to_json(" + column(column) + ") AS VARCHAR)";
        }
        // A float is the double it is, as in the coded way of reading, not its own few digits.
        return type.equals("FLOAT")
                ? "CAST(CAST(" + column(column) + " AS DOUBLE) AS VARCHAR)"
                : "CAST(" + column(column) + " AS VARCHAR)";
    }
}

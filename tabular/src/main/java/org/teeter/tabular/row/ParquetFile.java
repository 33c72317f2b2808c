package org.teeter.tabular.row;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.parquet.NotPlain;
import org.teeter.tabular.parquet.PlainFile;

/**
 * A Parquet file: its columns with their types, and its rows as text or by any query. What a {@linkplain PlainFile plain} file says of
 * itself is read here; DuckDB, which takes longer to start than a million rows to count, is asked for everything else.
 */
public final class ParquetFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Supplier<DuckDb> duckDb;
    private final Optional<PlainFile> plain;
    private final String table;
    private final String bytes;
    private final ParquetBounds bounds;
    private final List<String> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>(); // none as long as DuckDB has not been asked

    /** Learns what the columns are, of DuckDB. */
    public ParquetFile(Path file, DuckDb duckDb) throws IOException {
        this(file, () -> duckDb, Optional.empty());
        describe();
    }

    private ParquetFile(Path file, Supplier<DuckDb> duckDb, Optional<PlainFile> plain) throws IOException {
        this.file = file;
        this.duckDb = duckDb;
        this.plain = plain;
        String path = DuckDb.path(file);
        this.table = table(path, true);
        this.bytes = table(path, false);
        this.bounds = new ParquetBounds(file, duckDb, path);
    }

    private static String table(String path, boolean bytesAreText) {
        return "read_parquet(" + path + ", binary_as_string = " + bytesAreText + ", hive_partitioning = false)";
    }

    /** Learns what the columns are, of the file itself where it is plain enough, and else of DuckDB, which is started when it is needed. */
    public static ParquetFile open(Path file, Supplier<DuckDb> duckDb) throws IOException {
        ParquetFile parquet = new ParquetFile(file, duckDb, plain(file));
        parquet.plain.ifPresentOrElse(known -> parquet.columns.addAll(known.columns()), parquet::describe);
        return parquet;
    }

    private static Optional<PlainFile> plain(Path file) throws IOException {
        try {
            return Optional.of(PlainFile.open(file, ParquetBounds.room(file)));
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    /** Asks DuckDB what the columns are. */
    private void describe() {
        List<String> names = new ArrayList<>();
        try {
            bounds.requireFewColumns();
            describe(table, names, types);
        } catch (SQLException e) {
            throw failed(e);
        }
        if (columns.isEmpty()) {
            columns.addAll(names);
        } else if (!columns.equals(names)) {
            throw InputException.of(
                    file,
                    "the Parquet file cannot be read (its columns have two names each); it may be damaged: fetch or write"
                            + " it again");
        }
    }

    private void describe(String from, List<String> names, List<String> typesOf) throws SQLException {
        query("DESCRIBE SELECT * FROM " + from, chunk -> {
            for (long i = 0; i < chunk.rowCount(); i++) {
                names.add(chunk.vector(0).getString(i));
                typesOf.add(chunk.vector(1).getString(i));
            }
        });
    }

    /** DuckDB's type of each column of {@link #bytes}. */
    List<String> typesOfBytes() {
        List<String> found = new ArrayList<>();
        try {
            describe(bytes, new ArrayList<>(), found);
        } catch (SQLException e) {
            throw failed(e);
        }
        return found;
    }

    /** The file, in SQL, where bytes that are not called text are none. */
    String bytes() {
        return bytes;
    }

    /** The file, as far as it is read without DuckDB. */
    public Optional<PlainFile> plain() {
        return plain;
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
        if (types.isEmpty()) {
            describe();
        }
        return types;
    }

    /** DuckDB's type of a column. */
    public String type(int column) {
        return types.isEmpty()
                ? plain.flatMap(known -> known.type(column)).orElseGet(() -> types().get(column))
                : types.get(column);
    }

    /** Whether a column holds numbers. */
    public boolean isNumber(int column) {
        boolean surelyNot =
                types.isEmpty() && plain.map(known -> known.isNoNumber(column)).orElse(false);
        return !surelyNot && isNumber(type(column));
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
        if (plain.isPresent()) {
            return plain.get().rows() == 0;
        }
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
            duckDb.get().restrain(less);
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
                    Arrays.stream(wanted).mapToObj(types()::get).toList());
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
                    types().get(wanted).endsWith("]"));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Hands over all chunks of what a query returns. */
    @SuppressWarnings("exports") // DuckDB's types are for this module
    public void query(String sql, DuckDb.Chunks chunks) throws SQLException {
        try {
            duckDb.get().query(sql, chunks);
        } catch (BadRow e) {
            throw new IllegalStateException("rows are counted elsewhere", e);
        }
    }

    /** The same, of rows some of which may not be what a caller hopes for. */
    @SuppressWarnings("exports")
    public void scan(String sql, DuckDb.Chunks chunks) throws BadRow {
        try {
            duckDb.get().query(sql, chunks);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first rows, as text; all of them if there are no more than so many. */
    public Records records(long most) {
        Supplier<Records> all = () -> new ParquetRecords(this, bounds, duckDb.get(), most);
        return plain.isPresent() && most <= FirstRecords.MOST
                ? new FirstRecords(this, plain.get(), bounds, (int) most, all)
                : all.get();
    }

    /** Whether some columns can be bounded by what a plain file says of itself, and hold no more than they may. */
    public boolean isBounded(int... wanted) {
        return bounds.allow(plain.orElseThrow(), wanted);
    }

    /** Whether so many rows whose texts have no more than so many bytes together need not be added up to be bounded. */
    public boolean isBounded(long rows, long together) {
        return bounds.allow(rows, together);
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
        String message = String.valueOf(e.getMessage());
        if (message.contains("Invalid string encoding") || message.contains("Failure in decode")) {
            return InputException.of(
                    file,
                    "a column that is read holds bytes that are no text in UTF-8, as pictures are ("
                            + DuckDb.reason(file, e) + "); name a column of texts instead, or write the file again");
        }
        return InputException.of(
                file,
                "the Parquet file cannot be read (" + DuckDb.reason(file, e)
                        + "); it may be damaged or truncated: fetch or write it again");
    }

    /** A column as text: numbers as short as they can be read back, lists and structs as JSON. */
    String text(int column) {
        String type = types().get(column);
        if (ParquetBounds.isNested(type)) {
            return "CAST(to_json(" + column(column) + ") AS VARCHAR)";
        }
        // A float is the double it is, as in the coded way of reading, not its own few digits.
        return type.equals("FLOAT")
                ? "CAST(CAST(" + column(column) + " AS DOUBLE) AS VARCHAR)"
                : "CAST(" + column(column) + " AS VARCHAR)";
    }
}

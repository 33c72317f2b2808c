package org.teeter.tabular.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.parquet.PlainFile;

/**
 * How much a Parquet file may hold, found out before its texts are fetched: a dictionary holds a long text once, and rows refer to it
 * in a bit or less each, so that a kilobyte can stand for terabytes.
 *
 * <p>A file may hold as much text as a gzipped text file of its size could, and a second's work more; 2,048 rows, which DuckDB
 * hands out together, at most a gigabyte; a row as much as a row of text. Columns that are not read do not count.
 */
final class ParquetBounds {
    /** Deflate's best ratio. */
    private static final long MOST_PER_BYTE = 1032;

    private static final long FREE = 1L << 28;

    /** Two names and their separators. */
    private static final long SHORTEST_ROW = 4;

    private static final int VECTOR = 2048;
    /** Bytes of text that 2,048 rows may hold together. */
    private static final long LARGEST_VECTOR = 1L << 30;

    /** A column of lists is four elements of the schema; DuckDB's time grows with the square of their number. */
    private static final int MOST_ELEMENTS = 4 * Columns.MOST;

    private static final Pattern TEXT = Pattern.compile("VARCHAR|BLOB|JSON");
    private static final Pattern SHORT = Pattern.compile(
            "BOOLEAN|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*|DATE|TIME.*|UUID|INTERVAL|ENUM.*|\"NULL\"");

    private final Path file;
    private final Supplier<DuckDb> duckDb;
    private final String path; // in SQL
    private final long most;
    private long held;

    ParquetBounds(Path file, Supplier<DuckDb> duckDb, String path) throws IOException {
        this.file = file;
        this.duckDb = duckDb;
        this.path = path;
        this.most = room(file);
    }

    /** Bytes of text that a file may hold. */
    static long room(Path file) throws IOException {
        return FREE + MOST_PER_BYTE * Files.size(file);
    }

    /** The most text that rows hold which DuckDB hands out together, in SQL; {@code row} is the bytes of one row's text. */
    private static String fullestVector(String row, String table) {
        return "max(s) FROM (SELECT sum(b) AS s FROM (SELECT row_number() OVER () // " + VECTOR + " AS k, " + row
                + " AS b FROM " + table + ") GROUP BY k)";
    }

    static boolean isNested(String type) {
        return type.endsWith("]") || type.startsWith("STRUCT") || type.startsWith("MAP") || type.startsWith("UNION");
    }

    /** Refuses so many columns that describing them would take minutes. */
    void requireFewColumns() throws SQLException {
        long elements = number("count(*) FROM parquet_schema(" + path + ")");
        if (elements > MOST_ELEMENTS) {
            throw InputException.of(
                    file,
                    "the Parquet file has " + elements + " columns and parts of columns, where at most " + MOST_ELEMENTS
                            + " are read; write only the columns that are needed");
        }
    }

    /**
     * Refuses a file by what it says of itself and by the lengths of its texts, which are known without fetching them.
     *
     * @param table the file, in SQL
     * @param columns those that are read, in SQL
     * @param names the same columns' names
     * @param types the same columns' types
     * @return the bytes of the longest text
     */
    long require(String table, List<String> columns, List<String> names, List<String> types) throws SQLException {
        for (int c = 0; c < types.size(); c++) {
            String type = types.get(c);
            if (!TEXT.matcher(type).matches() && !SHORT.matcher(type).matches() && !isNested(type)) {
                throw InputException.of(
                        file,
                        "the column " + Quoted.of(names.get(c)) + " is of the type " + Quoted.of(type)
                                + ", which is not read; write it as text or numbers");
            }
        }
        List<String> texts = IntStream.range(0, columns.size())
                .filter(c -> TEXT.matcher(types.get(c)).matches())
                .mapToObj(c ->
                        types.get(c).equals("VARCHAR") ? columns.get(c) : "CAST(" + columns.get(c) + " AS VARCHAR)")
                .toList();
        long rows = number("count(*) FROM " + table);
        requireRoom(product(rows, SHORTEST_ROW));
        String parts = names.stream().map(ParquetBounds::partsOf).collect(Collectors.joining(" OR "));
        requireRoom(number("sum(total_uncompressed_size) FROM parquet_metadata(" + path + ") WHERE " + parts));
        if (texts.isEmpty()) {
            return 0;
        }
        // Of a column itself, which is a dictionary's, lengths are found once for each of its entries.
        long[] longest =
                numbers(texts.stream().map(text -> "max(strlen(" + text + "))").toList(), table);
        String row = texts.stream().map(ParquetBounds::length).collect(Collectors.joining(" + "));
        long together = LongStream.of(longest).reduce(0, (a, b) -> a + Math.min(b, Long.MAX_VALUE - a));
        if (product(rows, together) > most) { // all as long as the longest: else they need not be added up
            requireRoom(number("sum(" + row + ") FROM " + table));
        }
        if (together > LARGEST_VECTOR / VECTOR) {
            requireVectors(row, table);
        }
        return LongStream.of(longest).max().orElseThrow();
    }

    /** Whether columns of a plain file hold no more than they may, by what it says of itself. */
    boolean allow(PlainFile plain, int... columns) {
        return product(plain.rows(), SHORTEST_ROW) <= most && plain.unfolded(columns) <= most;
    }

    /** Whether rows are allowed whose texts together have no more than so many bytes each. */
    boolean allow(long rows, long together) {
        return product(rows, together) <= most && together <= LARGEST_VECTOR / VECTOR;
    }

    private void requireVectors(String row, String table) throws SQLException {
        if (number("max(" + row + ") FROM " + table) > LARGEST_VECTOR / VECTOR) {
            long together = number(fullestVector(row, table));
            if (together > LARGEST_VECTOR) {
                throw InputException.of(
                        file,
                        VECTOR + " rows of the Parquet file hold " + megabytes(together)
                                + " MB of text, where at most " + megabytes(LARGEST_VECTOR)
                                + " MB are read together; write it as JSON lines");
            }
        }
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    /** The parts of a column, in SQL over Parquet's metadata. */
    private static String partsOf(String name) {
        String literal = DuckDb.literal(name);
        return "path_in_schema = " + literal + " OR starts_with(path_in_schema, " + literal + " || ', ')";
    }

    /**
     * Refuses a column of numbers that are more than a file of this size could hold as text, of which a dictionary holds each once: by
     * what the file says of itself, then by how many there are.
     *
     * @param column in SQL
     */
    void requireNumbers(String column, String name, String table, boolean lists) throws SQLException {
        requireRoom(bytes(number("sum(num_values) FROM parquet_metadata(" + path + ") WHERE " + partsOf(name))));
        requireRoom(bytes(number((lists ? "sum(len(" + column + "))" : "count(" + column + ")") + " FROM " + table)));
    }

    private static long bytes(long numbers) {
        return numbers > Long.MAX_VALUE / Float.BYTES ? Long.MAX_VALUE : numbers * Float.BYTES;
    }

    /** The bytes of a text in SQL, 0 of one that is missing. */
    static String length(String text) {
        return "coalesce(strlen(" + text + "), 0)";
    }

    /** Notes that so much text was fetched; texts in lists show their length only then. */
    void fetched(long bytes) {
        held += bytes;
        requireRoom(held);
    }

    private void requireRoom(long bytes) {
        if (bytes > most) {
            throw InputException.of(
                    file,
                    "the columns that are read hold more than " + megabytes(most)
                            + " MB, which is more than a file of this size is expected to unfold to; write it again without"
                            + " dictionaries, or as JSON lines");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes >> 20);
    }

    /** The one number that a query returns, kept within those of a long; 0 if it returns none. */
    private long number(String query) throws SQLException {
        return numbers("SELECT " + query, 1)[0];
    }

    /** What these are of all rows. */
    private long[] numbers(List<String> aggregates, String table) throws SQLException {
        return numbers("SELECT " + String.join(", ", aggregates) + " FROM " + table, aggregates.size());
    }

    private long[] numbers(String query, int count) throws SQLException {
        long[] found = new long[count];
        List<String> columns = IntStream.range(0, count).mapToObj(k -> "q" + k).toList();
        String kept = columns.stream()
                .map(q -> "CAST(least(coalesce(" + q + ", 0), " + Long.MAX_VALUE + ") AS BIGINT)")
                .collect(Collectors.joining(", "));
        try {
            duckDb.get()
                    .query("SELECT " + kept + " FROM (" + query + ") t(" + String.join(", ", columns) + ")", chunk -> {
                        for (int k = 0; k < count; k++) {
                            if (chunk.rowCount() > 0 && !chunk.vector(k).isNull(0)) {
                                found[k] = chunk.vector(k).getLong(0);
                            }
                        }
                    });
        } catch (BadRow e) {
            throw new IllegalStateException("a number is no row", e);
        }
        return found;
    }
}

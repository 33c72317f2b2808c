package org.teeter.lm.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.teeter.tabular.row.ParquetBounds;

/** Parquet through DuckDB: held in memory, allowed neither to load extensions nor to use more than a part of the machine. */
final class ParquetRows {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final byte[] ENCRYPTED = {'P', 'A', 'R', 'E'};
    private static final int SMALLEST = 12;

    private ParquetRows() {}

    /** Whether a file that begins so is Parquet. */
    static boolean isMagic(byte[] head) {
        return Arrays.equals(head, MAGIC) || Arrays.equals(head, ENCRYPTED);
    }

    /** Reads the columns that a reader may want, row by row; the names of all columns are added to {@code names}. */
    static void read(Path file, Set<String> wanted, Set<String> names, RowReader reader) throws IOException {
        requireWhole(file);
        String table =
                "read_parquet(" + literal(withoutGlob(file)) + ", binary_as_string = true, hive_partitioning = false)";
        long most = ParquetBounds.room(file);
        withDuckDb(file, statement -> {
            List<String> columns = new ArrayList<>();
            List<String> fields = new ArrayList<>();
            List<String> lengths = new ArrayList<>();
            try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
                while (described.next()) {
                    String column = described.getString(1);
                    columns.add(column);
                    if (wanted.contains(column)) {
                        fields.add(name(column) + " := " + name(column));
                    }
                    if (wanted.contains(column) && described.getString(2).equals("VARCHAR")) {
                        lengths.add(ParquetBounds.length(name(column)));
                    }
                }
            }
            names.addAll(columns);
            if (fields.isEmpty()) {
                throw DatasetException.of(file, "none of the columns is one of " + wanted + ", got " + columns);
            }
            String query =
                    "SELECT CAST(to_json(struct_pack(" + String.join(", ", fields) + ")) AS VARCHAR) FROM " + table;
            requireRoom(file, most, lengths, table, statement);
            long row = 0;
            long held = 0;
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    row++;
                    String text = rows.getString(1);
                    held += text.length();
                    requireRoom(file, held, most);
                    reader.read(row, JsonRows.parse(text));
                }
            } catch (BadExample e) {
                throw DatasetException.at(file, row, e.reason());
            }
        });
    }

    /** Refuses columns that hold far more text than the file is large, by the lengths of their texts, before one is fetched. */
    private static void requireRoom(Path file, long most, List<String> lengths, String table, Statement statement)
            throws SQLException {
        if (lengths.isEmpty()) {
            return;
        }
        String row = String.join(" + ", lengths);
        requireRoom(file, number("sum(" + row + ") FROM " + table, statement), most);
        requireRoom(file, number(ParquetBounds.fullestVector(row, table), statement), ParquetBounds.LARGEST_VECTOR);
    }

    private static void requireRoom(Path file, long bytes, long most) {
        if (bytes > most) {
            throw DatasetException.of(
                    file,
                    String.format(
                            Locale.ROOT,
                            "the columns that are read, or rows of them that are read together, hold more than %,d MB; write it"
                                    + " again without dictionaries, or as JSON lines",
                            most >> 20));
        }
    }

    private static long number(String query, Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT " + query)) {
            return result.next() ? (long) result.getDouble(1) : 0;
        }
    }

    /**
     * Writes a file of JSON lines as Parquet.
     *
     * @param types the DuckDB type of each column, in their order
     */
    static void write(Path jsonLines, Map<String, String> types, Path parquet) throws IOException {
        String columns = types.entrySet().stream()
                .map(column -> literal(column.getKey()) + ": " + literal(column.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        String rows = "read_json(" + literal(withoutGlob(jsonLines)) + ", format = 'newline_delimited', columns = "
                + columns + ", maximum_object_size = " + JsonRows.LONGEST + ")";
        withDuckDb(
                parquet,
                statement -> statement.execute("COPY (SELECT * FROM " + rows + ") TO "
                        + literal(parquet.toAbsolutePath().toString()) + " (FORMAT parquet, COMPRESSION zstd)"));
    }

    /** Work on an open database. */
    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    private static void withDuckDb(Path file, Work work) throws IOException {
        Path spill = Files.createTempDirectory("teeter-duckdb-");
        Properties settings = new Properties();
        settings.setProperty("threads", "1"); // the rows keep their order, and the same rows give the same bytes
        settings.setProperty("memory_limit", "20%"); // DuckDB copies rows beside it
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
                Statement statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException e) {
            throw DatasetException.of(file, "DuckDB, which handles Parquet, gave up (" + cause(e, file) + ")");
        } finally {
            delete(spill);
        }
    }

    private static void requireWhole(Path file) throws IOException {
        byte[] end = new byte[4];
        if (Files.size(file) >= SMALLEST) {
            try (var bytes = Files.newByteChannel(file)) {
                bytes.position(Files.size(file) - end.length);
                bytes.read(java.nio.ByteBuffer.wrap(end));
            }
        }
        if (Arrays.equals(end, ENCRYPTED)) {
            throw DatasetException.of(file, "the Parquet file is encrypted; write it without encryption");
        }
        if (!Arrays.equals(end, MAGIC)) {
            throw DatasetException.of(
                    file, "the Parquet file does not end as one must: it is truncated; fetch or write it again");
        }
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A path that means this file and no other, though its name hold characters with which DuckDB would search. */
    private static String withoutGlob(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String cause(SQLException e, Path file) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String cause = said.replace("'" + file.toAbsolutePath() + "'", "it").replaceAll("\\p{Cntrl}", "?");
        return cause.length() > 200 ? cause.substring(0, 200) + "…" : cause;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

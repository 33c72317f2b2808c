package org.teeter.tabular.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Leftovers;

/** DuckDB in this process, held in memory, allowed neither to load extensions nor to use more than a part of the machine. */
public final class DuckDb implements AutoCloseable {

    private static final int LONGEST_CAUSE = 150;
    private static final String LARGEST_SPILL = "16GiB";

    private final DuckDBConnection connection;
    private final Path spill;

    private DuckDb(DuckDBConnection connection, Path spill) {
        this.connection = connection;
        this.spill = spill;
    }

    /** What it says of a file, in short and in one line, without the path that is named already. */
    public static String reason(Path file, Exception e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String path = file.toAbsolutePath().toString();
        String cause = said.replaceFirst("^[A-Za-z ]+ Error: ", "")
                .replace("'" + path + "'", "it")
                .replace(path, "it");
        cause = cause.replaceAll("\\p{Cntrl}", "?");
        String shown = cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "…" : cause;
        return shown.isEmpty() ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : shown;
    }

    /** Starts it for the sake of a file, which the message names if that fails. */
    public static DuckDb open(Path file) {
        Path spill;
        try {
            spill = Files.createTempDirectory(Leftovers.TEMPORARY + "duckdb-");
            Leftovers.clear(spill.resolveSibling(""), "teeter-");
        } catch (IOException e) {
            throw InputException.of(
                    file,
                    "Parquet needs a temporary folder that can be written (" + e.getMessage()
                            + "); name one with -Djava.io.tmpdir=DIR");
        }
        try {
            Properties settings = new Properties();
            settings.setProperty(
                    "threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
            settings.setProperty("memory_limit", "50%");
            settings.setProperty("temp_directory", spill.toString());
            settings.setProperty("max_temp_directory_size", LARGEST_SPILL);
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("disabled_optimizers", "compressed_materialization"); // which believes statistics
            settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            DuckDBConnection connection =
                    new DuckDBDriver().connect("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
            return new DuckDb(connection, spill);
        } catch (LinkageError | IllegalStateException e) {
            delete(spill);
            throw InputException.of(
                    file,
                    "Parquet is read by DuckDB, whose native library could not be loaded from "
                            + System.getProperty("java.io.tmpdir")
                            + "; name a folder from which programs may run with -Djava.io.tmpdir=DIR, or convert the file"
                            + " to CSV");
        } catch (SQLException e) {
            delete(spill);
            throw InputException.of(
                    file,
                    "Parquet is read by DuckDB, which did not start (" + e.getMessage() + "); convert the file to CSV");
        }
    }

    /** Takes some rows of a query, as vectors. */
    public interface Chunks {
        @SuppressWarnings("exports") // DuckDB's types are for this module
        void read(DuckDBDataChunkReader chunk) throws SQLException, BadRow;
    }

    /** Text in SQL. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** In SQL, a path that means this file and no other, though its name hold characters with which DuckDB would search. */
    static String path(Path file) {
        return literal(file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]"));
    }

    /** Takes one thread and a fifth of the memory from now on, or as much as at the start again. */
    void restrain(boolean less) throws SQLException {
        set("threads", Integer.toString(less ? 1 : Runtime.getRuntime().availableProcessors()));
        set("memory_limit", less ? "'20%'" : "'50%'");
    }

    private void set(String setting, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + setting + " = " + value);
        }
    }

    /** Runs a query in a statement of its own: one that failed would be closed. */
    void query(String sql, Chunks chunks) throws SQLException, BadRow {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                chunks.read(result.chunk());
            }
        }
    }

    /** A query that is to be run. */
    DuckDBPreparedStatement prepare(String sql) throws SQLException {
        return connection.prepare(sql);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close", e);
        } finally {
            delete(spill);
        }
    }

    private static void delete(Path folder) {
        try {
            Leftovers.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

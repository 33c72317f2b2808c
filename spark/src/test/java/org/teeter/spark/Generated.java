package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.row.Database;

/** Data that DuckDB makes, and what other ways of reading them give. */
final class Generated {
    private static final String COUNTED = " counted ";

    private Generated() {}

    static Path parquet(Path folder, String query) {
        return written(folder.resolve("rows.parquet"), query, "PARQUET");
    }

    static Path csv(Path folder, String query) {
        return written(folder.resolve("rows.csv"), query, "CSV, HEADER");
    }

    private static Path written(Path file, String query, String format) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT " + format + ")");
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds what Spark counts to the plain loop over text, to DuckDB's Parquet, and to a GROUP BY of a database. */
    static void assertSame(Path folder, String query, ReadOptions options, Dataset<Row> rows, boolean isCounted) {
        try (Reading loop = PreferenceFiles.read(List.of(csv(folder, query)), options);
                Reading codes = PreferenceFiles.read(List.of(folder.resolve("rows.parquet")), options);
                Reading database = PreferenceFiles.read(
                        List.of(DatabaseName.of("jdbc:duckdb:")),
                        options.withDatabases(List.of(new Database("jdbc:duckdb:", query, Optional.empty()))));
                Reading spark = SparkCounts.of(rows, options)) {
            assertSame(loop, codes);
            assertSame(loop, database);
            assertEquals(isCounted, assertSame(loop, spark));
        }
    }

    /** Says whether the second was counted where the rows are. */
    static boolean assertSame(Reading one, Reading other) {
        if (one instanceof Reading.Judgements judged) {
            Reading.Judgements found = assertInstanceOf(Reading.Judgements.class, other);
            assertEquals(judged.counts(), found.counts());
            assertEquals(judged.counts().rows(), found.counts().rows());
            assertEquals(judged.counts().contexts(), found.counts().contexts());
            for (int context : judged.counts().contexts()) {
                assertEquals(judged.counts().in(context), found.counts().in(context));
            }
            assertEquals(judged.contexts(), found.contexts());
            assertEquals(judged.kept(), found.kept());
            assertEquals(
                    judged.squares().map(Reading.Squares::counts),
                    found.squares().map(Reading.Squares::counts));
        } else {
            Reading.Ballots ballots = assertInstanceOf(Reading.Ballots.class, one);
            Reading.Ballots found = assertInstanceOf(Reading.Ballots.class, other);
            assertEquals(ballots.rankings(), found.rankings());
            assertEquals(ballots.rankings().ballots(), found.rankings().ballots());
            assertEquals(ballots.squares(), found.squares());
        }
        assertEquals(one.suspects(), other.suspects());
        assertEquals(one.remarks(), other.remarks());
        assertEquals(one.sources().get(0).rows(), other.sources().get(0).rows());
        assertEquals(one.sources().get(0).columns(), other.sources().get(0).columns());
        assertEquals(one.sources().get(0).ignored(), other.sources().get(0).ignored());
        List<String> notes = new ArrayList<>(other.sources().get(0).notes());
        boolean counted = notes.removeIf(note -> note.contains(COUNTED));
        assertEquals(one.sources().get(0).notes(), notes);
        return counted;
    }
}

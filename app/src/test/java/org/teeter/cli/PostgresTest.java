package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.postgresql.PGConnection;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.reader.Source;
import org.teeter.tabular.row.Database;

/** A server that is no part of this process: its rows are those of the file into which it writes them. */
@Tag("slow")
class PostgresTest {
    private static final String ROWS = "SELECT 'm' || i * 7919 % 9 AS \"Model_a\", 'n' || i * 1047 % 7 AS model_b,"
            + " (ARRAY['model_a', 'model_b', 'tie', 'both_bad'])[1 + (i * 31 + i / 7) % 4] AS winner, (1 + i % 5) / 7.0::float8 AS double,"
            + " ((1 + i % 5) / 8.0)::real AS real, (1 + i % 5) / 8.0::numeric AS exact, DATE '2024-08-14' + i % 40 AS day,"
            + " TIMESTAMP '2024-08-14 12:30:00' + (i % 50) * INTERVAL '1 hour' AS hour,"
            + " TIMESTAMPTZ '2024-08-14 12:30:00+02' + (i % 50) * INTERVAL '1 hour' AS zoned, i % 2 = 0 AS neutral"
            + " FROM generate_series(1, 30000) i";

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<EmbeddedPostgres> server = Optional.empty();

    @BeforeAll
    static void serverStarts() throws IOException {
        server = Optional.of(EmbeddedPostgres.start());
    }

    @AfterAll
    static void serverStops() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    private static String address() {
        return server.orElseThrow().getJdbcUrl("postgres", "postgres");
    }

    private static Reading read(ReadOptions options, String query) {
        Database database = new Database(address(), query, Optional.empty());
        return PreferenceFiles.read(List.of(database.name()), options.withDatabases(List.of(database)));
    }

    private static Path csv(String query) throws SQLException, IOException {
        Path file = folder.resolve("rows.csv");
        try (Connection connection = server.orElseThrow().getPostgresDatabase().getConnection();
                Writer out = Files.newBufferedWriter(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + query + ") TO STDOUT (FORMAT CSV, HEADER)", out);
        }
        return file;
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = server.orElseThrow().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads both ways; says whether the server counted. */
    private static boolean countsAreThoseOfTheFile(ReadOptions options, String query) throws SQLException, IOException {
        Reading expected = PreferenceFiles.read(List.of(csv(query)), options);
        Reading actual = read(options, query);
        if (expected instanceof Reading.Judgements judged) {
            Reading.Judgements found = assertInstanceOf(Reading.Judgements.class, actual);
            assertEquals(judged.counts(), found.counts());
            assertEquals(judged.kept(), found.kept());
            assertEquals(
                    judged.squares().map(Reading.Squares::counts),
                    found.squares().map(Reading.Squares::counts));
        } else {
            assertEquals(
                    assertInstanceOf(Reading.Ballots.class, expected).rankings(),
                    assertInstanceOf(Reading.Ballots.class, actual).rankings());
        }
        Source file = expected.sources().get(0);
        Source database = actual.sources().get(0);
        assertEquals("rows of PostgreSQL", database.format());
        assertEquals(file.rows(), database.rows());
        assertEquals(file.columns(), database.columns());
        List<String> notes = new ArrayList<>(database.notes());
        boolean counted = notes.removeIf(note -> note.startsWith("PostgreSQL counted "));
        assertEquals(file.notes(), notes);
        return counted;
    }

    @Test
    void labelsWeightsAndTimesAreCountedByTheServer() throws SQLException, IOException {
        ReadOptions options = ReadOptions.defaults();
        assertTrue(countsAreThoseOfTheFile(options.keepingCounts(), ROWS));
        for (String weight : List.of("double", "real", "exact")) {
            assertTrue(
                    countsAreThoseOfTheFile(
                            options.withColumn(Role.WEIGHT, weight).keepingCounts(), ROWS),
                    weight);
        }
        for (String time : List.of("day", "hour", "zoned")) {
            ReadOptions ageing = options.withColumn(Role.TIME, time).withDecay(Decay.parse("10d", Optional.empty()));
            assertTrue(countsAreThoseOfTheFile(ageing, ROWS), time);
        }
        assertTrue(countsAreThoseOfTheFile(options.keepingOrder(), ROWS));
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void anHourThatTheZoneOfTheProcessLeavesOutIsItself() throws SQLException, IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            ReadOptions ageing = ReadOptions.defaults()
                    .withColumn(Role.TIME, "time")
                    .withDecay(Decay.parse("1h", Optional.empty()))
                    .keepingCounts();
            for (String type : List.of("TIMESTAMP", "TIMESTAMPTZ")) {
                String query = "SELECT 'a' AS winner, 'b' AS loser, " + type
                        + " '2024-03-10 01:30:00' + i % 3 * INTERVAL '1 hour' AS time FROM generate_series(1, 3001) i";
                assertTrue(countsAreThoseOfTheFile(ageing, query), type);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void flagsAndRanksAreCountedByTheServer() throws SQLException, IOException {
        assertTrue(
                countsAreThoseOfTheFile(
                        ReadOptions.defaults(),
                        "SELECT 'x' || i % 3 AS model_a, 'y' || i % 4 AS model_b, i % 3 = 0 AS winner_model_a,"
                                + " (i % 3 = 1)::int AS winner_model_b, i % 3 = 2 AS winner_tie FROM generate_series(1, 3001) i"));
        assertTrue(
                countsAreThoseOfTheFile(
                        ReadOptions.defaults(),
                        "SELECT 1 + i % 3 AS ann, 1 + (i + 1) % 3 AS bob, 1 + (i + 2) % 3 AS cy FROM generate_series(1, 3001) i"));
    }

    @Test
    void listsAndJsonAreRankings() throws SQLException, IOException {
        String query = "SELECT %s AS ranking FROM generate_series(1, 3001) i";
        Reading.Ballots expected = assertInstanceOf(
                Reading.Ballots.class,
                PreferenceFiles.read(
                        List.of(csv(String.format(query, "to_json(ARRAY['a' || i % 3, 'b'])"))),
                        ReadOptions.defaults()));
        for (String list : List.of("ARRAY['a' || i % 3, 'b']", "to_jsonb(ARRAY['a' || i % 3, 'b'])")) {
            Reading.Ballots found =
                    assertInstanceOf(Reading.Ballots.class, read(ReadOptions.defaults(), String.format(query, list)));
            assertEquals(expected.rankings(), found.rankings(), list);
        }
    }

    @Test
    void nothingIsWritten() throws SQLException {
        run("CREATE TABLE kept AS SELECT 'a' AS winner, 'b' AS loser");
        run("CREATE FUNCTION emptied() RETURNS text LANGUAGE plpgsql AS 'BEGIN DELETE FROM kept; RETURN ''a''; END'");
        for (String query : List.of(
                "WITH gone AS (DELETE FROM kept RETURNING *) SELECT * FROM gone",
                "SELECT emptied() AS winner, 'b' AS loser")) {
            assertThrows(InputException.class, () -> read(ReadOptions.defaults(), query), query);
        }
        assertEquals(
                1,
                assertInstanceOf(Reading.Judgements.class, read(ReadOptions.defaults(), "SELECT * FROM kept"))
                        .counts()
                        .rows());
    }

    @Test
    void whatTheServerSaysIsOneLine() {
        InputException refused =
                assertThrows(InputException.class, () -> read(ReadOptions.defaults(), "SELECT * FROM nowhere"));
        assertEquals(
                DatabaseName.shown(address())
                        + ": the database or its driver refuses (ERROR: relation \"nowhere\" does not exist)",
                refused.getMessage());
    }
}

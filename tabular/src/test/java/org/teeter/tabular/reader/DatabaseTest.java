package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.row.Database;
import org.teeter.tabular.tally.Witness;

/** The rows of a database are those of the file into which it writes them. */
class DatabaseTest {
    private static final String COUNTED = "DuckDB counted ";

    @TempDir
    private Path folder = Path.of("");

    private Inputs inputs() {
        return new Inputs(folder);
    }

    /** Of rows made so, few hold the same in all columns, and many in those that say who won. */
    private static String rows(int labels) {
        return ("SELECT 'm' || (hash(i) % 9) AS model_a, ' n' || (hash(i + 1) % 7) AS model_b,"
                        + " ['model_a', 'model_b', 'tie', 'both_bad', 'skip', 'B', '0.3'][1 + (hash(i + 2) % LABELS)::INT] AS winner,"
                        + " (1 + hash(i + 3) % 5)::DOUBLE / 7 AS share, ['de', 'en'][1 + (i % 2)] AS language,"
                        + " DATE '2024-08-14' + (i % 40)::INT AS day, TIMESTAMP '2024-08-14 12:30:00' + INTERVAL (i % 50) HOUR AS hour,"
                        + " (hash(i + 4) % 11)::FLOAT / 8 AS length, 'u' || (i % 13) AS judge, i AS id"
                        + " FROM range(5000) t(i)")
                .replace("LABELS", Integer.toString(labels));
    }

    private static ReadOptions skipping() {
        return ReadOptions.defaults().withLabel(LabelRule.parse("skip=skip"));
    }

    private static ReadOptions options(ReadOptions options, String address, String query) {
        return options.withDatabases(List.of(new Database(address, query, Optional.empty())));
    }

    private static Reading read(ReadOptions options, String query) {
        return PreferenceFiles.read(List.of(DatabaseName.of("jdbc:duckdb:")), options(options, "jdbc:duckdb:", query));
    }

    private Path csv(String query) {
        Path file = folder.resolve("rows.csv");
        Inputs.sql("COPY (" + query + ") TO '" + file + "' (FORMAT CSV, HEADER)");
        return file;
    }

    /** Reads both ways; says whether the database counted. */
    private boolean countsAreThoseOfTheFile(ReadOptions options, String query) {
        Reading expected = PreferenceFiles.read(List.of(csv(query)), options);
        Reading actual = read(options, query);
        if (expected instanceof Reading.Judgements judged) {
            Reading.Judgements found = assertInstanceOf(Reading.Judgements.class, actual);
            assertEquals(judged.counts(), found.counts());
            assertEquals(judged.counts().rows(), found.counts().rows());
            assertEquals(judged.counts().contexts(), found.counts().contexts());
            for (int context : judged.counts().contexts()) {
                assertEquals(judged.counts().in(context), found.counts().in(context));
            }
            assertEquals(
                    judged.counts().shown().isPresent(), found.counts().shown().isPresent());
            assertEquals(judged.contexts(), found.contexts());
            assertEquals(judged.kept(), found.kept());
            assertEquals(
                    judged.squares().map(Reading.Squares::counts),
                    found.squares().map(Reading.Squares::counts));
            assertEquals(judged.suspects(), found.suspects());
        } else {
            Reading.Ballots ballots = assertInstanceOf(Reading.Ballots.class, expected);
            Reading.Ballots found = assertInstanceOf(Reading.Ballots.class, actual);
            assertEquals(ballots.rankings(), found.rankings());
            assertEquals(ballots.rankings().ballots(), found.rankings().ballots());
            assertEquals(ballots.squares(), found.squares());
        }
        Source file = Inputs.source(expected);
        Source database = Inputs.source(actual);
        assertEquals(file.rows(), database.rows());
        assertEquals(file.rejected(), database.rejected());
        assertEquals(file.columns(), database.columns());
        assertEquals(file.ignored(), database.ignored());
        List<String> notes = new ArrayList<>(database.notes());
        boolean counted = notes.removeIf(note -> note.startsWith(COUNTED));
        List<String> others = new ArrayList<>(file.notes());
        others.removeIf(note -> note.contains(" are the first once more, ")); // what has no order has no halves
        assertEquals(others, notes);
        assertEquals(expected.remarks(), actual.remarks());
        actual.close();
        expected.close();
        return counted;
    }

    @Test
    void labelsAreCountedByTheDatabase() {
        assertTrue(countsAreThoseOfTheFile(skipping().keepingCounts(), rows(6)));
        String only = "SELECT model_a, model_b, winner FROM (" + rows(6) + ")";
        assertTrue(countsAreThoseOfTheFile(skipping(), only));
    }

    @Test
    void weightsAreCountedByTheDatabase() {
        ReadOptions weighted = ReadOptions.defaults().withColumn(Role.WEIGHT, "share");
        assertTrue(countsAreThoseOfTheFile(weighted.keepingCounts(), rows(4)));
    }

    @Test
    void partsOfVotesAreCountedByTheDatabase() {
        ReadOptions shared = skipping().withLabel(LabelRule.parse("0..1=second..first"));
        assertTrue(countsAreThoseOfTheFile(shared, rows(7)));
        assertTrue(countsAreThoseOfTheFile(
                shared.withCovariate(Covariate.parse("length")), rows(7).replace(" ' n'", " 'n'")));
    }

    @Test
    void groupsRatersTimesOrderAndCovariatesAreCountedByTheDatabase() {
        ReadOptions options = ReadOptions.defaults();
        assertTrue(countsAreThoseOfTheFile(options.withColumn(Role.GROUP, "language"), rows(4)));
        assertTrue(countsAreThoseOfTheFile(options.withColumn(Role.RATER, "judge"), rows(4)));
        assertTrue(countsAreThoseOfTheFile(options.keepingOrder(), rows(4)));
        for (String time : List.of("day", "hour")) {
            ReadOptions ageing = options.withColumn(Role.TIME, time).withDecay(Decay.parse("10d", Optional.empty()));
            assertTrue(countsAreThoseOfTheFile(ageing, rows(4)), time);
        }
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void anHourThatTheZoneOfTheProcessLeavesOutIsItself() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            ReadOptions ageing = ReadOptions.defaults()
                    .withColumn(Role.TIME, "time")
                    .withDecay(Decay.parse("1h", Optional.empty()))
                    .keepingCounts();
            String query =
                    "SELECT 'a' AS winner, 'b' AS loser, TIMESTAMP '2024-03-10 01:30:00' + INTERVAL (i % 3) HOUR AS time"
                            + " FROM range(3000) t(i)";
            assertTrue(countsAreThoseOfTheFile(ageing, query));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void countsAndFlagsAreCountedByTheDatabase() {
        assertTrue(countsAreThoseOfTheFile(
                ReadOptions.defaults(),
                "SELECT 'x' || i % 3 AS item1, 'y' || i % 4 AS item2, i % 5 AS wins1, (i % 2)::DOUBLE AS wins2,"
                        + " (i % 3)::DECIMAL(9, 2) AS ties FROM range(3000) t(i)"));
        assertTrue(countsAreThoseOfTheFile(
                ReadOptions.defaults(),
                "SELECT 'x' || i % 3 AS model_a, 'y' || i % 4 AS model_b, i % 3 = 0 AS winner_model_a,"
                        + " (i % 3 = 1)::INT AS winner_model_b, i % 3 = 2 AS winner_tie FROM range(3000) t(i)"));
        assertTrue(
                countsAreThoseOfTheFile(
                        ReadOptions.defaults(),
                        "SELECT (i % 3)::UTINYINT AS winner, ('y' || i % 2)::ENUM ('y0', 'y1') AS loser FROM range(3000) t(i)"));
    }

    @Test
    void ballotsAreCountedByTheDatabase() {
        assertTrue(countsAreThoseOfTheFile(
                ReadOptions.defaults(),
                "SELECT 1 + i % 3 AS ann, 1 + (i + 1) % 3 AS bob, CASE WHEN i % 3 <> 0 OR i % 7 > 0 THEN 1 + (i + 2) % 3 END AS cy"
                        + " FROM range(3000) t(i)"));
        assertTrue(countsAreThoseOfTheFile(
                ReadOptions.defaults(),
                "SELECT 'a' || i % 3 AS rank1, 'b' || i % 2 AS rank2, 'c' || i % 5 AS rank3 FROM range(3000) t(i)"));
    }

    @Test
    void ballotsInSeveralRowsAndListsComeRowByRow() {
        assertFalse(countsAreThoseOfTheFile(
                ReadOptions.defaults(),
                "SELECT i // 3 AS ballot, 'x' || (i % 3) AS item, 1 + (i + i // 3) % 3 AS rank FROM range(3000) t(i)"));
        String lists = "SELECT %s AS ranking FROM (SELECT ['a' || i %% 3, 'b', 'c\"'] AS l FROM range(3000) t(i))";
        Reading.Ballots listed =
                assertInstanceOf(Reading.Ballots.class, read(ReadOptions.defaults(), String.format(lists, "l")));
        Reading.Ballots json = assertInstanceOf(
                Reading.Ballots.class,
                PreferenceFiles.read(List.of(csv(String.format(lists, "to_json(l)"))), ReadOptions.defaults()));
        assertEquals(json.rankings(), listed.rankings());
    }

    @Test
    void textsComeRowByRow() {
        assertFalse(
                countsAreThoseOfTheFile(
                        ReadOptions.defaults(),
                        "SELECT 'p' || i % 5 AS prompt, 'good ' || i % 3 AS chosen, 'bad ' || i % 2 AS rejected FROM range(3000) t(i)"));
        String conversations =
                "SELECT [{'role': 'user', 'content': 'p' || i % 5}, {'role': 'assistant', 'content': 'good ' || i % 3}] AS"
                        + " chosen, [{'role': 'user', 'content': 'p' || i % 5}, {'role': 'assistant', 'content': 'bad ' || i % 2}] AS"
                        + " rejected FROM range(3000) t(i)";
        Reading.Judgements found =
                assertInstanceOf(Reading.Judgements.class, read(ReadOptions.defaults(), conversations));
        assertEquals(
                Inputs.judgements(inputs().parquet("rows.parquet", conversations))
                        .counts(),
                found.counts());
    }

    @Test
    void fewRowsAreAskedForOnce() {
        assertFalse(countsAreThoseOfTheFile(ReadOptions.defaults(), rows(4) + " LIMIT 900"));
    }

    @Test
    void badRowsAreSaidAndLeftOutAsThoseOfAFile() {
        String bad =
                "SELECT CASE WHEN i % 1000 = 999 THEN 'm1' ELSE 'm' || (2 + i % 4) END AS model_a, 'm1' AS model_b,"
                        + " CASE WHEN i % 10 = 9 THEN 'perhaps' ELSE 'tie' END AS winner FROM range(4000) t(i) ORDER BY i";
        assertFalse(countsAreThoseOfTheFile(ReadOptions.defaults().skippingBadRows(), bad));
        InputException file = assertThrows(
                InputException.class, () -> PreferenceFiles.read(List.of(csv(bad)), ReadOptions.defaults()));
        InputException database = assertThrows(InputException.class, () -> read(ReadOptions.defaults(), bad));
        assertEquals(
                String.valueOf(file.getMessage())
                        .replace(folder.resolve("rows.csv") + ":1001: ", "jdbc:duckdb::1000: "),
                database.getMessage());
    }

    @Test
    void aRepeatedHeaderIsFoundThoughTheDatabaseCounts() {
        String joined = "SELECT * FROM (" + "SELECT model_a, model_b, winner FROM (" + rows(4) + ")"
                + " UNION ALL SELECT 'model_a', 'model_b', 'winner')";
        InputException refused = assertThrows(InputException.class, () -> read(ReadOptions.defaults(), joined));
        assertTrue(String.valueOf(refused.getMessage()).contains("the row repeats the header"), refused.getMessage());
    }

    @Test
    void rowsOfVotesAreFoundByReadingAgain() {
        String query = "SELECT 'a' AS winner, CASE WHEN i = 1500 THEN 'c' ELSE 'b' END AS loser FROM range(2000) t(i)"
                + " ORDER BY i";
        ReadOptions options = options(ReadOptions.defaults(), "jdbc:duckdb:", query);
        Map<Witness.Vote, Long> wanted = Map.of(new Witness.Vote("a", "c", false), 1L);
        List<Witness.Seen> seen = PreferenceFiles.rowsOf(
                wanted, List.of(DatabaseName.of("jdbc:duckdb:")), options, (file, bytes, size) -> {});
        assertEquals(List.of(1501L), seen.stream().map(Witness.Seen::row).toList());
    }

    @Test
    void checksumAndSizeAreTheSameHoweverRowsCome() {
        String query = "SELECT 'a' || i % 3 AS winner, 'b' AS loser FROM range(3000) t(i)";
        Source counted = Inputs.source(read(ReadOptions.defaults(), query));
        Source reversed = Inputs.source(read(ReadOptions.defaults(), query + " ORDER BY i DESC"));
        Source other = Inputs.source(read(ReadOptions.defaults(), query.replace("% 3", "% 4")));
        assertEquals(counted.sha256(), reversed.sha256());
        assertFalse(counted.sha256().equals(other.sha256()));
        assertEquals(3000 * (2 + 1 + 1 + 1), counted.bytes());
        assertEquals("rows of DuckDB", counted.format());
        // One row that cannot be counted, and all of them come one by one.
        String bad = query + " UNION ALL SELECT 'x', 'x'";
        Source rows = Inputs.source(read(ReadOptions.defaults().skippingBadRows(), bad));
        assertEquals(counted.bytes() + 4, rows.bytes());
    }

    @Test
    void aFileIsOpenedToReadAndNeverMade() throws IOException {
        Path file = folder.resolve("votes.duckdb");
        String address = "jdbc:duckdb:" + file;
        ReadOptions options = options(ReadOptions.defaults(), address, "SELECT * FROM votes");
        InputException missing = assertThrows(
                InputException.class, () -> PreferenceFiles.read(List.of(DatabaseName.of(address)), options));
        assertEquals(
                address + ": the database or its driver refuses (IO Error: Cannot open database \"" + file
                        + "\" in read-only mode: database does not exist)",
                missing.getMessage());
        assertFalse(Files.exists(file));
        Inputs.sql(
                "ATTACH '" + file + "' AS it",
                "CREATE TABLE it.votes AS SELECT 'a' AS winner, 'b' AS loser FROM range(2000)",
                "CREATE SEQUENCE it.s",
                "DETACH it");
        byte[] before = Files.readAllBytes(file);
        assertEquals(
                Map.of("a|b", "2000 0 0 0"),
                Inputs.table(
                        Inputs.judgements(options, DatabaseName.of(address)).counts()));
        ReadOptions writing = options(ReadOptions.defaults(), address, "SELECT nextval('s') AS winner, 'b' AS loser");
        assertThrows(InputException.class, () -> PreferenceFiles.read(List.of(DatabaseName.of(address)), writing));
        assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(file)));
    }

    @Test
    void whatTheDatabaseSaysIsOneLine() {
        InputException refused =
                assertThrows(InputException.class, () -> read(ReadOptions.defaults(), "SELECT * FROM votes"));
        assertEquals(
                "jdbc:duckdb:: the database or its driver refuses (Catalog Error: Table with name votes does not exist!)",
                refused.getMessage());
        InputException late = assertThrows(
                InputException.class,
                () -> read(
                        ReadOptions.defaults(),
                        "SELECT 'a' AS winner, CASE WHEN i = 4000 THEN error('too late') ELSE 'b' END AS loser FROM range(5000) t(i)"));
        assertEquals(
                "jdbc:duckdb:: the database or its driver refuses (a row of the statement cannot be computed, and the driver does"
                        + " not say why; run the statement in DuckDB's own shell, which does)",
                late.getMessage());
        InputException nothing = assertThrows(
                InputException.class,
                () -> read(ReadOptions.defaults(), "SELECT 'a' AS winner, 'b' AS loser WHERE false"));
        assertEquals("jdbc:duckdb:: the query has no rows; is a condition in it never met?", nothing.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DROP TABLE x|--query must be one statement that begins with SELECT or WITH, got DROP TABLE x",
                "-- SELECT|--query must be one statement that begins with SELECT or WITH, got -- SELECT",
                "SELECTED|--query must be one statement that begins with SELECT or WITH, got SELECTED",
                "\" \"|--query must be one statement that begins with SELECT or WITH, got nothing",
                "SELECT 1; DROP TABLE x|--query must be one statement, and a semicolon ends it before its end; name one",
                "/* ; */ UPDATE x SET y = 1|--query must be one statement that begins with SELECT or WITH, got /* ; */ UPDATE x SET y = 1"
            })
    void whatIsNoQueryIsRefused(String query, String message) {
        InputException refused =
                assertThrows(InputException.class, () -> new Database("jdbc:duckdb:", query, Optional.empty()));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void semicolonsAndCommentsAtTheEndAreNoSecondStatement() {
        for (String end : List.of(";", " ; ;\n", " -- done;", "; -- done", " /* ; */")) {
            Reading.Judgements found = assertInstanceOf(
                    Reading.Judgements.class,
                    read(
                            ReadOptions.defaults(),
                            "/* a comment */ WITH v AS (SELECT 'a;' AS winner, 'b' AS loser) (SELECT * FROM v)" + end));
            assertEquals(Map.of("a;|b", "1 0 0 0"), Inputs.table(found.counts()), end);
        }
    }

    @Test
    void aStatementThatClosesTheParenthesisDoesNothing() {
        Path file = folder.resolve("votes.duckdb");
        Inputs.sql(
                "ATTACH '" + file + "' AS it",
                "CREATE TABLE it.votes AS SELECT 'a' AS winner, 'b' AS loser",
                "DETACH it");
        String address = "jdbc:duckdb:" + file;
        ReadOptions options =
                options(ReadOptions.defaults(), address, "WITH v AS (SELECT 1) DELETE FROM votes RETURNING *");
        assertThrows(InputException.class, () -> PreferenceFiles.read(List.of(DatabaseName.of(address)), options));
        Inputs.sql("ATTACH '" + file + "' AS it", "SELECT error('gone') WHERE NOT EXISTS (FROM it.votes)", "DETACH it");
    }
}

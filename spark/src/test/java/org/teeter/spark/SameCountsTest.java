package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/** A plain loop, DuckDB, a database and Spark have equal counts, bit by bit. */
@Tag("spark")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameCountsTest {
    private static final ReadOptions DEFAULTS = ReadOptions.defaults();

    @TempDir
    private Path folder = Path.of("");

    private Optional<SparkSession> session = Optional.empty();

    @BeforeAll
    void start() throws IOException {
        session = Optional.of(Sessions.of(master()));
    }

    @AfterAll
    void stop() throws InterruptedException {
        Sessions.stop(session.orElseThrow());
    }

    /** Where Spark runs. */
    String master() {
        return "local[2]";
    }

    SparkSession spark() {
        return session.orElseThrow();
    }

    /** Of rows made so, few hold the same in all columns, and many in those that say who won. */
    static String rows(int labels) {
        return ("SELECT 'm' || (hash(i) % 9) AS model_a, ' n' || (hash(i + 1) % 7) AS model_b,"
                        + " ['model_a', 'model_b', 'tie', 'both_bad', 'skip', 'B', '0.3'][1 + (hash(i + 2) % LABELS)::INT] AS winner,"
                        + " (1 + hash(i + 3) % 5)::DOUBLE / 7 AS share, ['de', 'en'][1 + (i % 2)] AS language,"
                        + " DATE '2024-08-14' + (i % 40)::INT AS day, TIMESTAMP '2024-08-14 12:30:00' + INTERVAL (i % 50) HOUR AS hour,"
                        + " 'u' || (i % 13) AS judge, i AS id FROM range(5000) t(i)")
                .replace("LABELS", Integer.toString(labels));
    }

    private void same(ReadOptions options, String query, boolean isCounted) {
        Dataset<Row> rows =
                spark().read().parquet(Generated.parquet(folder, query).toString());
        Generated.assertSame(folder, query, options, rows.repartition(5), isCounted);
    }

    private static ReadOptions skipping() {
        return DEFAULTS.withLabel(LabelRule.parse("skip=skip"));
    }

    @Test
    void labelsTiesAndSkippedRows() {
        same(skipping().keepingCounts(), rows(6), true);
    }

    /** Sevenths, which no double holds, in an order that Spark chooses. */
    @Test
    void weights() {
        same(DEFAULTS.withColumn(Role.WEIGHT, "share").keepingCounts(), rows(4), true);
    }

    @Test
    void partsOfVotes() {
        same(skipping().withLabel(LabelRule.parse("0..1=second..first")), rows(7), true);
    }

    @Test
    void groupsRatersOrderAndTimes() {
        same(DEFAULTS.withColumn(Role.GROUP, "language"), rows(4), true);
        same(DEFAULTS.withColumn(Role.RATER, "judge").keepingOrder(), rows(4), true);
        for (String time : List.of("day", "hour")) {
            same(DEFAULTS.withColumn(Role.TIME, time).withDecay(Decay.parse("10d", Optional.empty())), rows(4), true);
        }
    }

    /** Names as people and machines write them, in columns that are called like nothing Spark likes. */
    @Test
    void namesThatHurt() {
        same(
                DEFAULTS.withColumn(Role.WINNER, "the `better`, one").withColumn(Role.LOSER, "x.y"),
                "SELECT ['a,b', '\"quoted\"', 'Ünïcode 😀', 'CASE', 'case', ' spaced ', '0012', 'null', '#'][1 + (i % 9)::INT]"
                        + " AS \"the `better`, one\", 'z' || (hash(i) % 3) AS \"x.y\" FROM range(4000) t(i)",
                true);
    }

    @Test
    void countsAndFlags() {
        same(
                DEFAULTS,
                "SELECT 'x' || i % 3 AS item1, 'y' || i % 4 AS item2, i % 5 AS wins1, (i % 2)::DOUBLE AS wins2,"
                        + " (i % 3)::DECIMAL(9, 2) AS ties FROM range(3001) t(i)",
                true);
        same(
                DEFAULTS,
                "SELECT 'x' || i % 3 AS model_a, 'y' || i % 4 AS model_b, i % 3 = 0 AS winner_model_a,"
                        + " (i % 3 = 1)::INT AS winner_model_b, i % 3 = 2 AS winner_tie FROM range(3001) t(i)",
                true);
    }

    @Test
    void ballotsInARow() {
        same(
                DEFAULTS,
                "SELECT 1 + i % 3 AS ann, 1 + (i + 1) % 3 AS bob, CASE WHEN i % 3 <> 0 OR i % 7 > 0 THEN 1 + (i + 2) % 3 END AS cy"
                        + " FROM range(3001) t(i)",
                true);
        same(
                DEFAULTS,
                "SELECT 'a' || i % 3 AS rank1, 'b' || i % 2 AS rank2, 'c' || i % 5 AS rank3 FROM range(3001) t(i)",
                true);
    }

    private static final String ENTRIES =
            "SELECT %s AS ballot, 'x' || (i %% 3) AS item, 1 + (i + (i // 3) %% 2) %% 3 AS rank,"
                    + " (1 + (i // 3) %% 4)::DOUBLE / 7 AS w FROM range(6000) t(i)";

    /** Spark puts the rows of a ballot together, and counts the ballots that are alike. */
    @Test
    void ballotsInSeveralRows() {
        same(DEFAULTS, String.format(ENTRIES, "'b' || i // 3"), true);
        same(DEFAULTS.withColumn(Role.WEIGHT, "w"), String.format(ENTRIES, "i // 3"), true);
        same(DEFAULTS, String.format(ENTRIES, "['', ' '][1 + i % 2] || 'b' || i // 3"), true);
    }

    @Test
    void listsAreRankings() throws IOException {
        Path file = folder.resolve("lists.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            lines.append("{\"ranking\": [\"a").append(i % 3).append("\", [\"b\", \"c\\\"\"], \"d\"]}\n");
        }
        Files.writeString(file, lines.toString().replace("[\"b\", \"c\\\"\"]", "\"c\\\"\""));
        try (Reading expected = PreferenceFiles.read(List.of(file), DEFAULTS);
                Reading actual =
                        SparkCounts.of(spark().read().json(file.toString()).repartition(3), DEFAULTS)) {
            assertEquals(true, Generated.assertSame(expected, actual));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arena-small.csv", "baseball.csv"})
    void examples(String name) {
        Path file = Path.of("..", "examples", name);
        Dataset<Row> rows = spark().read().option("header", true).csv(file.toString());
        try (Reading expected = PreferenceFiles.read(List.of(file), DEFAULTS);
                Reading actual = SparkCounts.of(rows.repartition(4), DEFAULTS)) {
            Generated.assertSame(expected, actual);
        }
    }

    private static String message(Runnable reading) {
        return String.valueOf(assertThrows(InputException.class, reading::run).getMessage())
                .replaceFirst("^[^:]*", "…");
    }

    /** A row that cannot be counted is refused in the words in which the row of a file is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a' AS model_a, CASE WHEN i <> 2900 THEN 'b' END AS model_b, 'tie' AS winner FROM range(3001) t(i)",
                "SELECT 'a' AS model_a, 'b' AS model_b, CASE WHEN i = 2900 THEN 'perhaps' ELSE 'tie' END AS winner FROM range(3001) t(i)",
                "SELECT 'a' AS winner, CASE WHEN i = 2900 THEN ' a' ELSE 'b' END AS loser FROM range(3001) t(i)",
                "SELECT 'a' AS winner, 'b' AS loser, i - 2900.0 AS weight FROM range(3001) t(i)",
                "SELECT 'a' AS winner, 'b' AS loser FROM range(0) t(i)",
                "SELECT 'a' AS first_thing, 'b' AS other FROM range(2000) t(i)",
                "SELECT i // 2 AS ballot, 'x' || (i % 2) AS item, CASE WHEN i = 2000 THEN -3 ELSE 1 END AS rank FROM range(3001) t(i)",
                "SELECT i // 2 AS ballot, 'x' || CASE WHEN i = 2001 THEN 0 ELSE i % 2 END AS item, 1 AS rank FROM range(3001) t(i)",
                "SELECT CASE WHEN i <> 2000 THEN i // 2 END AS ballot, 'x' || (i % 2) AS item, 1 AS rank FROM range(3001) t(i)"
            })
    void refusals(String query) {
        Path file = Generated.parquet(folder, query);
        Dataset<Row> rows = spark().read().parquet(file.toString());
        String expected = message(() -> PreferenceFiles.read(List.of(file), DEFAULTS));
        String actual = message(() -> SparkCounts.of(rows, DEFAULTS));
        assertEquals(
                expected.replace("the file has columns", "the query has")
                        .replace(
                                "the query has and no rows; is it complete?",
                                "the query has no rows; is a condition in it never met?"),
                actual);
    }

    @Test
    void tooManyDifferentRows() {
        Dataset<Row> rows = spark().range(3001).selectExpr("'a' AS winner", "'b' AS loser", "1 + id / 7 AS weight");
        InputException refused =
                assertThrows(InputException.class, () -> SparkCounts.of(Path.of("votes"), rows, DEFAULTS, 2_500));
        assertEquals(
                "votes: more than 2,500 rows are different in winner, loser, weight, which is as many as are taken from"
                        + " Spark; round weights, or leave out a column that nearly every row has to itself",
                refused.getMessage());
    }

    @Test
    void textsThatAreEqualInOtherLettersAreNot() {
        Dataset<Row> rows =
                spark().range(3001).selectExpr("IF(id % 2 = 0, 'a', 'A') COLLATE UTF8_LCASE AS winner", "'b' AS loser");
        try (Reading reading = SparkCounts.of(rows, DEFAULTS)) {
            assertEquals(3, ((Reading.Judgements) reading).counts().items().size());
        }
    }
}

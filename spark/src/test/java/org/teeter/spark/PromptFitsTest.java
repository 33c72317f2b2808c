package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/** Many small problems, each fitted where its rows are, as the problems of a file are. */
@Tag("spark")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptFitsTest {
    /** Of 400 prompts with three or four answers each, some have a finite fit, and some do not. */
    private static final String TEXTS =
            "SELECT 'prompt ' || p AS prompt, 'p' || p || ' answer ' || a AS chosen, 'p' || p || ' answer ' || b AS rejected"
                    + " FROM (SELECT i // 12 AS p, hash(i) % (3 + (i // 12) % 2) AS a, hash(i + 7) % (3 + (i // 12) % 2) AS b"
                    + " FROM range(4800) t(i)) WHERE a <> b";

    @TempDir
    private Path folder = Path.of("");

    private Optional<SparkSession> session = Optional.empty();

    @BeforeAll
    void start() throws IOException {
        session = Optional.of(Sessions.of("local[2]"));
    }

    @AfterAll
    void stop() throws InterruptedException {
        Sessions.stop(session.orElseThrow());
    }

    @Test
    void answersToPrompts() {
        requireFitsOfFiles(session.orElseThrow(), folder);
    }

    /** Compares what the executors say of each prompt with a fit of the problem in this process. */
    static void requireFitsOfFiles(SparkSession spark, Path folder) {
        Path file = Generated.parquet(folder, TEXTS);
        for (double sigma : new double[] {0, 1.5}) {
            Map<String, Row> found = new TreeMap<>();
            Dataset<Row> rows = spark.read().parquet(file.toString()).repartition(4);
            for (Row row : PromptFits.standard().withNormalPrior(sigma).of(rows).collectAsList()) {
                if (row.<Boolean>getAs("fitted")) {
                    found.put(scores(row).firstKey(), row);
                }
            }
            int fitted = 0;
            try (Reading.Judgements judged =
                    (Reading.Judgements) PreferenceFiles.read(List.of(file), ReadOptions.defaults())) {
                for (Counts problem : judged.problems()) {
                    fitted += isFound(problem, sigma, found) ? 1 : 0;
                }
                assertEquals(fitted, found.size());
                assertTrue(fitted > 100, "some must have a fit, got " + fitted);
                assertEquals(sigma > 0, fitted == judged.problems().size());
            }
        }
    }

    private static boolean isFound(Counts problem, double sigma, Map<String, Row> found) {
        ComparisonGraph graph = ComparisonGraph.of(problem, Ties.HALF);
        Fit<ComparisonGraph> fit;
        try {
            fit = Estimator.of(sigma == 0 ? Prior.none() : Prior.normal(sigma)).fit(new BradleyTerry(), graph);
        } catch (NoFiniteFitException e) {
            return false;
        }
        Row row = Objects.requireNonNull(found.get(problem.items().name(0)));
        assertEquals(problem.items().size(), row.<Integer>getAs("items"));
        assertEquals(problem.rows(), row.<Long>getAs("comparisons"));
        Map<String, Double> scores = scores(row);
        for (int i = 0; i < problem.items().size(); i++) {
            assertEquals(
                    fit.scores().get(i),
                    Objects.requireNonNull(scores.get(problem.items().name(i))),
                    0); // the same code on the same counts
        }
        double largest = Audit.of(fit, AuditRequest.standard()).largest();
        Double sensitivity = row.getAs("sensitivity");
        assertEquals(largest, sensitivity == null ? 0 : Math.abs(sensitivity), 0);
        return true;
    }

    private static SortedMap<String, Double> scores(Row row) {
        SortedMap<String, Double> scores = new TreeMap<>();
        for (Row score : row.<Row>getList(row.fieldIndex("scores"))) {
            scores.put(score.getString(0), score.getDouble(1));
        }
        return scores;
    }

    /** A column says what is a problem of its own, and each is what a file of its rows alone would be. */
    @Test
    void problemsOfNamedOptions() {
        Dataset<Row> rows = session.orElseThrow()
                .range(6000)
                .selectExpr(
                        "concat('m', hash(id) % 3) AS model_a",
                        "concat('n', hash(id + 1) % 2) AS model_b",
                        "element_at(array('model_a', 'model_b', 'tie'), 1 + cast(pmod(hash(id + 2), 3) AS int)) AS winner",
                        "id % 5 AS topic");
        List<Row> fits =
                PromptFits.standard().by("topic").of(rows).orderBy("problem").collectAsList();
        assertEquals(5, fits.size());
        for (int topic = 0; topic < 5; topic++) {
            try (Reading.Judgements alone = (Reading.Judgements)
                    SparkCounts.of(rows.filter("topic = " + topic).drop("topic"), ReadOptions.defaults())) {
                Fit<ComparisonGraph> fit = Estimator.of(Prior.none())
                        .fit(new BradleyTerry(), ComparisonGraph.of(alone.counts(), Ties.HALF));
                Row found = fits.get(topic);
                assertEquals(Integer.toString(topic), found.getAs("problem"));
                assertEquals(1200L, found.<Long>getAs("comparisons"));
                scores(found)
                        .forEach((item, score) -> assertEquals(
                                fit.scores().get(alone.counts().items().id(item).orElseThrow()), score, 0));
            }
        }
    }

    /** A problem whose rows cannot be counted says why, and the others are fitted. */
    @Test
    void reasons() {
        Dataset<Row> rows = session.orElseThrow()
                .sql(
                        "SELECT * FROM VALUES ('one', 'x', 'y'), ('one', 'y', 'x'), ('two', 'x', 'y'), ('three', 'x', 'x'),"
                                + " (CAST(NULL AS STRING), 'x', 'y') AS t(prompt, chosen, rejected)");
        Map<String, Row> found = new TreeMap<>();
        PromptFits.standard()
                .of(rows)
                .collectAsList()
                .forEach(
                        row -> found.put(row.isNullAt(0) ? "" : row.getString(0).substring(0, 6), row));
        assertEquals(
                "problem:1: prompt is missing; write the text; --skip-bad-rows leaves such rows out",
                reason(found, ""));
        assertEquals(4, found.size());
        assertEquals(
                1,
                found.values().stream()
                        .filter(row -> row.<Boolean>getAs("fitted"))
                        .count());
        assertTrue(found.values().stream()
                .anyMatch(row -> String.valueOf(row.<String>getAs("reason"))
                        .startsWith("problem:1: chosen and rejected are the same text")));
    }

    private static String reason(Map<String, Row> found, String problem) {
        Row row = found.get(problem);
        return row == null ? "nothing was found" : row.getAs("reason");
    }

    @Test
    void refusals() {
        SparkSession spark = session.orElseThrow();
        assertEquals(
                "Dataset: the options have names, and no column says what is a problem of its own; name it with by",
                message(PromptFits.standard(), spark.sql("SELECT 'a' AS winner, 'b' AS loser")));
        assertEquals(
                "Dataset: there is no column lang; the columns are winner, loser",
                message(PromptFits.standard().by("lang"), spark.sql("SELECT 'a' AS winner, 'b' AS loser")));
        assertEquals(
                "Dataset: there is no column of prompts; name it as prompt, or make one",
                message(PromptFits.standard(), spark.sql("SELECT 'a' AS chosen, 'b' AS rejected")));
        assertEquals(
                "Dataset: these are rankings, and problems are fitted of pairs; read them as a whole",
                message(PromptFits.standard(), spark.sql("SELECT 'a' AS rank1, 'b' AS rank2")));
    }

    private static String message(PromptFits fits, Dataset<Row> rows) {
        return String.valueOf(
                assertThrows(InputException.class, () -> fits.of(rows)).getMessage());
    }
}

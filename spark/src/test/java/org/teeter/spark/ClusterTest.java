package org.teeter.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/** Two executors that are processes of their own, and what becomes of counts when one of them dies. */
@Tag("spark")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final ReadOptions OPTIONS = ReadOptions.defaults()
            .withColumn(Role.WEIGHT, "share")
            .withLabel(LabelRule.parse("skip=skip"))
            .keepingCounts();

    @TempDir
    private Path folder = Path.of("");

    private Optional<SparkSession> session = Optional.empty();

    @BeforeAll
    void start() throws IOException {
        session = Optional.of(Sessions.of("local-cluster[2,1,1024]"));
    }

    @AfterAll
    void stop() throws InterruptedException {
        Sessions.stop(session.orElseThrow());
    }

    private Dataset<Row> rows() {
        Path file = Generated.parquet(folder, SameCountsTest.rows(6));
        return session.orElseThrow().read().parquet(file.toString());
    }

    @Test
    void countsAreThoseOfAPlainLoop() {
        Generated.assertSame(folder, SameCountsTest.rows(6), OPTIONS, rows().repartition(7), true);
    }

    /** Takes its time, and leaves a trace. */
    private record Slow(String trace) implements UDF1<String, String> {
        private static final long serialVersionUID = 1;

        @Override
        public String call(String name) throws IOException, InterruptedException {
            Files.writeString(Path.of(trace), "");
            Thread.sleep(2);
            return name;
        }
    }

    @Test
    void anExecutorThatDiesChangesNothing() throws Exception {
        Path file = Generated.csv(folder, SameCountsTest.rows(6));
        Path trace = folder.resolve("begun");
        Dataset<Row> slow = rows().repartition(8)
                .withColumn(
                        "model_a",
                        udf(new Slow(trace.toString()), DataTypes.StringType).apply(col("model_a")));
        awaitExecutors();
        List<Long> before = executors().map(ProcessHandle::pid).toList();
        CompletableFuture<Reading> counting = CompletableFuture.supplyAsync(() -> SparkCounts.of(slow, OPTIONS));
        while (!Files.exists(trace)) {
            Thread.sleep(20);
        }
        Thread.sleep(4_000); // into the counting, which takes some ten seconds of two executors
        ProcessHandle victim = executors().findFirst().orElseThrow();
        assertTrue(victim.destroyForcibly());
        assertTrue(!counting.isDone(), "it must die in the middle");
        Reading counted = counting.get(120, TimeUnit.SECONDS);
        try (Reading expected = PreferenceFiles.read(List.of(file), OPTIONS)) {
            assertTrue(Generated.assertSame(expected, counted));
        }
        awaitExecutors(); // another is started for it
        assertEquals(1, executors().filter(p -> before.contains(p.pid())).count(), "the other one must have lived on");
    }

    private static void awaitExecutors() throws InterruptedException {
        for (int tries = 0; tries < 600 && executors().count() < 2; tries++) {
            Thread.sleep(100);
        }
        assertEquals(2, executors().count());
    }

    private static Stream<ProcessHandle> executors() {
        return Sessions.children().filter(p -> p.info().command().orElse("").endsWith("java"));
    }

    @Test
    void problemsAreFittedInTheExecutors() {
        PromptFitsTest.requireFitsOfFiles(session.orElseThrow(), folder);
    }
}

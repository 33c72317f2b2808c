package org.teeter.spark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/**
 * How does counting grow with rows and workers, and how many problems does a core fit in a second? Writes Parquet of so many rows below a
 * folder and reads it with so many workers of one core each: {@code Growth FOLDER WORKERS ROWS…}. docs/SCALE.md has what it printed. Rows are
 * votes among 200 models with ties, and an identifier that nearly every row has to itself; problems are prompts of 4 answers and 12 votes.
 */
final class Growth {
    private static final int REPEATS = 3;
    private static final int VOTES = 12;

    private final SparkSession spark;
    private final Path folder;
    private final PrintStream out;

    private Growth(SparkSession spark, Path folder, PrintStream out) {
        this.spark = spark;
        this.folder = folder;
        this.out = out;
    }

    /** {@code FOLDER WORKERS ROWS…}. */
    public static void main(String[] arguments) throws Exception {
        SparkSession spark = Sessions.of("local-cluster[" + arguments[1] + ",1,1536]");
        Growth growth = new Growth(spark, Path.of(arguments[0]), System.out);
        for (String rows : Stream.of(arguments).skip(2).toList()) {
            growth.count((long) Double.parseDouble(rows));
        }
        growth.fit(100_000);
        Sessions.stop(spark);
    }

    private Dataset<Row> made(String name, Dataset<Row> rows) {
        Path path = folder.resolve(name);
        if (!path.toFile().exists()) {
            rows.write().parquet(path.toString());
        }
        return spark.read().parquet(path.toString());
    }

    private void count(long rows) {
        Dataset<Row> votes = made(
                "votes-" + rows,
                spark.range(0, rows, 1, 8)
                        .selectExpr(
                                "concat('model-', pmod(hash(id), 199)) AS model_a",
                                "concat('other-', pmod(hash(id, 1), 101)) AS model_b",
                                "element_at(array('model_a', 'model_b', 'tie', 'model_a'), 1 + pmod(hash(id, 2), 4)) AS winner",
                                "uuid() AS id"));
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            report("count", rows, () -> {
                try (Reading reading = SparkCounts.of(votes, ReadOptions.defaults())) {
                    return reading.sources().get(0).rows();
                }
            });
        }
    }

    private void fit(long prompts) {
        Dataset<Row> votes = made(
                "prompts-" + prompts,
                spark.range(0, prompts * VOTES, 1, 8)
                        .selectExpr(
                                "concat('prompt ', id div " + VOTES + ") AS prompt",
                                "concat('answer ', id div " + VOTES + ", ' ', pmod(hash(id), 4)) AS chosen",
                                "concat('answer ', id div " + VOTES
                                        + ", ' ', pmod(hash(id) + 1 + pmod(hash(id, 1), 3), 4)) AS rejected"));
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            report(
                    "fit",
                    prompts,
                    () -> PromptFits.standard().of(votes).filter("fitted").count());
        }
    }

    private interface Work {
        long run();
    }

    private void report(String what, long size, Work work) {
        Duration before = processorTime();
        long start = System.nanoTime();
        long result = work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double processor = processorTime().minus(before).toMillis() / 1e3;
        out.printf(
                Locale.ROOT,
                "%s %,d: %.2f s, %.2f s of processor time, %.3f µs each; result %,d%n",
                what,
                size,
                seconds,
                processor,
                1e6 * processor / size,
                result);
    }

    /** Of this process and its executors. */
    private static Duration processorTime() {
        return Stream.concat(Stream.of(ProcessHandle.current()), Sessions.children())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}

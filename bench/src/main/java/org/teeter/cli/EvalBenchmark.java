package org.teeter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.teeter.tabular.reader.InputFiles;

/**
 * What does a row of {@code teeter eval bt} cost, parsing and printing included, beside the obvious loop: read a line, split it, the
 * textbook's formulas, the JDK's number formatter? The loop loses digits near 0 and 1 and cannot read quoted fields.
 * {@code java -jar bench/target/bench.jar EvalBenchmark -jvmArgs -XX:+UseSerialGC}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EvalBenchmark {
    private static final int ROWS = 100_000;

    @Param({"6", "17"})
    private int digits;

    private String table = "";
    private Path file = Path.of("");

    @Setup
    public void draw() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder rows = new StringBuilder("p_ik,p_kj\n");
        for (int row = 0; row < ROWS; row++) {
            rows.append(probability(random))
                    .append(',')
                    .append(probability(random))
                    .append('\n');
        }
        table = rows.toString();
        file = Files.writeString(Files.createTempFile("eval", ".csv"), table);
        file.toFile().deleteOnExit();
    }

    private String probability(SplittableRandom random) {
        return digits == 17
                ? Double.toString(random.nextDouble(1e-3, 1))
                : String.format(java.util.Locale.ROOT, "%.6f", random.nextDouble(1e-3, 0.999));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long teeter() throws IOException {
        Counting out = new Counting();
        try (InputFiles files = new InputFiles(Optional.empty(), false, (path, bytes, size) -> {}).unhashed()) {
            files.read(
                    file, new EvaluatedRows(Evaluation.labelled("bt"), out, file, new PrintWriter(new StringWriter())));
        }
        return out.bytes;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long obviousLoop() throws IOException {
        BufferedReader in = new BufferedReader(new StringReader(table));
        Counting out = new Counting();
        try (Writer text = new java.io.OutputStreamWriter(out, java.nio.charset.StandardCharsets.UTF_8)) {
            text.write(in.readLine() + ",p_ij,q_ij,dpij_dpik,dpij_dpkj,log_dpij_dpik,log_dpij_dpkj\n");
            in.lines().forEach(line -> {
                String[] cells = line.split(",", -1);
                double a = Double.parseDouble(cells[0]);
                double b = Double.parseDouble(cells[1]);
                double d = a * b + (1 - a) * (1 - b);
                double ik = b * (1 - b) / (d * d);
                double kj = a * (1 - a) / (d * d);
                try {
                    text.write(line
                            + ','
                            + a * b / d
                            + ','
                            + (1 - a) * (1 - b) / d
                            + ','
                            + ik
                            + ','
                            + kj
                            + ','
                            + Math.log(ik)
                            + ','
                            + Math.log(kj)
                            + '\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return out.bytes;
    }

    /** Where the rows go. */
    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}

package org.teeter.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/**
 * What do counting and fitting cost when warm, and how much is the sparse Newton step worth beside Newman's sweep, the simplest good
 * alternative? {@code java -jar bench/target/bench.jar FitBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class FitBenchmark {

    @Param({"100,100000", "1000,1000000", "10000,1000000"})
    private String size = "";

    private Planted planted = Planted.rows(2, 1, 1);
    private ComparisonGraph graph = planted.graph();

    @Setup
    public void plant() {
        String[] parts = size.split(",", 2);
        planted = Planted.rows(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), 7);
        graph = planted.graph();
    }

    @Benchmark
    public Counts count() {
        return planted.counts();
    }

    @Benchmark
    public Fit<ComparisonGraph> fit() {
        return Estimator.of(Prior.none()).fit(new BradleyTerry(), graph);
    }

    /** M. E. J. Newman (2023), Efficient computation of rankings from pairwise comparisons, JMLR 24, Eq. (11), to the same 1e-9. */
    @Benchmark
    public double[] newman() {
        return Newman.fit(graph, 1e-9);
    }
}

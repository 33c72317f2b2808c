package org.teeter.bench;

import java.util.Map;
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
import org.teeter.link.Cauchit;
import org.teeter.link.ComplementaryLogLog;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.link.StudentT;
import org.teeter.paper.SensitiveRegion;
import org.teeter.paper.Sensitivity;

/**
 * What does the area of an M-sensitive region cost to twelve digits, beside counting the points of a 300 by 300 grid, which gives
 * two digits? {@code java -jar bench/target/bench.jar AreaBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(2)
public class AreaBenchmark {
    private static final int GRID = 300;
    private static final Map<String, Link> LINKS = Map.of(
            "logistic", new Logistic(),
            "probit", new Probit(),
            "cauchit", new Cauchit(),
            "laplace", new Laplace(),
            "student_t3", new StudentT(3),
            "student_t10000", new StudentT(10_000),
            "hyperbolic_secant", new HyperbolicSecant(),
            "loglog", new LogLog(),
            "cloglog", new ComplementaryLogLog());

    @Param({
        "logistic",
        "probit",
        "cauchit",
        "laplace",
        "student_t3",
        "student_t10000",
        "hyperbolic_secant",
        "loglog",
        "cloglog"
    })
    private String link = "logistic";

    @Param({"1.01", "3", "100"})
    private double m;

    private Link chosen = new Logistic();

    @Setup
    public void choose() {
        chosen = LINKS.getOrDefault(link, chosen);
    }

    @Benchmark
    public double area() {
        return new SensitiveRegion(chosen, m).area().value();
    }

    @Benchmark
    public double grid() {
        int inside = 0;
        for (int i = 0; i < GRID; i++) {
            for (int k = 0; k < GRID; k++) {
                Sensitivity s =
                        Sensitivity.of(chosen, Probability.of((i + 0.5) / GRID), Probability.of((k + 0.5) / GRID));
                if (s.toIk() > m) {
                    inside++;
                }
            }
        }
        return inside / (double) (GRID * GRID);
    }
}

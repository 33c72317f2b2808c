package org.teeter.bench;

import java.util.List;
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
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/**
 * What does the whole audit cost: every target with its worst source, every comparison with its worst target, no refits?
 * {@code java -jar bench/target/bench.jar AuditBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(2)
public class AuditBenchmark {

    @Param({"200,10000", "2000,100000"})
    private String size = "";

    private Fit<ComparisonGraph> fit = Estimator.of(Prior.normal(1))
            .fit(new BradleyTerry(), Planted.rows(2, 1, 1).graph());

    @Setup
    public void plant() {
        String[] parts = size.split(",", 2);
        fit = Estimator.of(Prior.none())
                .fit(
                        new BradleyTerry(),
                        Planted.pairs(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), 5, 7)
                                .graph());
    }

    @Benchmark
    public Audit everyTargetAndSource() {
        return Audit.of(fit, new AuditRequest(new Targets.Unobserved(), List.of(2.0, 5.0, 10.0), 20, 0, 0, 1, false));
    }
}

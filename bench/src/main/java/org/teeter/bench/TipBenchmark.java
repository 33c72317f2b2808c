package org.teeter.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.evidence.Waterfall;
import org.teeter.fit.Estimator;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.tip.Tip;

/**
 * Does it take less than a second to follow the 20 worst findings of a leaderboard (129 models, 3,455 pairs) to where they tip, with their
 * robustness values and cuts, and to take one of them apart? {@code java -jar bench/target/bench.jar TipBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(2)
public class TipBenchmark {
    private Audit audit = of(2, 1);

    private static Audit of(int items, int pairs) {
        return Audit.of(
                Estimator.of(Prior.normal(1))
                        .fit(
                                new BradleyTerry(),
                                Planted.pairs(items, pairs, 100, 7).graph()),
                AuditRequest.standard());
    }

    @Setup
    public void plant() {
        audit = of(129, 3455);
    }

    @Benchmark
    public List<Tip> twentyFindings() {
        return Tip.of(audit, 20);
    }

    @Benchmark
    public Waterfall oneWaterfall() {
        return Waterfall.of(audit.fit(), 0, 1);
    }
}

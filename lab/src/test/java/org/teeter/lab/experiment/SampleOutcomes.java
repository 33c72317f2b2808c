package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.teeter.lm.loss.LossName;

/** Results that no model gave: p23 is learned as told, p12 as .99, p13 as told. */
final class SampleOutcomes {
    static final Job.Method DPO = new Job.Method(LossName.DPO, 0.1, 0, 1e-4, 16, 1);

    private SampleOutcomes() {}

    static Job job(List<String> order, double p23, long seed) {
        return new Job("m", order, 0.99, p23, Job.Data.pairs("exact", 100), DPO, 10, seed);
    }

    static JobResult outcome(Job job, double p12, double p23, double p13) {
        List<String> o = job.order();
        return new JobResult(
                job.key(),
                job,
                6,
                0.5,
                job.p12(),
                job.p23(),
                50,
                50,
                List.of(
                        reading(o.get(0), o.get(1), p12),
                        reading(o.get(1), o.get(2), p23),
                        reading(o.get(0), o.get(2), p13)));
    }

    private static PairResult reading(String i, String j, double p) {
        return new PairResult(i, j, p, p, p, 0.9, Math.round(18 * p), 18 - Math.round(18 * p), 2, p);
    }

    /** The paper's grid with three seeds, whose learned p13 differ by ±{@code noise}. */
    static List<JobResult> grid(DoubleUnaryOperator learned23, DoubleUnaryOperator learned13, double noise) {
        List<JobResult> outcomes = new ArrayList<>();
        for (List<String> order : Grid.orders("dog", "cat", "bird")) {
            for (long seed = 0; seed < 3; seed++) {
                for (double p23 : Grid.range(0, 1, 0.05)) {
                    double p13 = learned13.applyAsDouble(p23) + (seed - 1) * noise * p23;
                    outcomes.add(outcome(
                            job(order, p23, seed), 0.99, learned23.applyAsDouble(p23), Math.max(0, Math.min(1, p13))));
                }
            }
        }
        return outcomes;
    }
}

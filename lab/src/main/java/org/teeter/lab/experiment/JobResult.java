package org.teeter.lab.experiment;

import java.util.List;

/**
 * The result of a job: a line of the results file. It follows from the job alone, so it holds no times.
 *
 * @param key of the job
 * @param steps of training
 * @param lastLoss the mean loss of the last tenth of the steps
 * @param drawn12 share of judgements between options 1 and 2 that preferred 1
 * @param drawn23 the same of 2 and 3
 * @param n12 number of judgements between 1 and 2
 * @param n23 number of judgements between 2 and 3
 * @param readings of the pairs (1,2), (2,3) and (1,3), in that order
 */
public record JobResult(
        String key,
        Job job,
        int steps,
        double lastLoss,
        double drawn12,
        double drawn23,
        long n12,
        long n23,
        List<PairResult> readings)
        implements Keyed {

    public JobResult {
        readings = List.copyOf(readings);
        if (readings.size() != 3) {
            throw new IllegalArgumentException("a result must have readings of three pairs, got " + readings.size());
        }
        if (!key.equals(job.key())) {
            throw new IllegalArgumentException("a result's key must be that of its job, " + job.key() + ", got " + key);
        }
    }

    public PairResult r12() {
        return readings.get(0);
    }

    public PairResult r23() {
        return readings.get(1);
    }

    public PairResult r13() {
        return readings.get(2);
    }
}

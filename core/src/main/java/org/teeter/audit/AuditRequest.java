package org.teeter.audit;

import java.util.List;

/**
 * What an audit is asked.
 *
 * @param targets which predictions
 * @param thresholds the Ms of interest, ascending, each above 1
 * @param top how many findings to report, worst first; 0 for all
 * @param refits up to how many findings are checked by refitting
 * @param sample how many further targets, drawn at random, are checked
 * @param seed of that draw
 * @param acrossParts whether pairs are targets that no chain of judged pairs connects, whose prediction comes from the prior alone
 */
public record AuditRequest(
        Targets targets, List<Double> thresholds, int top, int refits, int sample, long seed, boolean acrossParts) {

    public AuditRequest {
        thresholds = thresholds.stream().sorted().toList();
        if (thresholds.isEmpty() || !thresholds.stream().allMatch(m -> m > 1 && m < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("thresholds M must be finite and above 1, got " + thresholds);
        }
        if (top < 0 || refits < 0 || sample < 0) {
            throw new IllegalArgumentException(
                    "top, refits and sample must not be negative, got " + top + ", " + refits + " and " + sample);
        }
    }

    /** Unobserved pairs, M = 2, 5, 10, the worst 20, and as many random ones for the check. */
    public static AuditRequest standard() {
        return new AuditRequest(new Targets.Unobserved(), List.of(2.0, 5.0, 10.0), 20, 10_000, 20, 1, false);
    }

    public AuditRequest withTargets(Targets other) {
        return new AuditRequest(other, thresholds, top, refits, sample, seed, acrossParts);
    }

    public AuditRequest withTop(int other) {
        return new AuditRequest(targets, thresholds, other, refits, sample, seed, acrossParts);
    }

    public AuditRequest withPairsAcrossParts() {
        return new AuditRequest(targets, thresholds, top, refits, sample, seed, true);
    }
}

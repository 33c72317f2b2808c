package org.teeter.lab.experiment;

import java.util.List;

/**
 * What came of a lesson.
 *
 * @param losses of each step
 * @param readings of the pairs that were asked about, in their order
 */
public record Taught(List<Double> losses, List<PairResult> readings) {
    public Taught {
        losses = List.copyOf(losses);
        readings = List.copyOf(readings);
    }

    /** The mean loss of the last tenth of the steps. */
    public double lastLoss() {
        int tail = Math.max(1, losses.size() / 10);
        return losses.subList(losses.size() - tail, losses.size()).stream()
                .mapToDouble(x -> x)
                .average()
                .orElseThrow();
    }
}

package org.teeter.audit;

import java.util.Optional;
import org.teeter.link.Probability;

/**
 * A sensitivity held against refits.
 *
 * @param finding the target and its source
 * @param deltaY a small move of the source's proportion: 1e-4 of its room
 * @param predicted change of the target's probability: sensitivity times {@code deltaY}
 * @param actual change after refitting
 * @param low the target's probability after moving the source by -0.01; empty where it has no limit
 * @param high the same after +0.01
 * @param rounding what a change of the target's probability may be though nothing moved it: a few ulp of p, and of the scores behind it
 */
public record Check(
        Finding finding,
        double deltaY,
        double predicted,
        double actual,
        Optional<Probability> low,
        Optional<Probability> high,
        double rounding) {
    /** The finite move of the paper's Example 1: one percentage point. */
    public static final double POINT = 0.01;

    /** How far the prediction is off, relative to the larger of the two changes; 0 where rounding explains the difference. */
    public double relativeError() {
        double off = Math.abs(actual - predicted);
        return off <= rounding ? 0 : off / Math.max(Math.abs(actual), Math.abs(predicted));
    }
}

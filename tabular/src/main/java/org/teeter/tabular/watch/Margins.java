package org.teeter.tabular.watch;

import java.util.List;

/**
 * By how much the chosen answer's score exceeds the rejected one's. Mutable.
 *
 * <p>Only counts in fixed bins are kept, so that any number of rows takes no memory.
 */
public final class Margins {
    /** The upper ends of the bins of positive margins; those beyond the last are one more. */
    public static final List<Double> ENDS = List.of(0.1, 0.5, 1.0, 2.0, 5.0);

    private final long[] positive = new long[ENDS.size() + 1];
    private long negative;
    private long zero;
    private long missing;

    Margins() {}

    void add(double margin) {
        if (Double.isNaN(margin)) {
            missing++;
        } else if (margin <= 0) {
            negative += margin < 0 ? 1 : 0;
            zero += margin == 0 ? 1 : 0;
        } else {
            int bin = 0;
            while (bin < ENDS.size() && margin > ENDS.get(bin)) {
                bin++;
            }
            positive[bin]++;
        }
    }

    /** Rows whose scores say that the rejected answer is better. */
    public long negative() {
        return negative;
    }

    /** Rows with equal scores. */
    public long zero() {
        return zero;
    }

    /** Rows that lack a score, or have something else there. */
    public long missing() {
        return missing;
    }

    /** Rows by the bin of their margin. */
    public long[] positive() {
        return positive.clone();
    }

    /** Rows with two scores. */
    public long scored() {
        long all = negative + zero;
        for (long n : positive) {
            all += n;
        }
        return all;
    }
}

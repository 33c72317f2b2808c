package org.teeter.votes;

import java.util.Arrays;

/** The largest sums of values that so many votes have together, one value a kind and so much room in each; to single precision. */
final class TopSums {
    private final double[] votes; // so many have been taken, kind by kind
    private final double[] sums;
    private final double[] values;

    TopSums(double[] of, double[] room) {
        int[] kinds = Best.of(of, room, Double.POSITIVE_INFINITY);
        this.votes = new double[kinds.length + 1];
        this.sums = new double[kinds.length + 1];
        this.values = new double[kinds.length];
        for (int k = 0; k < kinds.length; k++) {
            values[k] = of[kinds[k]];
            votes[k + 1] = votes[k] + room[kinds[k]];
            sums[k + 1] = sums[k] + room[kinds[k]] * values[k];
        }
    }

    double of(double count) {
        int at = Arrays.binarySearch(votes, count);
        int taken = at >= 0 ? at : -at - 2;
        return taken >= values.length ? sums[values.length] : sums[taken] + (count - votes[taken]) * values[taken];
    }
}

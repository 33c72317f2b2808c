package org.teeter.model;

/**
 * A gradient of scores summed in twice the working precision from flows between two items each, mutable. What a flow adds to one item it
 * takes from the other to the bit, so that of items that hang together firmly only the light judgements by which they hang on the rest are
 * left in the sum over them: those must not be lost beside heavy ones.
 */
final class PairedSum {
    private final double[] sum;
    private final double[] low;

    /** Begins; what there is already counts. */
    PairedSum(double[] sum) {
        this.sum = sum;
        this.low = new double[sum.length];
    }

    /** Takes so much from one item and adds it to another; from an item to itself nothing flows. */
    void flow(double value, int from, int to) {
        if (from != to) {
            add(-value, from);
            add(value, to);
        }
    }

    private void add(double value, int to) {
        double before = sum[to];
        double after = before + value;
        double part = after - before;
        low[to] += (before - (after - part)) + (value - part);
        sum[to] = after;
    }

    /** The sums are in their array then. */
    void end() {
        for (int i = 0; i < low.length; i++) {
            sum[i] += low[i];
        }
    }
}

package org.teeter.votes;

import java.util.Arrays;

/** The kinds of votes that do most, without sorting them all: of a million kinds a few hundred are wanted. */
final class Best {
    private static final int SMALLEST = 1024;

    private final double[] worth;
    private final double budget;
    private long[] keys = new long[SMALLEST]; // the value, falling, and the kind
    private int size;
    private float least; // a kind below is not among the best

    private Best(double[] worth, double budget) {
        this.worth = worth;
        this.budget = budget;
    }

    /**
     * Kinds of positive value by falling value, as many as are together worth a budget, or all; equal ones, to single precision, by their
     * number.
     *
     * @param worth of each kind
     */
    static int[] of(double[] values, double[] worth, double budget) {
        Best best = new Best(worth, budget);
        for (int k = 0; k < values.length; k++) {
            float value = (float) values[k];
            if (value > best.least && worth[k] > 0) {
                best.add(value, k);
            }
        }
        best.settle();
        int[] kinds = new int[best.size];
        Arrays.setAll(kinds, k -> (int) best.keys[k]);
        return kinds;
    }

    private void add(float value, int kind) {
        if (size == keys.length) {
            settle();
            if (2 * size > keys.length) {
                keys = Arrays.copyOf(keys, 2 * keys.length);
            }
        }
        keys[size++] = ((long) (Integer.MAX_VALUE - Float.floatToIntBits(value)) << Integer.SIZE) | kind;
    }

    /** Sorts what there is, and forgets what the budget does not reach. */
    private void settle() {
        Arrays.sort(keys, 0, size);
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += worth[(int) keys[k]];
            if (sum >= budget) {
                size = k + 1;
                least = Float.intBitsToFloat(Integer.MAX_VALUE - (int) (keys[k] >>> Integer.SIZE));
                return;
            }
        }
    }
}

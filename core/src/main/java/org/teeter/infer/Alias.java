package org.teeter.infer;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws whole numbers from a fixed distribution at the cost of one comparison.
 */
/*
 * A. J. Walker (1977), An efficient method for generating discrete random variables with general distributions, ACM Transactions on
 * Mathematical Software 3; the table is made as M. D. Vose (1991, IEEE Transactions on Software Engineering 17) makes it.
 */
final class Alias {
    /** Beyond so small a share of the largest probability, all of a Poisson distribution together is less than a draw resolves. */
    private static final double NOTHING = 0x1p-64;

    private final int lowest;
    private final int fraction; // bits
    private final long[] threshold;
    private final int[] other;

    /** Draws {@code lowest + k} with a probability in proportion to {@code weights[k]}. */
    Alias(int lowest, double... weights) {
        int bits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(weights.length - 1));
        int size = 1 << bits;
        this.lowest = lowest;
        this.fraction = Long.SIZE - bits;
        this.threshold = new long[size];
        this.other = new int[size];
        double sum = Arrays.stream(weights).sum();
        double[] share = new double[size]; // of a cell
        int[] low = new int[size];
        int[] high = new int[size];
        int lows = 0;
        int highs = 0;
        for (int k = 0; k < size; k++) {
            share[k] = k < weights.length ? weights[k] / sum * size : 0;
            other[k] = k;
            if (share[k] < 1) {
                low[lows++] = k;
            } else {
                high[highs++] = k;
            }
        }
        Arrays.fill(threshold, 1L << fraction);
        while (lows > 0 && highs > 0) {
            int l = low[--lows];
            int h = high[highs - 1];
            threshold[l] = (long) (share[l] * (1L << fraction));
            other[l] = h;
            share[h] -= 1 - share[l];
            if (share[h] < 1) {
                highs--;
                low[lows++] = h;
            }
        }
        for (int k = 0; k < lows; k++) { // all that rounding has left of 1; a cell of nothing stays closed
            if (share[low[k]] < 0.5) {
                throw new ArithmeticException("shares of a table do not sum to 1");
            }
        }
    }

    /** A Poisson distribution of a positive mean. */
    static Alias poisson(double mean) {
        int mode = (int) mean;
        int lowest = mode;
        double down = 1;
        while (lowest > 0 && down > NOTHING) {
            down *= lowest / mean;
            lowest--;
        }
        int highest = mode;
        double up = 1;
        while (up > NOTHING) {
            highest++;
            up *= mean / highest;
        }
        double[] weights = new double[highest - lowest + 1];
        weights[mode - lowest] = 1;
        for (int k = mode; k > lowest; k--) {
            weights[k - 1 - lowest] = weights[k - lowest] * (k / mean);
        }
        for (int k = mode + 1; k <= highest; k++) {
            weights[k - lowest] = weights[k - 1 - lowest] * (mean / k);
        }
        return new Alias(lowest, weights);
    }

    /** Adds one number to each of these places, and returns their sum. */
    long add(RandomGenerator random, int[] places, double[] to) {
        long sum = 0;
        for (int place : places) {
            int drawn = draw(random.nextLong());
            to[place] += drawn;
            sum += drawn;
        }
        return sum;
    }

    /** The number that 64 random bits draw. */
    int draw(long bits) {
        int cell = (int) (bits >>> fraction);
        long within = bits & ((1L << fraction) - 1);
        return lowest + (within < threshold[cell] ? cell : other[cell]);
    }
}

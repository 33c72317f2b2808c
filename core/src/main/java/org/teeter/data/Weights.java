package org.teeter.data;

/**
 * Which weights of a judgement can be counted: zero, and those between two bounds.
 *
 * <p>There are at most 2^63 judgements, so that totals lie between 1e-20 and 1e39, and the product of any seven of them is a normal
 * double. Fits, standard errors and sensitivities, which multiply totals and divide by them, then neither overflow nor lose digits
 * below the smallest double.
 */
public final class Weights {
    /** The smallest weight but zero. */
    public static final double SMALLEST = 1e-20;

    /** The largest weight. */
    public static final double LARGEST = 1e20;

    private static final double LARGEST_TOTAL = LARGEST * 0x1p63;

    private Weights() {}

    /** Whether a judgement may have this weight; false for NaN. */
    public static boolean isSafe(double weight) {
        return weight == 0 || (SMALLEST <= weight && weight <= LARGEST);
    }

    /** Whether so many wins and losses, in weights, can be those of one pair. */
    static boolean areSafe(double won, double lost) {
        double n = won + lost;
        return won >= 0
                && lost >= 0
                && SMALLEST / 2 <= n
                && n <= LARGEST_TOTAL; // moving wins to losses may round their sum
    }

    /** Refuses weights that are not one a kind, or negative. */
    static void requireOneEach(int kinds, double... weights) {
        if (weights.length != kinds) {
            throw new IllegalArgumentException(
                    "each of the " + kinds + " kinds of judgements needs a weight, got " + weights.length);
        }
        for (double weight : weights) {
            if (!(0 <= weight && weight <= LARGEST_TOTAL)) {
                throw new IllegalArgumentException(
                        "a total weight must be from 0 to 2^63 times " + LARGEST + ", got " + weight);
            }
        }
    }
}

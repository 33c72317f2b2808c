package org.teeter.lm.ask;

/** A 95 % interval of a probability. */
public record Interval(double low, double high) {
    /** The normal distribution's quantile at 0.975, mpmath 1.3.0, rounded to the nearest double. */
    private static final double Z = 1.9599639845400543;

    /** Wilson's score interval for k of n; all of [0, 1] where n is 0. */
    public static Interval wilson(long k, long n) {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException(
                    "successes must be from 0 to the number of trials, got " + k + " of " + n);
        }
        if (n == 0) {
            return new Interval(0, 1);
        }
        double p = k / (double) n;
        double shrink = Z * Z / n;
        double centre = (p + shrink / 2) / (1 + shrink);
        double half = Z * Math.sqrt(p * (1 - p) / n + shrink / (4.0 * n)) / (1 + shrink);
        return new Interval(k == 0 ? 0 : centre - half, k == n ? 1 : centre + half);
    }

    /**
     * The interval of the mean of two independent proportions from theirs, by the method of variance estimates recovery (Zou and
     * Donner, Statistics in Medicine 27, 2008, 1693-1702).
     */
    static Interval ofMean(double p, Interval ofP, double q, Interval ofQ) {
        double mean = (p + q) / 2;
        return new Interval(
                mean - Math.hypot(p - ofP.low, q - ofQ.low) / 2, mean + Math.hypot(ofP.high - p, ofQ.high - q) / 2);
    }
}

package org.teeter.lab.synthesis;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whether a count could have come about by chance. */
final class Binomial {
    /** Of a thousand counts that are checked, one fails by chance once in a thousand seeds. */
    private static final double SIGNIFICANCE = 1e-6;

    private Binomial() {}

    /** Holds a count of n to a probability: neither tail beyond it, summed exactly, may be less likely than one in a million. */
    static void assertPlausible(long count, long n, double p) {
        double below = tail(count, n, p);
        double above = tail(n - count, n, 1 - p);
        assertTrue(
                Math.min(below, above) > SIGNIFICANCE,
                () -> count + " of " + n + " at " + p + ": tails " + below + " and " + above);
    }

    /** P(X ≤ count). */
    private static double tail(long count, long n, double p) {
        if (p == 0 || p == 1) {
            return count >= n * p ? 1 : 0;
        }
        double logTerm = n * Math.log1p(-p);
        double sum = Math.exp(logTerm);
        for (long k = 1; k <= count; k++) {
            logTerm += Math.log((n - k + 1) * p / (k * (1 - p)));
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}

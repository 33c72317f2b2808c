package org.teeter.link;

/**
 * A probability together with its complement, each with full relative precision.
 *
 * <p>A double resolves 1e-300 but nothing between 1 - 1.1e-16 and 1, while a preference of 1 - 1e-18 is as legitimate as one of
 * 1e-18; carrying both halves keeps the two equally exact.
 *
 * @param p the probability, in [0, 1]
 * @param q its complement 1 - p, in [0, 1]; where {@code p} is the larger one, {@code q} is the more precise
 */
public record Probability(double p, double q) {

    /** An even chance. */
    public static final Probability HALF = new Probability(0.5, 0.5);

    public Probability {
        if (!(0 <= p && p <= 1 && 0 <= q && q <= 1)) { // written so that NaN fails too
            throw new IllegalArgumentException("probability and complement must be in [0, 1], got " + p + " and " + q);
        }
        if (!(Math.abs(p + q - 1) <= 4 * Math.ulp(1.0))) {
            throw new IllegalArgumentException("probability and complement must sum to 1, got " + p + " and " + q);
        }
    }

    /** The probability {@code p} as the double it is, with complement {@code 1 - p}. */
    public static Probability of(double p) {
        return new Probability(p, 1 - p);
    }

    /** The probability {@code 1 - q}, exactly complementary to the double {@code q}. */
    public static Probability complementOf(double q) {
        return new Probability(1 - q, q);
    }

    /** The probability of the other outcome. */
    public Probability complement() {
        return new Probability(q, p);
    }

    /** {@code log(p / q)}: the log-odds; infinite at 0 and 1. */
    public double logit() {
        return Math.log(p) - Math.log(q);
    }

    /** {@code p q}: the variance of one draw, and the paper's weight of a pair [M5]. */
    public double variance() {
        return p * q;
    }

    /** Whether both outcomes are possible. */
    public boolean isInterior() {
        return p > 0 && q > 0;
    }
}

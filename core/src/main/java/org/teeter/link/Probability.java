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

    /** {@code log(p / q)}: the log-odds, within 2 ulp also where they nearly vanish; infinite at 0 and 1. */
    public double logit() {
        double m = smaller();
        // From 1/4 on 1 - 2m is exact, and log1p keeps what the logarithm of a ratio near 1 would lose.
        double size = m > 0.25 ? Math.log1p((1 - 2 * m) / m) : Math.log1p(-m) - Math.log(m);
        return isEvenOrMore() ? size : -size;
    }

    /** The smaller of the two halves: the one that was given, or that subtraction from 1 leaves exact. */
    public double smaller() {
        return Math.min(p, q);
    }

    /** Whether {@code p >= q}, so that {@link #smaller()} is {@code q}. */
    public boolean isEvenOrMore() {
        return p >= q;
    }

    /** {@code this - other} as numbers: from the smaller halves, so that two near 1 are told apart. */
    public double minus(Probability other) {
        if (p <= q && other.p <= other.q) {
            return p - other.p;
        }
        if (p >= q && other.p >= other.q) {
            return other.q - q;
        }
        // On opposite sides of 1/2 the two parts have one sign; each is exact where they are small.
        return p > q ? (0.5 - q) + (0.5 - other.p) : -((0.5 - p) + (0.5 - other.q));
    }

    /** {@code p - 1/2}, with full relative precision near 1/2. */
    public double excess() {
        double size = 0.5 - smaller(); // exact from 1/4 on
        return isEvenOrMore() ? size : -size;
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

package org.teeter.paper;

/**
 * A logarithm as the unevaluated sum {@code high + low}, in about twice the working precision.
 *
 * <p>Logarithms of Plackett-Luce probabilities are as large as the differences of the scores, and what is asked for is often a small
 * difference of large ones, or its exponential, which turns an absolute error into a relative one. Here the large parts, which are sums and
 * differences of scores, are exact, and what remains is the rounding of {@code log(1 + e^x)}, a few 1e-16.
 */
record Logarithm(double high, double low) {
    static final Logarithm OF_ONE = new Logarithm(0, 0);
    static final Logarithm OF_ZERO = new Logarithm(Double.NEGATIVE_INFINITY, 0);

    /** {@code a - b}, exactly. */
    static Logarithm difference(double a, double b) {
        return sum(a, -b);
    }

    /** {@code a + b}, exactly (Knuth's two-sum). */
    private static Logarithm sum(double a, double b) {
        double sum = a + b;
        double back = sum - a;
        return new Logarithm(sum, (a - (sum - back)) + (b - back));
    }

    boolean isOfZero() {
        return high == Double.NEGATIVE_INFINITY;
    }

    Logarithm plus(Logarithm other) {
        if (isOfZero() || other.isOfZero()) {
            return OF_ZERO;
        }
        Logarithm sum = sum(high, other.high);
        return sum(sum.high, sum.low + (low + other.low));
    }

    /** @param other not the logarithm of 0 */
    Logarithm minus(Logarithm other) {
        return plus(new Logarithm(-other.high, -other.low));
    }

    Logarithm negated() {
        return OF_ONE.minus(this);
    }

    /** {@code log(1 + e^this)}. */
    Logarithm softplus() {
        if (!(high > 0)) {
            return new Logarithm(Math.log1p(exp()), 0);
        }
        return plus(new Logarithm(Math.log1p(negated().exp()), 0));
    }

    /** {@code log(e^this + e^other)}. */
    Logarithm or(Logarithm other) {
        if (other.isOfZero()) {
            return this;
        }
        return isOfZero() ? other : other.plus(minus(other).softplus());
    }

    double exp() {
        return Math.exp(high) * (1 + low);
    }

    double value() {
        return high + low;
    }
}

package org.teeter.link;

import java.util.OptionalDouble;

/**
 * The logistic link of Bradley-Terry and Plackett-Luce.
 *
 * <pre>{@code g(x) = 1 / (1 + e^-x),  g'(x) = g(x) (1 - g(x))    [M2]}</pre>
 *
 * <p>Every method works on {@code e^-|x|}, which lies in [0, 1] and cannot overflow.
 */
public record Logistic() implements LogConcave {

    @Override
    public String name() {
        return "logistic";
    }

    @Override
    public Probability probability(double x) {
        double e = Math.exp(-Math.abs(x));
        double larger = 1 / (1 + e);
        double smaller = e / (1 + e);
        return x >= 0 ? new Probability(larger, smaller) : new Probability(smaller, larger);
    }

    @Override
    public double logProbability(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        double e = Math.exp(-Math.abs(x));
        return e / ((1 + e) * (1 + e));
    }

    @Override
    public double logDensity(double x) {
        double a = Math.abs(x);
        return -a - 2 * Math.log1p(Math.exp(-a));
    }

    @Override
    public double quantile(Probability p) {
        return p.logit();
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code cosh(x/2) = √factor cosh(from/2)}. */
    @Override
    public double descent(double from, double factor) {
        double root = Math.sqrt(factor);
        return 2 * Arcosh.ofScaledCosh(root, (factor - 1) / (root + 1), from / 2);
    }

    @Override
    public double densityAt(Probability p) {
        return p.variance();
    }

    /** {@code log((to.p from.q) / (to.q from.p))}; near 1 that ratio differs from 1 by {@code (to - from) / (to.q from.p)}. */
    @Override
    public double gap(Probability from, Probability to) {
        double excess = to.minus(from) / to.q() / from.p();
        return Math.abs(excess) < 0.5 ? Math.log1p(excess) : to.logit() - from.logit();
    }

    /** The paper's Eq. (3), {@code p_ij = ab / D, q_ij = (1-a)(1-b) / D, D = ab + (1-a)(1-b)}: sums and quotients of positives. */
    @Override
    public Probability compose(Probability ik, Probability kj) {
        double up = ik.p() * kj.p();
        double down = ik.q() * kj.q();
        return new Probability(up / (up + down), down / (up + down));
    }

    /** The paper's Eq. (4), {@code b (1-b) / D²}. */
    @Override
    public double slope(Probability ik, Probability kj) {
        double d = ik.p() * kj.p() + ik.q() * kj.q();
        double first = kj.smaller() / d;
        double larger = kj.isEvenOrMore() ? kj.p() : kj.q();
        return first >= Double.MIN_NORMAL ? first * (larger / d) : kj.smaller() * (larger / d / d);
    }

    /**
     * {@code log slope}, with full relative precision also near slope 1, where it vanishes: from
     * {@code D² (slope - 1) = (2b - 1) ((1-a)² (1-b) - a² b)}.
     */
    @Override
    public double logSlope(Probability ik, Probability kj) {
        double slope = slope(ik, kj);
        if (0.5 < slope && slope < 2) {
            double d = ik.p() * kj.p() + ik.q() * kj.q();
            return Math.log1p(2 * kj.excess() * cubicDifference(ik, kj) / d / d);
        }
        if (slope >= Double.MIN_NORMAL && slope < Double.POSITIVE_INFINITY) {
            return Math.log(slope);
        }
        double d = ik.p() * kj.p() + ik.q() * kj.q();
        return Math.log(kj.p()) + Math.log(kj.q()) - 2 * Math.log(d);
    }

    /** {@code (1-a)² (1-b) - a² b} in twice the working precision: the two products may agree in all but their last bits. */
    private static double cubicDifference(Probability ik, Probability kj) {
        double a = ik.p();
        double qa = ik.q();
        double b = kj.p();
        double qb = kj.q();
        // Of each pair the smaller half is exact; the rounding error of the larger one is 1 - larger - smaller,
        // exactly.
        double aLow = a > qa ? (1 - a) - qa : 0;
        double qaLow = qa > a ? (1 - qa) - a : 0;
        double bLow = b > qb ? (1 - b) - qb : 0;
        double qbLow = qb > b ? (1 - qb) - b : 0;
        double up = qa * qa;
        double upLow = Math.fma(qa, qa, -up) + 2 * qa * qaLow;
        double down = a * a;
        double downLow = Math.fma(a, a, -down) + 2 * a * aLow;
        double upHigh = up * qb;
        double downHigh = down * b;
        double low = Math.fma(up, qb, -upHigh) + up * qbLow + upLow * qb;
        low -= Math.fma(down, b, -downHigh) + down * bLow + downLow * b;
        return (upHigh - downHigh) + low;
    }

    /** {@code 1 - g} and {@code g (1 - g)}. */
    @Override
    public void logDerivatives(double x, double[] into) {
        Probability p = probability(x);
        into[0] = p.q();
        into[1] = p.p();
        into[2] = p.p() * p.q();
        into[3] = into[2];
    }

    /** {@code v'/v = 1 - 2 g}. */
    @Override
    public OptionalDouble bend(double size) {
        return OptionalDouble.of(1);
    }
}

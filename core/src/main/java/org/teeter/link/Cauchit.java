package org.teeter.link;

import java.util.OptionalDouble;

/**
 * The Cauchy link.
 *
 * <pre>{@code g(x) = 1/2 + atan(x)/π,  g'(x) = 1 / (π (1 + x²))    [M9]}</pre>
 */
public record Cauchit() implements Smooth {
    private static final double LOG_PI = 1.1447298858494002;

    @Override
    public String name() {
        return "cauchit";
    }

    @Override
    public Probability probability(double x) {
        double m = Math.atan2(1, Math.abs(x)) / Math.PI;
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        double m = Math.atan2(1, Math.abs(x)) / Math.PI;
        return x < 0 ? Math.log(m) : Math.log1p(-m);
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        double h = Math.hypot(1, x);
        return 1 / Math.PI / h / h;
    }

    @Override
    public double logDensity(double x) {
        return Math.abs(x) < 1 ? -LOG_PI - Math.log1p(x * x) : -LOG_PI - 2 * Math.log(Math.hypot(1, x));
    }

    @Override
    public double quantile(Probability p) {
        double m = p.smaller();
        double x = m > 0.25 ? Math.tan(Math.PI * (0.5 - m)) : 1 / Math.tan(Math.PI * m);
        return p.isEvenOrMore() ? x : -x;
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code 1 + x² = factor (1 + from²)}. */
    @Override
    public double descent(double from, double factor) {
        return StudentT.rootOfSum(factor - 1, factor, from);
    }

    @Override
    public double densityAt(Probability p) {
        double s = Math.sin(Math.PI * p.smaller());
        return s * s / Math.PI;
    }

    /** On one side of 1/2, {@code cot πm - cot πn = sin(π(n - m)) / (sin πm sin πn)}. */
    @Override
    public double gap(Probability from, Probability to) {
        if (from.isEvenOrMore() != to.isEvenOrMore()) {
            return quantile(to) - quantile(from);
        }
        return Math.sin(Math.PI * to.minus(from))
                / Math.sin(Math.PI * from.smaller())
                / Math.sin(Math.PI * to.smaller());
    }

    /** {@code (sin πp_ij / sin πp_ik)²}. */
    @Override
    public double slope(Probability ik, Probability kj) {
        double ratio = Math.sin(Math.PI * compose(ik, kj).smaller()) / Math.sin(Math.PI * ik.smaller());
        return ratio * ratio;
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        double slope = slope(ik, kj);
        if (slope >= Double.MIN_NORMAL && slope < Double.POSITIVE_INFINITY) {
            return Math.log(slope);
        }
        double moved = Math.sin(Math.PI * compose(ik, kj).smaller());
        return 2 * (Math.log(moved) - Math.log(Math.sin(Math.PI * ik.smaller())));
    }

    @Override
    public boolean isLogConcave() {
        return false;
    }

    @Override
    public void logDerivatives(double x, double[] into) {
        StudentT.logDerivatives(this, 1, x, into);
    }
}

package org.teeter.link;

import java.util.OptionalDouble;

/**
 * The hyperbolic secant link.
 *
 * <pre>{@code g(x) = (2/π) atan e^(πx/2),  g'(x) = sech(πx/2) / 2,  g'(g⁻¹(p)) = sin(πp) / 2    [M11]}</pre>
 */
public record HyperbolicSecant() implements LogConcave {
    private static final double HALF_PI = Math.PI / 2;

    @Override
    public String name() {
        return "hyperbolic_secant";
    }

    @Override
    public Probability probability(double x) {
        double m = Math.atan(Math.exp(-HALF_PI * Math.abs(x))) / HALF_PI;
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        double m = Math.atan(Math.exp(-HALF_PI * Math.abs(x))) / HALF_PI;
        if (x >= 0) {
            return Math.log1p(-m);
        }
        return x < -300 ? HALF_PI * x - Math.log(HALF_PI) : Math.log(m); // atan t = t to 1e-400
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        double e = Math.exp(-HALF_PI * Math.abs(x));
        return e / (1 + e * e);
    }

    @Override
    public double logDensity(double x) {
        double a = HALF_PI * Math.abs(x);
        return -a - Math.log1p(Math.exp(-2 * a));
    }

    @Override
    public double quantile(Probability p) {
        double m = p.smaller();
        double log; // of tan(πm/2), which is (1 - t) / (1 + t) with t = tan(π(1/2 - m)/2)
        if (m > 0.25) {
            double t = Math.tan(HALF_PI * (0.5 - m));
            log = Math.log1p(-2 * t / (1 + t));
        } else {
            log = Math.log(Math.tan(HALF_PI * m));
        }
        return (p.isEvenOrMore() ? -log : log) / HALF_PI;
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code cosh(πx/2) = factor cosh(π from/2)}. */
    @Override
    public double descent(double from, double factor) {
        return Arcosh.ofScaledCosh(factor, factor - 1, HALF_PI * from) / HALF_PI;
    }

    @Override
    public double densityAt(Probability p) {
        return Math.sin(Math.PI * p.smaller()) / 2;
    }

    /**
     * {@code e^(πx/2) = tan(πp/2)}, so that scores add up as tangents multiply; the tangents of the smaller halves, of which none is
     * too large.
     */
    @Override
    public Probability compose(Probability ik, Probability kj) {
        double s = tan(ik);
        double t = tan(kj);
        if (ik.isEvenOrMore() == kj.isEvenOrMore()) {
            double m = Math.atan(s * t) / HALF_PI;
            return ik.isEvenOrMore() ? Probability.complementOf(m) : Probability.of(m);
        }
        double up = ik.isEvenOrMore() ? s : t;
        double down = ik.isEvenOrMore() ? t : s;
        return down < up
                ? Probability.of(Math.atan(down / up) / HALF_PI)
                : Probability.complementOf(Math.atan(up / down) / HALF_PI);
    }

    private static double tan(Probability p) {
        return Math.tan(HALF_PI * p.smaller());
    }

    /** With {@code s = tan(πp_ik/2) <= 1, t = tan(πp_kj/2)}: {@code t (1 + s²) / (1 + s²t²)}; otherwise of the complements. */
    @Override
    public double slope(Probability ik, Probability kj) {
        if (ik.isEvenOrMore() && ik.p() != ik.q()) {
            return slope(ik.complement(), kj.complement());
        }
        double s = tan(ik);
        double t = tan(kj);
        if (!kj.isEvenOrMore()) {
            return t * (1 + s * s) / (1 + s * t * s * t);
        }
        double ratio = s < t ? s / t : t / s; // s times the large tangent 1/t, or its inverse
        return (1 + s * s) / (1 + ratio * ratio) / (s < t ? t : s) * (s < t ? 1 : ratio);
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        double slope = slope(ik, kj);
        return slope >= Double.MIN_NORMAL && slope < Double.POSITIVE_INFINITY
                ? Math.log(slope)
                : logDensity(sum(ik, kj)) - logDensity(quantile(ik));
    }

    /**
     * With {@code t = e^(-π|x|/2)} the rarer side has {@code r = (π/2) t / ((1 + t²) atan t)} and {@code r - (log g')' = (π/2) (t/atan t - 1
     * + t²) / (1 + t²)}, whose parts are positive.
     */
    @Override
    public void logDerivatives(double x, double[] into) {
        double t = Math.exp(-HALF_PI * Math.abs(x));
        double one = 1 + t * t;
        double over = overAtan(t);
        double rare = HALF_PI * (1 + over) / one;
        double likely = density(x) / (1 - Math.atan(t) / HALF_PI);
        int rarer = x < 0 ? 0 : 1;
        into[rarer] = rare;
        into[1 - rarer] = likely;
        into[2 + rarer] = rare * HALF_PI * (over + t * t) / one;
        into[3 - rarer] = likely * (likely + HALF_PI * (1 - t) * (1 + t) / one);
    }

    /** {@code t / atan t - 1} for t in [0, 1]. */
    private static double overAtan(double t) {
        double s = t * t;
        if (s < 1e-3) { // the next term is below 1e-17 of the first
            return s * (1.0 / 3 + s * (-4.0 / 45 + s * (44.0 / 945 + s * (-428.0 / 14175 + s * (10196.0 / 467775)))));
        }
        return (t - Math.atan(t)) / Math.atan(t);
    }
}

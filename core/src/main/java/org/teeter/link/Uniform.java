package org.teeter.link;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The linear link: uniform noise on [-1, 1].
 *
 * <pre>{@code g(x) = 1/2 + x/2 clipped to [0, 1],  p_ij = p_ik + p_kj - 1/2 clipped to [0, 1]    [M14]}</pre>
 *
 * <p>It violates A2 (constant outside), A5 (kinks at ±1) and A7; its sensitivity is 1 inside and 0 where {@code p_ij} is clipped.
 */
public record Uniform() implements Link {
    private static final double LOG_HALF = -0.6931471805599453;

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public Probability probability(double x) {
        double m = Math.max(0, (1 - Math.abs(x)) / 2);
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        return x < 0 ? Math.log(Math.max(0, (1 + x) / 2)) : Math.log1p(-Math.max(0, (1 - x) / 2));
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        return Math.abs(x) <= 1 ? 0.5 : 0; // with its ends, to which the quantiles of tiny probabilities round
    }

    @Override
    public double logDensity(double x) {
        return Math.abs(x) <= 1 ? LOG_HALF : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double quantile(Probability p) {
        return 2 * p.excess();
    }

    @Override
    public Set<Assumption> assumptions() {
        return EnumSet.of(Assumption.A3, Assumption.A4, Assumption.A6);
    }

    /** Any place of the plateau; 0 is its middle. */
    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    @Override
    public double densityAt(Probability p) {
        return 0.5;
    }

    @Override
    public double gap(Probability from, Probability to) {
        return 2 * to.minus(from);
    }

    @Override
    public Probability compose(Probability ik, Probability kj) {
        double p = excess(ik.p(), kj.p());
        double q = excess(ik.q(), kj.q());
        return p < q ? Probability.of(Math.max(0, p)) : Probability.complementOf(Math.max(0, q));
    }

    /** {@code a + b - 1/2}; the half is taken from the larger one first, which is exact where the result is small. */
    private static double excess(double a, double b) {
        return (Math.max(a, b) - 0.5) + Math.min(a, b);
    }

    @Override
    public double slope(Probability ik, Probability kj) {
        return compose(ik, kj).isInterior() ? 1 : 0;
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        return Math.log(slope(ik, kj));
    }
}

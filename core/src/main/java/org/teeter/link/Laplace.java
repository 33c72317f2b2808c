package org.teeter.link;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The double exponential link.
 *
 * <pre>{@code g'(x) = e^-|x| / 2,  g'(g⁻¹(p)) = min(p, 1 - p)    [M10]}</pre>
 *
 * <p>{@code g'} has a kink at 0, which A5 allows. Composition is rational in the smaller halves.
 */
public record Laplace() implements Link {
    private static final double LOG_TWO = 0.6931471805599453;

    @Override
    public String name() {
        return "laplace";
    }

    @Override
    public Probability probability(double x) {
        double m = Math.exp(-Math.abs(x)) / 2;
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        return x < 0 ? x - LOG_TWO : Math.log1p(-Math.exp(-x) / 2);
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        return Math.exp(-Math.abs(x)) / 2;
    }

    @Override
    public double logDensity(double x) {
        return -Math.abs(x) - LOG_TWO;
    }

    @Override
    public double quantile(Probability p) {
        double m = p.smaller();
        double x = m > 0.25 ? -Math.log1p(2 * m - 1) : -Math.log(m) - LOG_TWO;
        return p.isEvenOrMore() ? x : -x;
    }

    @Override
    public Set<Assumption> assumptions() {
        return EnumSet.allOf(Assumption.class);
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code |x| = |from| + log factor}. */
    @Override
    public double descent(double from, double factor) {
        return Math.max(0, Math.abs(from) + Math.log(factor));
    }

    @Override
    public double densityAt(Probability p) {
        return p.smaller();
    }

    @Override
    public double gap(Probability from, Probability to) {
        if (from.isEvenOrMore() != to.isEvenOrMore()) {
            return quantile(to) - quantile(from);
        }
        double nearer = to.isEvenOrMore() ? from.q() : to.p();
        double farther = to.isEvenOrMore() ? to.q() : from.p();
        double excess = to.minus(from) / farther;
        return Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(nearer) - Math.log(farther);
    }

    @Override
    public Probability compose(Probability ik, Probability kj) {
        if (ik.isEvenOrMore() == kj.isEvenOrMore()) {
            double m = 2 * ik.smaller() * kj.smaller();
            return ik.isEvenOrMore() ? Probability.complementOf(m) : Probability.of(m);
        }
        double up = ik.isEvenOrMore() ? ik.q() : kj.q(); // the two tails, of which the smaller one is further from 1/2
        double down = ik.isEvenOrMore() ? kj.p() : ik.p();
        return down < up ? Probability.of(down / up / 2) : Probability.complementOf(up / down / 2);
    }

    /** {@code e^(|x| - |x + y|)} as the ratio of the smaller halves of {@code p_ij} and {@code p_ik}, without forming the first. */
    @Override
    public double slope(Probability ik, Probability kj) {
        double m = ik.smaller();
        double n = kj.smaller();
        if (ik.isEvenOrMore() == kj.isEvenOrMore()) {
            return 2 * n;
        }
        return m < n ? 1 / n / 2 : n / m / m / 2;
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        double m = ik.smaller();
        double n = kj.smaller();
        if (ik.isEvenOrMore() == kj.isEvenOrMore()) {
            return Math.log(2 * n);
        }
        if (m < n) {
            return -Math.log(2 * n);
        }
        double ratio =
                n / m > 0.5 ? Math.log1p((n - m) / m) : Math.log(n / m); // exact difference of two near one another
        return ratio - Math.log(2 * m);
    }
}

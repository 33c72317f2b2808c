package org.teeter.link;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The complementary log-log link, the mirror image of {@link LogLog}.
 *
 * <pre>{@code g(x) = 1 - exp(-e^x),  1 - p_ij = exp(-log(1 - p_ik) log(1 - p_kj))    [M13]}</pre>
 *
 * <p>It violates A4.
 */
public record ComplementaryLogLog() implements Link {
    private static final LogLog MIRROR = new LogLog();

    @Override
    public String name() {
        return "cloglog_gumbel";
    }

    @Override
    public Probability probability(double x) {
        return MIRROR.probability(-x).complement();
    }

    @Override
    public double logProbability(double x) {
        return MIRROR.logComplement(-x);
    }

    @Override
    public double logComplement(double x) {
        return MIRROR.logProbability(-x);
    }

    @Override
    public double density(double x) {
        return MIRROR.density(-x);
    }

    @Override
    public double logDensity(double x) {
        return MIRROR.logDensity(-x);
    }

    @Override
    public double quantile(Probability p) {
        return -MIRROR.quantile(p.complement());
    }

    @Override
    public Set<Assumption> assumptions() {
        return EnumSet.complementOf(EnumSet.of(Assumption.A4));
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    @Override
    public double descent(double from, double factor) {
        return LogLog.ascent(-from, factor);
    }

    @Override
    public double gap(Probability from, Probability to) {
        return MIRROR.gap(to.complement(), from.complement());
    }

    @Override
    public double densest(double gap) {
        return -gap - MIRROR.densest(gap);
    }

    @Override
    public double densityAt(Probability p) {
        return MIRROR.densityAt(p.complement());
    }

    @Override
    public Probability compose(Probability ik, Probability kj) {
        return MIRROR.compose(ik.complement(), kj.complement()).complement();
    }

    @Override
    public double slope(Probability ik, Probability kj) {
        return MIRROR.slope(ik.complement(), kj.complement());
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        return MIRROR.logSlope(ik.complement(), kj.complement());
    }
}

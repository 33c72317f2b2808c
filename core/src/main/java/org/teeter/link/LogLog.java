package org.teeter.link;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The log-log link: the Gumbel distribution function itself.
 *
 * <pre>{@code g(x) = exp(-e^-x),  g'(g⁻¹(p)) = -p log p,  p_ij = exp(-log p_ik log p_kj)    [M12]}</pre>
 *
 * <p>It violates A4: {@code p_ij + p_ji} is not 1. Not to be confused with Gumbel noise on each score, which gives the logistic.
 */
public record LogLog() implements Link {

    @Override
    public String name() {
        return "loglog_gumbel";
    }

    @Override
    public Probability probability(double x) {
        return ofMinusLog(Math.exp(-x));
    }

    private static Probability ofMinusLog(double w) {
        return new Probability(Math.exp(-w), -Math.expm1(-w));
    }

    /** {@code -log p}. */
    private static double minusLog(Probability p) {
        return p.isEvenOrMore() ? -Math.log1p(-p.q()) : -Math.log(p.p());
    }

    @Override
    public double logProbability(double x) {
        return -Math.exp(-x);
    }

    @Override
    public double logComplement(double x) {
        double w = Math.exp(-x);
        if (x > 40) { // 1 - e^-w = w to 1e-18, also where w has become 0
            return -x;
        }
        return w < 0.5 ? Math.log(-Math.expm1(-w)) : Math.log1p(-Math.exp(-w));
    }

    @Override
    public double density(double x) {
        return Math.exp(logDensity(x));
    }

    @Override
    public double logDensity(double x) {
        double w = Math.exp(-x);
        return w == Double.POSITIVE_INFINITY ? Double.NEGATIVE_INFINITY : -x - w;
    }

    @Override
    public double quantile(Probability p) {
        double w = minusLog(p);
        if (0.5 < w && w < 2) { // log w vanishes at 1
            MinusLog exact = MinusLog.of(p);
            return -Math.log1p((exact.high() - 1) + exact.low());
        }
        return -Math.log(w);
    }

    /** {@code log(u/v)}, {@code u = -log from, v = -log to}, with {@code u - v = log(to/from)}. */
    @Override
    public double gap(Probability from, Probability to) {
        double growth = to.minus(from) / from.p();
        double v = minusLog(to);
        double difference = Math.abs(growth) < 0.5 ? Math.log1p(growth) : minusLog(from) - v;
        double excess = difference / v;
        return Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(minusLog(from)) - Math.log(v);
    }

    /** {@code e^-z (1 - e^-gap) = gap}. */
    @Override
    public double densest(double gap) {
        return gap == 0 ? 0 : Math.log(-Math.expm1(-gap) / gap);
    }

    @Override
    public Set<Assumption> assumptions() {
        return EnumSet.complementOf(EnumSet.of(Assumption.A4));
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code h(x) = h(from) + log factor} with {@code h(x) = x + e^-x - 1}, convex: Newton comes down from the right. */
    @Override
    public double descent(double from, double factor) {
        double c = excess(from) + Math.log(factor);
        if (!(c > 0)) {
            return 0;
        }
        double x = Math.sqrt(2 * c) + c; // beyond the root, since h(x) >= x - 1 and h(x) >= x²/2 - x³/6
        for (int step = 0; step < 60; step++) {
            double change = (excess(x) - c) / -Math.expm1(-x);
            x -= change;
            if (Math.abs(change) <= 1e-9 * x) {
                break;
            }
        }
        return x;
    }

    /**
     * The {@code t >= 0} with {@code h(-t) = h(from) + log factor}: {@link #descent} on the other side of the peak, where h rises as
     * {@code e^t - 1 - t}.
     */
    static double ascent(double from, double factor) {
        double c = excess(from) + Math.log(factor);
        if (!(c > 0)) {
            return 0;
        }
        double root = Math.sqrt(2 * c); // not before the root, since h(-t) >= t²/2
        double t = Math.min(root, Math.log1p(c + root));
        for (int step = 0; step < 60; step++) {
            double change = (excess(-t) - c) / Math.expm1(t);
            t -= change;
            if (Math.abs(change) <= 1e-9 * t) {
                break;
            }
        }
        return t;
    }

    /** {@code x + e^-x - 1}; near 0, where this cancels, by {@code x²/2! - x³/3! + …}. */
    private static double excess(double x) {
        if (Math.abs(x) > 0.5) {
            return x + Math.expm1(-x);
        }
        double term = x * x / 2;
        double sum = term;
        for (int n = 3; Math.abs(term) > 1e-17 * sum; n++) {
            term *= -x / n;
            sum += term;
        }
        return sum;
    }

    @Override
    public double densityAt(Probability p) {
        return p.p() * minusLog(p);
    }

    @Override
    public Probability compose(Probability ik, Probability kj) {
        MinusLog u = MinusLog.of(ik);
        MinusLog v = MinusLog.of(kj);
        return new Probability(u.expOfMinusProduct(v), -Math.expm1(-u.value() * v.value()));
    }

    /** With {@code u = -log p_ik, v = -log p_kj}: {@code v e^(u - uv)}. */
    @Override
    public double slope(Probability ik, Probability kj) {
        MinusLog v = MinusLog.of(kj);
        return v.value() * MinusLog.of(ik).expOfThisMinusProduct(v);
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        double slope = slope(ik, kj);
        if (slope >= Double.MIN_NORMAL && slope < Double.POSITIVE_INFINITY) {
            return Math.log(slope); // u and log v may cancel
        }
        double v = minusLog(kj);
        return Math.log(v) + minusLog(ik) * (1 - v);
    }
}

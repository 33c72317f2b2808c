package org.teeter.link;

import java.util.OptionalDouble;

/**
 * The link of Student's t distribution with ν degrees of freedom; ν = 1 is {@link Cauchit}, ν → ∞ is {@link Probit}.
 *
 * <pre>{@code g'(x) = (1 + x²/ν)^(-(ν+1)/2) / (√ν B(ν/2, 1/2))    [M15]}</pre>
 *
 * <p>The tail is {@code I_w(ν/2, 1/2) / 2} with {@code w = ν / (ν + x²)} (DLMF §8.17), the centre
 * {@code I_(1-w)(1/2, ν/2) / 2}; from ν = 200 on both by an expansion about the normal distribution. Relative error of
 * {@code g⁻¹} at most 3e-15; of {@code g} at most 2e-15 for ν up to 30, and {@code 3e-16 (1 + |log g|)} beyond.
 */
public final class StudentT implements Smooth {
    private final double nu;
    private final double beta; // B(ν/2, 1/2) = √π Γ(ν/2) / Γ((ν+1)/2)
    private final NearlyNormal nearlyNormal;

    public StudentT(double nu) {
        if (!(0.1 <= nu && nu <= 1e6)) {
            throw new IllegalArgumentException("degrees of freedom must be in [0.1, 1e6], got " + nu);
        }
        this.nu = nu;
        this.beta = IncompleteBeta.withHalf(nu / 2);
        this.nearlyNormal = new NearlyNormal(nu, beta);
    }

    /** Degrees of freedom ν. */
    public double nu() {
        return nu;
    }

    @Override
    public String name() {
        return "student_t" + (nu == Math.rint(nu) ? Long.toString((long) nu) : Double.toString(nu));
    }

    @Override
    public Probability probability(double x) {
        double m = Math.min(tail(Math.abs(x)), 0.5);
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        return x < 0 ? logTail(-x) : Math.log1p(-Math.min(tail(x), 0.5));
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        double h = Math.hypot(Math.sqrt(nu), x);
        return power(x, h, nu) / h / beta;
    }

    @Override
    public double logDensity(double x) {
        return logPower(x, nu + 1) - 0.5 * Math.log(nu) - Math.log(beta);
    }

    @Override
    public double quantile(Probability p) {
        double m = p.smaller();
        double x = m > 0.25 ? centralQuantile(0.5 - m) : tailQuantile(m);
        return p.isEvenOrMore() ? x : -x;
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code 1 + x²/ν = factor^(2/(ν+1)) (1 + from²/ν)}. */
    @Override
    public double descent(double from, double factor) {
        double exponent = 2 / (nu + 1);
        double k = Math.pow(factor, exponent);
        double kMinusOne = Math.abs(k - 1) < 0.5 ? Math.expm1(exponent * Math.log(factor)) : k - 1;
        return rootOfSum(nu * kMinusOne, k, from);
    }

    /** {@code √(a + k x²)}, or 0 where that is negative; with a square that may leave the range of a double. */
    static double rootOfSum(double a, double k, double x) {
        if (Math.abs(x) < 1e150) {
            return Math.sqrt(Math.max(0, a + k * x * x));
        }
        double scaled = Math.sqrt(k) * Math.abs(x);
        return scaled < 1e100 ? Math.sqrt(Math.max(0, a + scaled * scaled)) : scaled; // a is at most 1e6 M
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StudentT other && nu == other.nu;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(nu);
    }

    @Override
    public String toString() {
        return name();
    }

    /**
     * {@code g⁻¹(to) - g⁻¹(from)}. Where the two nearly cancel far out in one tail, where {@code g'} may have left the range of a
     * double, from the part of the tail that lies between them: {@code tail / g' = x K / ν}, K the continued fraction.
     */
    @Override
    public double gap(Probability from, Probability to) {
        double x = quantile(from);
        double a = Math.abs(x);
        double h = Math.hypot(Math.sqrt(nu), x);
        double difference = quantile(to) - x;
        if (!Gap.cancels(x, difference) || !inTail(a, h) || expanded(a)) {
            return Gap.between(this, from, to);
        }
        double exponent = -0.5 * (nu + 1);
        Gap.Relative density = distance -> Math.exp(exponent * Math.log1p((distance / h) * ((2 * x + distance) / h)));
        double tailOverDensity = a * IncompleteBeta.fraction(nu / 2, 0.5, square(Math.sqrt(nu) / h)) / nu;
        double part = to.minus(from) / from.smaller();
        return Math.abs(part) < 0.5 ? Gap.solve(density, part * tailOverDensity, difference) : difference;
    }

    /** {@code ((ν + x²) / (ν + z²))^((ν+1)/2)}. */
    @Override
    public double slope(Probability ik, Probability kj) {
        double x = quantile(ik);
        double z = sum(ik, kj);
        double root = Math.sqrt(nu);
        return Math.max(Math.abs(x), Math.abs(z)) < root
                ? Math.exp(logPower(z, nu + 1) - logPower(x, nu + 1))
                : Math.pow(Math.hypot(root, x) / Math.hypot(root, z), nu + 1);
    }

    @Override
    public double logSlope(Probability ik, Probability kj) {
        double x = quantile(ik);
        double z = sum(ik, kj);
        double root = Math.sqrt(nu);
        return Math.max(Math.abs(x), Math.abs(z)) < root
                ? logPower(z, nu + 1) - logPower(x, nu + 1)
                : (nu + 1) * Math.log(Math.hypot(root, x) / Math.hypot(root, z));
    }

    /** {@code w^(k/2)}, with {@code √w = √ν / h, h = √(ν + x²)}: by logarithm where w is near 1, by power where it is not. */
    private double power(double x, double h, double k) {
        return Math.abs(x) < 0.5 * Math.sqrt(nu)
                ? Math.exp(-0.5 * k * Math.log1p(x * x / nu))
                : Math.pow(Math.sqrt(nu) / h, k);
    }

    private double logPower(double x, double k) {
        double root = Math.sqrt(nu);
        if (Math.abs(x) < root) {
            return -0.5 * k * Math.log1p(x * x / nu);
        }
        double ratio = Math.hypot(root, x) / root;
        return -k * (ratio < Double.POSITIVE_INFINITY ? Math.log(ratio) : Math.log(Math.abs(x)) - Math.log(root));
    }

    /** {@code I_w(ν/2, 1/2) / 2 = w^(ν/2) √(1-w) K / (ν B)}, K a continued fraction that converges where w is not near 1. */
    private double tail(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (expanded(x)) {
            return x > 0.5 ? nearlyNormal.tail(x) : 0.5 - nearlyNormal.centre(x);
        }
        double h = Math.hypot(Math.sqrt(nu), x);
        return inTail(x, h)
                ? power(x, h, nu)
                        * (x / h)
                        * IncompleteBeta.fraction(nu / 2, 0.5, square(Math.sqrt(nu) / h))
                        / (nu * beta)
                : 0.5 - centre(x);
    }

    private double logTail(double x) {
        if (expanded(x)) {
            return x > 0.5 ? nearlyNormal.logTail(x) : Math.log(0.5 - nearlyNormal.centre(x));
        }
        double h = Math.hypot(Math.sqrt(nu), x);
        return inTail(x, h)
                ? logPower(x, nu)
                        + Math.log((x / h) * IncompleteBeta.fraction(nu / 2, 0.5, square(Math.sqrt(nu) / h)) / nu)
                        - Math.log(beta)
                : Math.log(0.5 - centre(x));
    }

    /** {@code g(x) - 1/2 = I_(1-w)(1/2, ν/2) / 2 = √(1-w) w^(ν/2) K / B}. */
    private double centre(double x) {
        double h = Math.hypot(Math.sqrt(nu), x);
        return power(x, h, nu) * (x / h) * IncompleteBeta.fraction(0.5, nu / 2, square(x / h)) / beta;
    }

    private boolean inTail(double x, double h) {
        return square(x / h) > 1.5 / (2.5 + nu / 2);
    }

    private boolean expanded(double x) {
        return nu >= NearlyNormal.FEWEST && nearlyNormal.covers(x);
    }

    private static double square(double x) {
        return x * x;
    }

    /** Newton on {@code g(x) - 1/2 = d}, concave: from the left it climbs to the root. */
    private double centralQuantile(double d) {
        double x = d * Math.sqrt(nu) * beta;
        for (int step = 0; step < 60; step++) {
            double change = (d - central(x)) / density(x);
            x += change;
            if (Math.abs(change) <= 1e-9 * x) { // the next change would be below its square
                break;
            }
        }
        return x;
    }

    private double central(double x) {
        if (expanded(x)) {
            return x > 0.5 ? 0.5 - nearlyNormal.tail(x) : nearlyNormal.centre(x);
        }
        return inTail(x, Math.hypot(Math.sqrt(nu), x)) ? 0.5 - tail(x) : centre(x);
    }

    /**
     * Newton on {@code log tail = log m} over log x: concave, decreasing and nearly straight, so that after one step it comes
     * down to the root from the right.
     */
    private double tailQuantile(double m) {
        double target = Math.log(m);
        if (target == Double.NEGATIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        double logX = Math.log(centralQuantile(0.25)) + (Math.log(0.25) - target) / nu;
        double largest = 709.7; // e^709.7 is 0.92 of the largest double
        for (int step = 0; step < 200; step++) {
            double x = Math.exp(Math.min(logX, largest));
            double log = logTail(x);
            double tail = tail(x);
            // log(tail / m) keeps what the difference of two logarithms near -690 loses
            double residual = tail >= Double.MIN_NORMAL ? Math.log(tail / m) : log - target;
            double change = residual / Math.exp(Math.log(x) + logDensity(x) - log);
            if (logX >= largest && change >= 0) { // few degrees of freedom and a tiny m
                return Double.POSITIVE_INFINITY;
            }
            logX = Math.min(logX, largest) + change;
            if (Math.abs(change) <= 1e-8) {
                return x * Math.exp(change);
            }
        }
        throw new ArithmeticException("the quantile of " + name() + " at " + m + " did not converge");
    }

    @Override
    public boolean isLogConcave() {
        return false;
    }

    @Override
    public void logDerivatives(double x, double[] into) {
        logDerivatives(this, nu, x, into);
    }

    /** {@code r = g'/g} and {@code r (r - (log g')')}, with {@code (log g')' = -(ν + 1) x / (ν + x²)}. */
    static void logDerivatives(Link link, double nu, double x, double[] into) {
        double log = link.logDensity(x);
        double forward = Math.exp(log - link.logProbability(x));
        double backward = Math.exp(log - link.logProbability(-x));
        double slope = Math.abs(x) < 1 ? -(nu + 1) * x / (nu + x * x) : -(nu + 1) / (nu / x + x);
        into[0] = forward;
        into[1] = backward;
        into[2] = forward * (forward - slope);
        into[3] = backward * (backward + slope);
    }
}

package org.teeter.link;

import java.util.OptionalDouble;

/**
 * The normal link of Thurstone's Case V.
 *
 * <pre>{@code g(x) = Φ(x),  g'(x) = φ(x) = e^(-x²/2) / √(2π)    [M8]}</pre>
 *
 * <p>The standard deviation of the difference is 1; sensitivities do not depend on it. Relative error of {@code g} and
 * {@code g⁻¹} at most 1e-15 down to the smallest normal double.
 */
public record Probit() implements LogConcave {

    @Override
    public String name() {
        return "probit";
    }

    @Override
    public Probability probability(double x) {
        double m = Math.min(Normal.tail(Math.abs(x)), 0.5);
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        return x < 0 ? Normal.logTail(-x) : Math.log1p(-Normal.tail(x));
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        return Normal.density(x);
    }

    @Override
    public double logDensity(double x) {
        return Normal.logDensity(x);
    }

    @Override
    public double quantile(Probability p) {
        double x = Normal.upperQuantile(p.smaller());
        return p.isEvenOrMore() ? x : -x;
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** {@code x² = from² + 2 log factor}. */
    @Override
    public double descent(double from, double factor) {
        return Math.sqrt(Math.max(0, from * from + 2 * Math.log(factor)));
    }

    @Override
    public double slope(Probability ik, Probability kj) {
        return Math.exp(logSlope(ik, kj));
    }

    /** {@code (x² - (x + y)²) / 2 = -y (x + y/2)}. */
    @Override
    public double logSlope(Probability ik, Probability kj) {
        double y = quantile(kj);
        return -y * (quantile(ik) + y / 2);
    }

    /** With the Mills ratio m of {@code |x|}: {@code 1/m} and {@code (1 - |x| m)/m²} on the rarer side. */
    @Override
    public void logDerivatives(double x, double[] into) {
        double size = Math.abs(x);
        double m = Normal.tabulatedMills(size);
        double density = Normal.density(size);
        double likely = density / (1 - density * m);
        int rarer = x < 0 ? 0 : 1;
        into[rarer] = 1 / m;
        into[1 - rarer] = likely;
        into[2 + rarer] = Normal.millsDefect(size, m) / (m * m);
        into[3 - rarer] = likely * (likely + size);
    }

    /**
     * {@code h = r m, m = r + x}, of which h falls and m rises: {@code |h'/h| = m - (1 - h)/m}, which is no more than m at the largest x. That h
     * falls is that the variance 1 - h of what is cut off at x grows with x, since the normal density is log-concave.
     */
    @Override
    public OptionalDouble bend(double size) {
        double[] at = new double[4];
        logDerivatives(size, at);
        return OptionalDouble.of(at[0] + size);
    }
}

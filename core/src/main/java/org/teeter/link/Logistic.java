package org.teeter.link;

/**
 * The logistic link of Bradley-Terry and Plackett-Luce.
 *
 * <pre>{@code g(x) = 1 / (1 + e^-x),  g'(x) = g(x) (1 - g(x))    [M2]}</pre>
 *
 * <p>Every method works on {@code e^-|x|}, which lies in [0, 1] and cannot overflow.
 */
public record Logistic() implements Link {

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
}

package org.teeter.link;

import java.util.OptionalDouble;

/**
 * A link that only tests have, as somebody would add one: the generalised logistic of type IV with both shapes 2.
 *
 * <pre>{@code g(x) = p² (3 - 2p),  g'(x) = 6 p² q²,  p = 1/(1 + e^-x), q = 1 - p }</pre>
 */
public record Smoothstep() implements LogConcave {
    private static final Logistic LOGISTIC = new Logistic();
    private static final int STEPS = 60; // each divides the error by three or more

    @Override
    public String name() {
        return "smoothstep";
    }

    @Override
    public Probability probability(double x) {
        double m = Math.exp(logProbability(-Math.abs(x)));
        return x >= 0 ? Probability.complementOf(m) : Probability.of(m);
    }

    @Override
    public double logProbability(double x) {
        if (x > 0) {
            return Math.log1p(-Math.exp(logProbability(-x)));
        }
        return 2 * LOGISTIC.logProbability(x)
                + Math.log1p(2 * LOGISTIC.probability(-x).p());
    }

    @Override
    public double logComplement(double x) {
        return logProbability(-x);
    }

    @Override
    public double density(double x) {
        double d = LOGISTIC.density(x);
        return 6 * d * d;
    }

    @Override
    public double logDensity(double x) {
        return Math.log(6) + 2 * LOGISTIC.logDensity(x);
    }

    @Override
    public OptionalDouble mode() {
        return OptionalDouble.of(0);
    }

    /** The rarer side's p solves {@code p = √(m / (3 - 2p))}. */
    @Override
    public double quantile(Probability p) {
        double m = p.smaller();
        double rare = 0;
        for (int step = 0; step < STEPS; step++) {
            rare = Math.sqrt(m / (3 - 2 * rare));
        }
        double x = Math.log(rare) - Math.log1p(-rare);
        return p.isEvenOrMore() ? -x : x;
    }

    /** {@code (log g)' = 6q²/(3 - 2p),  -(log g)'' = 12 p q² (2 - p)/(3 - 2p)²}. */
    @Override
    public void logDerivatives(double x, double[] into) {
        for (int side = 0; side < 2; side++) {
            Probability p = LOGISTIC.probability(side == 0 ? x : -x);
            double rest = 1 + 2 * p.q();
            into[side] = 6 * p.q() * p.q() / rest;
            into[2 + side] = 12 * p.p() * p.q() * p.q() * (1 + p.q()) / (rest * rest);
        }
    }
}

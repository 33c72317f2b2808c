package org.teeter.link;

import java.util.function.DoubleUnaryOperator;

/** A link as a user would write one: g and g' as plain functions, everything else by default or by bisection. */
public record UserLink(String name, DoubleUnaryOperator g, DoubleUnaryOperator slope) implements Link {

    @Override
    public Probability probability(double x) {
        return Probability.of(Math.max(0, Math.min(1, g.applyAsDouble(x))));
    }

    @Override
    public double logProbability(double x) {
        return Math.log(probability(x).p());
    }

    @Override
    public double logComplement(double x) {
        return Math.log(probability(x).q());
    }

    @Override
    public double density(double x) {
        return slope.applyAsDouble(x);
    }

    @Override
    public double logDensity(double x) {
        return Math.log(density(x));
    }

    @Override
    public double quantile(Probability p) {
        double low = -1e3;
        double high = 1e3;
        for (int step = 0; step < 200; step++) {
            double middle = (low + high) / 2;
            if (g.applyAsDouble(middle) < p.p()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}

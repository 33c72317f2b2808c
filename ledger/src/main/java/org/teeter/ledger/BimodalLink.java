package org.teeter.ledger;

import java.util.Set;
import org.teeter.link.Assumption;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * A link that meets A2 to A7 and whose density has two peaks, as of people of two tastes.
 *
 * <pre>{@code g(x) = (Λ(x - 4) + Λ(x + 4)) / 2}</pre>
 */
record BimodalLink() implements Link {
    private static final Logistic PART = new Logistic();
    private static final double APART = 4;

    @Override
    public String name() {
        return "bimodal";
    }

    @Override
    public Set<Assumption> assumptions() {
        return Set.of(Assumption.values());
    }

    @Override
    public Probability probability(double x) {
        Probability left = PART.probability(x - APART);
        Probability right = PART.probability(x + APART);
        return new Probability((left.p() + right.p()) / 2, (left.q() + right.q()) / 2);
    }

    @Override
    public double density(double x) {
        return (PART.density(x - APART) + PART.density(x + APART)) / 2;
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
    public double logDensity(double x) {
        return Math.log(density(x));
    }

    @Override
    public double quantile(Probability p) {
        return Bisection.quantile(this, p);
    }
}

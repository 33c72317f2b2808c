package org.teeter.infer;

import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.Hold;

/**
 * How much better a larger model fits the same data than one that it contains (Wilks 1938).
 *
 * @param statistic twice the difference of the log-likelihoods
 * @param degreesOfFreedom how many more parameters the larger model has
 * @param pValue the probability of a statistic as large if the smaller model is right, by the chi-squared distribution: of large samples
 */
public record LikelihoodRatio(double statistic, int degreesOfFreedom, double pValue) {
    /** A larger model can fit worse by rounding only. */
    private static final double ROUNDING = 1e-9;

    /**
     * Compares two fits. That the one model contains the other is for the caller to know.
     *
     * @throws IllegalArgumentException if they are not of the same data, have a prior, or cannot be so nested
     */
    public static <D> LikelihoodRatio of(Fit<D> smaller, Fit<D> larger) {
        if (smaller.data() != larger.data()) {
            throw new IllegalArgumentException(
                    "a likelihood ratio compares two fits to the same data, ties decided the same way");
        }
        return compare(smaller, larger);
    }

    /** Compares a fit of pairs with that of the same judgements under conditions, by the same model. */
    public static LikelihoodRatio ofConditions(Fit<ComparisonGraph> without, Fit<Contests> with) {
        ComparisonGraph data = without.data();
        ComparisonGraph pooled = with.data().pooled();
        boolean same = data.graph().equals(pooled.graph());
        for (int kind = 0; same && kind < data.kinds(); kind++) {
            same = Math.abs(data.weight(kind) - pooled.weight(kind)) <= ROUNDING * data.weight(kind);
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "a likelihood ratio compares two fits to the same data, ties decided the same way");
        }
        return compare(without, with);
    }

    private static LikelihoodRatio compare(Fit<?> smaller, Fit<?> larger) {
        if (isBelieved(smaller.prior()) || isBelieved(larger.prior())) {
            throw new IllegalArgumentException("a likelihood ratio compares maxima of the likelihood, without a prior");
        }
        int degrees = parameters(larger) - parameters(smaller);
        double statistic = 2 * (larger.logLikelihood() - smaller.logLikelihood());
        if (degrees < 1 || statistic < -ROUNDING * (1 + Math.abs(larger.logLikelihood()))) {
            throw new IllegalArgumentException("the larger model needs more parameters and must fit no worse, got "
                    + larger.model().name() + " with " + parameters(larger) + " beside "
                    + smaller.model().name() + " with "
                    + parameters(smaller) + " and a ratio of " + statistic);
        }
        return new LikelihoodRatio(Math.max(0, statistic), degrees, ChiSquare.tail(statistic, degrees));
    }

    /** Scores that are held to features are a smaller model, and no belief. */
    private static boolean isBelieved(Prior prior) {
        return prior.holds() && prior.hold() != Hold.FEATURES_ALONE;
    }

    /** Of which scores have one fewer than items, since only their differences count, or as many as features. */
    static int parameters(Fit<?> fit) {
        return fit.prior().freedom(fit.graph().size()) + fit.extras().size();
    }
}

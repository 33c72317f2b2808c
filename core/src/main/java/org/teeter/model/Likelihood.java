package org.teeter.model;

import java.util.List;
import java.util.Optional;
import org.teeter.graph.Graph;

/**
 * The likelihood of given data as a function of {@code theta}: a score for each item, then the {@linkplain #extras extra} parameters.
 *
 * <p>Scores enter by their differences alone. The negative log-likelihood is convex, unless it says otherwise.
 */
public interface Likelihood {

    /** The items as vertices, and an edge where the Hessian couples two scores. */
    Graph graph();

    /** The names of the parameters that all judgements share, in their order behind the scores; none, usually. */
    default List<String> extras() {
        return List.of();
    }

    /** Where to begin to look for the maximum. */
    default double[] start() {
        return new double[graph().size() + extras().size()];
    }

    /** A place near the maximum, where one can be told cheaply; judgements without a maximum have one too. */
    default double[] guess() {
        return start();
    }

    /** By how much at most the k-th extra parameter moves the log-odds of a judgement when it moves by one. */
    default double reach(int k) {
        return 1;
    }

    /** Which extra parameter says how often two items alone are tied in a ranking, where a ghost may tie too; -1 for none. */
    default int ghostTie() {
        return -1;
    }

    /** The information by which {@link Hold#INFORMATION} holds the scores, and the parameters that all judgements share; none where it is not defined. */
    default Optional<FisherInformation> fisherInformation() {
        return Optional.empty();
    }

    /** How many judgements there are of an item, as a sum of weights. */
    double judgements(int i);

    /** The log-likelihood, without multinomial coefficients; at most 0. */
    double logLikelihood(double[] theta);

    /** The logarithm of priors that are a part of the model, such as that of raters' precisions, but for a constant; at most 0. */
    default double logPrior(double[] theta) {
        return 0;
    }

    /** Fills in the derivatives of the negative log-likelihood, with the {@linkplain #logPrior model's own priors}. */
    void derivatives(double[] theta, Derivatives into);

    /**
     * Fills in the gradient and its scale; second derivatives stay as they are, where that costs less.
     *
     * @return whether second derivatives were filled in too
     */
    default boolean slopes(double[] theta, Derivatives into) {
        derivatives(theta, into);
        return true;
    }

    /**
     * Tells the gradient of each kind of judgement apart: they sum to {@link #derivatives}' gradient, each times its weight. Their
     * squares are what a covariance that does not trust the model is made of.
     */
    void contributions(double[] theta, Contributions into);

    /** Whether the negative log-likelihood is convex, so that it has one minimum; else it may have several. */
    default boolean isConcave() {
        return true;
    }

    /**
     * Fills in expected conductances, which are not negative, in place of observed ones.
     *
     * @throws UnsupportedOperationException if observed ones are as good
     */
    default void expect(double[] theta, Derivatives into) {
        throw new UnsupportedOperationException("a concave log-likelihood needs no expected curvature");
    }

    /**
     * Whether a step that changes no statistic of any judgement by more than m changes the Hessian by a factor of e^m at most, as
     * in every exponential family; else a step must be tried to be trusted.
     */
    boolean isSelfConcordant();

    /**
     * Of another likelihood, by what factor at most the Hessian grows while no difference of scores exceeds the given size, nor moves
     * by more than the given move; infinite where no bound is known.
     */
    default double growth(double size, double move) {
        return Double.POSITIVE_INFINITY;
    }
}

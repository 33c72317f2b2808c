package org.teeter.model;

/**
 * The likelihood of the proportions of one comparison graph, as a function of the scores.
 *
 * <p>Edge {@code e} joins {@code a = first(e)} and {@code b = second(e)}; {@code x_e = s_a - s_b}. All edges are evaluated at once, since
 * an estimator asks for nothing else and a call an edge would cost more than the arithmetic.
 */
public interface PairLikelihood {

    /** The log-likelihood, without the binomial coefficients; at most 0. */
    double logLikelihood(double[] scores);

    /**
     * First and second derivatives of the negative log-likelihood along each edge.
     *
     * @param slope receives, for each edge, {@code d(-log L_e)/dx_e}: expected minus observed wins of the first item
     * @param curvature receives, for each edge, {@code d²(-log L_e)/dx_e²}, not negative: its conductance in the Hessian
     */
    void derivatives(double[] scores, double[] slope, double[] curvature);
}

package org.teeter.model;

import org.teeter.data.ComparisonGraph;
import org.teeter.link.Link;

/**
 * A model in which the probability that one item is preferred to another depends on the difference of their scores alone.
 *
 * <p>It brings the likelihood and its derivatives along each edge, for all edges at once; an estimator brings the optimisation.
 * Edge {@code e} joins {@code a = first(e)} and {@code b = second(e)}; {@code x_e = s_a - s_b}.
 */
public interface PairModel {

    /** The name by which the command line and the reports call this model. */
    String name();

    /** How a difference of scores becomes a probability. */
    Link link();

    /** The log-likelihood of the graph's proportions, without the binomial coefficients, at the given scores; at most 0. */
    double logLikelihood(ComparisonGraph graph, double[] scores);

    /**
     * First and second derivatives of the negative log-likelihood along each edge.
     *
     * @param slope receives, for each edge, {@code d(-log L_e)/dx_e}: expected minus observed wins of the first item
     * @param curvature receives, for each edge, {@code d²(-log L_e)/dx_e²}, not negative: its conductance in the Hessian
     */
    void derivatives(ComparisonGraph graph, double[] scores, double[] slope, double[] curvature);

    /** {@code d slope_e / d y_e}, up to sign: by how much, in wins, one unit of the proportion on edge {@code e} pulls. */
    double pull(ComparisonGraph graph, int e, double x);
}

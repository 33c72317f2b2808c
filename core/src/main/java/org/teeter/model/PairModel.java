package org.teeter.model;

import org.teeter.data.ComparisonGraph;
import org.teeter.link.Link;

/**
 * A model in which the probability that one item is preferred to another depends on the difference of their scores alone.
 *
 * <p>It brings the likelihood and its derivatives along each edge; an estimator brings the optimisation.
 */
public interface PairModel {

    /** The name by which the command line and the reports call this model. */
    String name();

    /** How a difference of scores becomes a probability. */
    Link link();

    /** The likelihood of one graph's proportions under this model. */
    PairLikelihood likelihood(ComparisonGraph graph);

    /** {@code d slope_e / d y_e}, up to sign: by how much, in wins, one unit of the proportion on edge {@code e} pulls. */
    double pull(ComparisonGraph graph, int e, double x);
}

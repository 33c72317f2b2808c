package org.teeter.fit;

import org.teeter.data.ComparisonGraph;
import org.teeter.linalg.Laplacian;
import org.teeter.link.Probability;
import org.teeter.model.PairModel;

/** A fitted model of pairs: the scores at which the score equations hold, and how well they hold. Immutable. */
public final class Fit {
    private final ComparisonGraph graph;
    private final PairModel model;
    private final Prior prior;
    private final double[] position; // where the estimator stopped; differs from the scores by a constant
    private final Scores scores;
    private final double residual;
    private final double scoreError;
    private final int iterations;

    Fit(
            ComparisonGraph graph,
            PairModel model,
            Prior prior,
            double[] position,
            double residual,
            double scoreError,
            int iterations) {
        this.graph = graph;
        this.model = model;
        this.prior = prior;
        this.position = position;
        this.scores = Scores.centred(position);
        this.residual = residual;
        this.scoreError = scoreError;
        this.iterations = iterations;
    }

    public ComparisonGraph graph() {
        return graph;
    }

    public PairModel model() {
        return model;
    }

    public Prior prior() {
        return prior;
    }

    /** Scores of mean zero. */
    public Scores scores() {
        return scores;
    }

    /**
     * The largest violation of a score equation, in wins, relative to the smaller of the item's wins and losses, or to the curvature of
     * its prior where that is more.
     */
    public double residual() {
        return residual;
    }

    /** Estimate of the largest error of a score: the Newton step that remains. */
    public double scoreError() {
        return scoreError;
    }

    public int iterations() {
        return iterations;
    }

    /** The log-likelihood at the fit, without binomial coefficients and without the prior. */
    public double logLikelihood() {
        return model.likelihood(graph).logLikelihood(position);
    }

    /** The predicted probability that {@code i} is preferred to {@code j}. */
    public Probability probability(int i, int j) {
        return model.link().probability(position[i] - position[j]);
    }

    /** The Hessian of the negative log-posterior at the fit: the observed information, and the prior's. */
    @SuppressWarnings("exports") // for the other packages of this module
    public Laplacian information() {
        double[] slope = new double[graph.edges()];
        double[] curvature = new double[graph.edges()];
        model.likelihood(graph).derivatives(position, slope, curvature);
        double[] ground = new double[graph.size()];
        for (int i = 0; i < ground.length; i++) {
            ground[i] = prior.curvature(position[i]);
        }
        return new Laplacian(graph.starts(), graph.seconds(), curvature, ground);
    }

    double[] position() {
        return position;
    }
}

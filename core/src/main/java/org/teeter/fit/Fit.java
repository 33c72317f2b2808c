package org.teeter.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.graph.Graph;
import org.teeter.linalg.Laplacian;
import org.teeter.link.Probability;
import org.teeter.model.Derivatives;
import org.teeter.model.Likelihood;
import org.teeter.model.Model;

/**
 * A fitted model: the scores at which the score equations hold, and how well they hold. Immutable.
 *
 * @param <D> the data of the model
 */
public final class Fit<D> {
    private final D data;
    private final Model<D> model;
    private final Prior prior;
    private final Graph graph;
    private final List<String> extras;
    private final double[]
            position; // where the estimator stopped; its scores differ from the centred ones by a constant
    private final Scores scores;
    private final double residual;
    private final double scoreError;
    private final int iterations;
    private final Optional<LocalMaximum> localMaximum;

    /**
     * What is known of a maximum that may not be the only one.
     *
     * @param starts from how many starts maxima were looked for
     * @param here from how many of them this one was found; none was better
     */
    public record LocalMaximum(int starts, int here) {}

    Fit(
            D data,
            Model<D> model,
            Prior prior,
            Likelihood likelihood,
            double[] position,
            double residual,
            double scoreError,
            int iterations) {
        this.data = data;
        this.model = model;
        this.prior = prior;
        this.graph = likelihood.graph();
        this.extras = List.copyOf(likelihood.extras());
        this.position = position;
        this.scores = Scores.centred(Arrays.copyOf(position, graph.size()));
        this.residual = residual;
        this.scoreError = scoreError;
        this.iterations = iterations;
        this.localMaximum = Optional.empty();
    }

    private Fit(Fit<D> other, LocalMaximum localMaximum) {
        this.data = other.data;
        this.model = other.model;
        this.prior = other.prior;
        this.graph = other.graph;
        this.extras = other.extras;
        this.position = other.position;
        this.scores = other.scores;
        this.residual = other.residual;
        this.scoreError = other.scoreError;
        this.iterations = other.iterations;
        this.localMaximum = Optional.of(localMaximum);
    }

    Fit<D> asLocalMaximum(LocalMaximum known) {
        return new Fit<>(this, known);
    }

    /** Of a likelihood that is not concave: that this is a maximum among several, perhaps. */
    public Optional<LocalMaximum> localMaximum() {
        return localMaximum;
    }

    public D data() {
        return data;
    }

    public Model<D> model() {
        return model;
    }

    public Prior prior() {
        return prior;
    }

    /** The items, and which of their scores meet in some judgement. */
    public Graph graph() {
        return graph;
    }

    /** Scores of mean zero. */
    public Scores scores() {
        return scores;
    }

    /** Names of the parameters that all judgements share. */
    public List<String> extras() {
        return extras;
    }

    /** The value of the k-th of them. */
    public double extra(int k) {
        return position[scores.size() + k];
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

    /** The log-likelihood at the fit, without multinomial coefficients and without the prior. */
    public double logLikelihood() {
        return model.likelihood(data).logLikelihood(position);
    }

    /** The log-likelihood and the prior's logarithm, but for a constant: what was maximised. */
    public double logPosterior() {
        double sum = logLikelihood();
        double[] residuals = prior.residuals(position);
        for (int i = 0; i < graph.size(); i++) {
            sum -= prior.value(residuals[i]);
        }
        return sum;
    }

    /** The predicted probability that {@code i} is preferred to {@code j}, ties aside. */
    public Probability probability(int i, int j) {
        return model.link().probability(position[i] - position[j]);
    }

    /** The Hessian of the negative log-posterior at the fit. */
    public Information information() {
        Derivatives at = new Derivatives(graph, extras.size());
        model.likelihood(data).derivatives(position, at);
        double[] ground = new double[graph.size()];
        double[] residuals = prior.residuals(position);
        for (int i = 0; i < ground.length; i++) {
            ground[i] = prior.curvature(residuals[i]);
        }
        Laplacian ofScores = new Laplacian(graph.starts(), graph.seconds(), at.conductance(), ground);
        Laplacian likelihood =
                new Laplacian(graph.starts(), graph.seconds(), at.conductance(), new double[ground.length]);
        return new Information(ofScores, likelihood, at, prior.regression());
    }

    /** Where the estimator stopped: scores, of any mean, then the shared parameters. A fresh array. */
    public double[] position() {
        return position.clone();
    }
}

package org.teeter.fit;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teeter.graph.Graph;
import org.teeter.link.Probability;
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

    @Nullable
    private volatile SoftReference<Response> response; // two threads may both make it, and make the same

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
        return -new Posterior(model.likelihood(data), prior).value(position);
    }

    /** The predicted probability that {@code i} is preferred to {@code j}, ties aside. */
    public Probability probability(int i, int j) {
        return model.link().probability(position[i] - position[j]);
    }

    /** The Hessian of the negative log-posterior at the fit. */
    public Information information() {
        Posterior posterior = new Posterior(model.likelihood(data), prior);
        posterior.derive(position);
        return posterior.information();
    }

    /** How scores and shared parameters answer pulls; kept for the next who asks, while memory lasts. */
    public Response response() {
        SoftReference<Response> kept = response;
        Response known = kept == null ? null : kept.get();
        if (known == null) {
            known = new Response(this);
            response = new SoftReference<>(known);
        }
        return known;
    }

    /** The slope of the negative log-prior here, by score and shared parameter, were the data others over the same items: that of Firth's penalty. */
    public double[] slopeOfPrior(D others) {
        Posterior posterior = new Posterior(model.likelihood(others), prior);
        posterior.derive(position);
        double[] slope = new double[position.length];
        Arrays.setAll(slope, posterior::pull);
        return slope;
    }

    /** The exact curvature under Firth's penalty. */
    PenalisedCurvature penalised() {
        PenalisedCurvature curvature =
                PenalisedCurvature.at(graph.size(), position, () -> new Posterior(model.likelihood(data), prior));
        if (!curvature.isPositive()) {
            throw new NoConvergenceException(
                    "the score equations hold, but not at a maximum: the curvature under Firth's penalty is not positive there");
        }
        return curvature;
    }

    /** Where the estimator stopped: scores, of any mean, then the shared parameters. A fresh array. */
    public double[] position() {
        return position.clone();
    }
}

package org.teeter.fit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.teeter.graph.Graph;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.Projection;
import org.teeter.model.Derivatives;
import org.teeter.model.Hold;
import org.teeter.model.Likelihood;
import org.teeter.model.PairDerivatives;

/**
 * A likelihood and a prior together: the negative log-posterior, with its derivatives where they were {@linkplain #derive last asked
 * for}. All arrays are live.
 */
final class Posterior {
    private static final double HALF_WIN = 0.5;

    private final Likelihood likelihood;
    private final Prior prior;
    private final int n; // scores
    private final int ghostTie; // the shared parameter by which a ghost may tie, or -1
    private final Derivatives of; // the likelihood's
    private final Derivatives held; // the same, or with Firth's penalty at its leverages
    private final double[] pull; // the prior's slope, by score and shared parameter
    private final double[] ground; // its curvature
    private final double[][] border; // but for the row of that parameter, which the ghost ends
    private final Laplacian scores;
    private final Optional<Jeffreys> jeffreys;
    private final PairDerivatives one = new PairDerivatives();

    Posterior(Likelihood likelihood, Prior prior) {
        Graph graph = likelihood.graph();
        this.likelihood = likelihood;
        this.prior = prior;
        this.n = graph.size();
        this.ghostTie = prior.hold() == Hold.GHOST ? likelihood.ghostTie() : -1;
        this.of = new Derivatives(graph, likelihood.extras().size());
        this.pull = new double[of.gradient().length];
        this.ground = new double[n];
        this.jeffreys = prior.hold() == Hold.INFORMATION ? Optional.of(new Jeffreys(likelihood)) : Optional.empty();
        this.held = jeffreys.map(Jeffreys::held).orElse(of);
        this.border = held.border().clone();
        if (ghostTie >= 0) {
            border[ghostTie] = new double[n + 1];
        }
        this.scores = new Laplacian(graph.starts(), graph.seconds(), held.conductance(), ground);
    }

    private double tie(double[] theta) {
        return ghostTie < 0 ? Double.NEGATIVE_INFINITY : theta[n + ghostTie];
    }

    /** The negative log-posterior, but for a constant. */
    double value(double[] theta) {
        double sum = -likelihood.logLikelihood(theta) - likelihood.logPrior(theta);
        if (sum == Double.POSITIVE_INFINITY) {
            return sum;
        }
        double[] left = prior.residuals(theta);
        for (int i = 0; i < n; i++) {
            sum += prior.value(left[i], tie(theta));
        }
        return sum - jeffreys.map(j -> j.value(theta)).orElse(0.0);
    }

    void derive(double[] theta) {
        likelihood.derivatives(theta, of);
        Arrays.fill(pull, n, pull.length, 0);
        if (ghostTie >= 0) {
            System.arraycopy(of.border()[ghostTie], 0, border[ghostTie], 0, n);
            border[ghostTie][n] = 0;
        }
        double[] left = prior.residuals(theta);
        for (int i = 0; i < n; i++) {
            prior.derive(left[i], tie(theta), one);
            pull[i] = one.slope();
            ground[i] = one.curvature();
            if (ghostTie >= 0) {
                pull[n + ghostTie] += one.tieSlope();
                border[ghostTie][i] += one.mixed();
                border[ghostTie][n] -= one.mixed();
                of.corner()[ghostTie][ghostTie] += one.tieCurvature();
            }
        }
        jeffreys.ifPresent(j -> j.derive(theta, of, pull));
    }

    /** The likelihood's expected curvature in place of the observed one. */
    void expect(double[] theta) {
        likelihood.expect(theta, of);
    }

    /** The gradient alone, where there is no prior; says whether the curvature was evaluated too. */
    boolean slopes(double[] theta) {
        return likelihood.slopes(theta, of);
    }

    /** Of the negative log-likelihood. */
    double[] gradient() {
        return of.gradient();
    }

    /** The prior's slope along a parameter. */
    double pull(int k) {
        return pull[k];
    }

    /** How far the score equations are off: the worst, each relative to what it sums; of features, where scores are held to them. */
    double residual() {
        double worst =
                isHeld() ? residualOfFeatures(prior.regression().orElseThrow().space()) : 0;
        for (int k = isHeld() ? n : 0; k < pull.length; k++) {
            double violation = gradient()[k] + pull[k];
            worst = violation == 0 ? worst : Math.max(worst, Math.abs(violation) / scale(k));
        }
        return worst;
    }

    private double residualOfFeatures(Projection features) {
        double worst = 0;
        for (int p = 0; p < features.dimension(); p++) {
            double[] q = features.basis(p);
            double violation = 0;
            double scale = 0;
            for (int i = 0; i < n; i++) {
                violation += q[i] * gradient()[i];
                scale += Math.abs(q[i]) * of.scale()[i];
            }
            worst = violation == 0 ? worst : Math.max(worst, Math.abs(violation) / scale);
        }
        return worst;
    }

    /** Whether scores are held to what features say of them. */
    boolean isHeld() {
        return prior.hold() == Hold.FEATURES_ALONE;
    }

    /** An item without judgements is held by its prior alone; Firth's penalty is worth half a win or so, however little is judged. */
    private double scale(int k) {
        double scale = k < n ? Math.max(of.scale()[k], ground[k]) : of.scale()[k];
        return jeffreys.isEmpty()
                ? scale
                : Math.max(Math.max(scale, HALF_WIN), jeffreys.get().size()[k]);
    }

    /** The Hessian's part of the scores, grounded by the prior, features aside; with Firth's penalty, where its leverages are held. */
    Laplacian scores() {
        return scores;
    }

    /** Its part between shared parameters and scores, behind which the ground may stand. */
    double[][] border() {
        return border;
    }

    /** Its part of the shared parameters. */
    double[][] corner() {
        return held.corner();
    }

    /** The inverse of the Hessian's part of the scores, given that of its circuit. */
    UnaryOperator<double[]> inverse(UnaryOperator<double[]> circuit) {
        return prior.regression()
                .<UnaryOperator<double[]>>map(features -> features.inverse(ofLikelihood(), circuit)::solve)
                .orElse(circuit);
    }

    private Laplacian ofLikelihood() {
        Graph graph = likelihood.graph();
        return new Laplacian(graph.starts(), graph.seconds(), of.conductance(), new double[n]);
    }

    /** With Firth's penalty that of the likelihood alone, as its users have it. */
    Information information() {
        Laplacian likelihoods = ofLikelihood();
        return jeffreys.isEmpty()
                ? new Information(scores, likelihoods, border, corner(), prior.regression())
                : new Information(likelihoods, likelihoods, of.border(), of.corner(), Optional.empty());
    }
}

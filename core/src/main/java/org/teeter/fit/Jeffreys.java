package org.teeter.fit;

import java.util.Arrays;
import java.util.Optional;
import org.teeter.graph.Graph;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.model.Derivatives;
import org.teeter.model.FisherInformation;
import org.teeter.model.Likelihood;

/**
 * Jeffreys's penalty, which is Firth's of exponential families: {@code ½ log det I(θ)}, I without one of its vertices.
 *
 * <pre>{@code
 * d/dθ_k = ½ tr(I⁻¹ dI/dθ_k)    [M122];   of Bradley-Terry, along an edge: h_e (1/2 - p_e),  h_e = c_e R_e, the leverage    [M59]
 * }</pre>
 *
 * <p>Of Bradley-Terry that is the pull of {@code h_e} more judgements of each pair, half won and half lost, at the leverages of the scores
 * themselves. The sum is not log-concave: penalised likelihoods of lopsided cycles can have several maxima, two of the same height among
 * them.
 */
/*
 * D. Firth (1993), Bias reduction of maximum likelihood estimates, Biometrika 80(1). Finiteness: I. Kosmidis and D. Firth (2021), Jeffreys-prior
 * penalty, finiteness and shrinkage in binomial-response generalized linear models, Biometrika 108(1); of pairs in a line, see Hold.
 */
final class Jeffreys {
    /** The inverse of the information is needed at every step. */
    private static final int LARGEST = 1000;

    /** So many outcomes are gone through at each of some hundred positions, in some ten seconds. */
    private static final long MOST_OUTCOMES = 1_000_000;

    /** What is left of the information on an effect once scores and other effects are known: less is rounding. */
    private static final double NOT_TOLD = 1e-11;

    private final FisherInformation information;
    private final Graph graph;
    private final int extras;
    private final Derivatives held; // curvature where leverages are held
    private final Derivatives at;

    Jeffreys(Likelihood likelihood) {
        this.information = likelihood.fisherInformation().orElseThrow();
        this.graph = likelihood.graph();
        this.extras = likelihood.extras().size();
        this.held = new Derivatives(graph, extras);
        this.at = new Derivatives(graph, extras);
    }

    /** Refuses models of which there is no such penalty, and what takes too long. */
    static void requireDefined(String model, Likelihood likelihood) {
        FisherInformation information = likelihood
                .fisherInformation()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Firth's penalty is of models whose likelihood is concave, got " + model));
        int parameters = likelihood.graph().size() + likelihood.extras().size();
        if (parameters > LARGEST) {
            throw new IllegalArgumentException("Firth's penalty inverts the information at every step, of up to "
                    + LARGEST + " items and shared parameters, got " + parameters
                    + "; take another prior, such as pseudo:0.5");
        }
        if (information.outcomes() > MOST_OUTCOMES) {
            throw new IllegalArgumentException(
                    "Firth's penalty goes through all ways in which a choice might have ended, of up to "
                            + MOST_OUTCOMES + ", got " + information.outcomes()
                            + "; take another prior, such as pseudo:0.5");
        }
    }

    /** Which shared parameter no judgement tells from scores and those before it, if there is one, where the items are connected. */
    static Optional<String> notTold(Likelihood likelihood) {
        Jeffreys penalty = new Jeffreys(likelihood);
        Derivatives at = penalty.at;
        penalty.information.at(likelihood.start(), at);
        Elimination scores = penalty.eliminated(at);
        for (int k = 0; k < penalty.extras; k++) {
            double[][] corner = new double[k + 1][];
            for (int p = 0; p <= k; p++) {
                corner[p] = Arrays.copyOf(at.corner()[p], k + 1);
                corner[p][p] *= 1 - NOT_TOLD;
            }
            try {
                new Bordered(scores::solve, penalty.graph.size(), Arrays.copyOf(at.border(), k + 1), corner);
            } catch (ArithmeticException e) {
                return Optional.of(likelihood.extras().get(k));
            }
        }
        return Optional.empty();
    }

    private Elimination eliminated(Derivatives of) {
        return Elimination.of(
                new Laplacian(graph.starts(), graph.seconds(), of.conductance(), new double[graph.size()]));
    }

    private Bordered bordered(Elimination scores, Derivatives of) {
        return new Bordered(scores::solve, graph.size(), of.border(), of.corner());
    }

    /** -∞ where the information is singular in double precision. */
    double value(double[] theta) {
        information.at(theta, at);
        try {
            Elimination scores = eliminated(at);
            double shared = extras == 0 ? 0 : bordered(scores, at).logDeterminant();
            return (scores.logDeterminant() + shared) / 2;
        } catch (ArithmeticException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    /**
     * Adds the slope of the negative penalty, and sets {@link #held}.
     *
     * @param of the curvature of the likelihood
     */
    void derive(double[] theta, Derivatives of, double[] pull) {
        System.arraycopy(of.conductance(), 0, held.conductance(), 0, of.conductance().length);
        for (int k = 0; k < extras; k++) {
            System.arraycopy(of.border()[k], 0, held.border()[k], 0, graph.size());
            System.arraycopy(of.corner()[k], 0, held.corner()[k], 0, extras);
        }
        Arrays.fill(held.scale(), 0);
        information.at(theta, at);
        information.addSlope(theta, inverse(), pull, held);
    }

    /** G, see {@link FisherInformation#addSlope}. */
    private double[][] inverse() {
        Elimination scores = eliminated(at);
        double[][] ofScores = scores.resistances(); // -½ R is an inverse for what sums to zero
        for (double[] row : ofScores) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= -0.5;
            }
        }
        if (extras == 0) {
            return ofScores;
        }
        int n = graph.size();
        Bordered bordered = bordered(scores, at);
        double[][] inverse = new double[n + extras][n + extras];
        for (int i = 0; i < n; i++) {
            System.arraycopy(ofScores[i], 0, inverse[i], 0, n);
        }
        for (double[] y : bordered.addition()) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverse[i][j] += y[i] * y[j];
                }
            }
        }
        for (int k = 0; k < extras; k++) {
            double[] unit = new double[n + extras];
            unit[n + k] = 1;
            double[] column = bordered.solve(unit);
            for (int i = 0; i < n; i++) {
                inverse[i][n + k] = column[i];
                inverse[n + k][i] = column[i];
            }
            System.arraycopy(column, n, inverse[n + k], n, extras);
        }
        return inverse;
    }

    /** What the slope along a parameter is summed from, without signs: a residual is read relative to it. */
    double[] size() {
        return held.scale();
    }

    /** The curvature of the likelihood and about that of the penalty, were leverages what they are here; live. */
    Derivatives held() {
        return held;
    }
}

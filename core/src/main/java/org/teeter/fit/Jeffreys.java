package org.teeter.fit;

import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.model.Derivatives;
import org.teeter.model.Likelihood;

/**
 * Firth's penalty of a logistic model of pairs: {@code ½ log det I(s)}, I without one of its vertices, as the sum over spanning trees of
 * products of conductances.
 *
 * <pre>{@code
 * d/dx_e = h_e (1/2 - p_e),  h_e = c_e R_e, the leverage    [M59]
 * }</pre>
 *
 * <p>That is the pull of {@code h_e} more judgements of each pair, half won and half lost, at the leverages of the scores themselves. The
 * sum is not log-concave: penalised likelihoods of lopsided cycles can have several maxima, two of the same height among them.
 */
/*
 * D. Firth (1993), Bias reduction of maximum likelihood estimates, Biometrika 80(1). Finiteness: I. Kosmidis and D. Firth (2021), Jeffreys-prior
 * penalty, finiteness and shrinkage in binomial-response generalized linear models, Biometrika 108(1); of pairs in a line, see Hold.
 */
final class Jeffreys {
    /** The inverse of the information is needed at every step. */
    private static final int LARGEST = 1000;

    private final Likelihood likelihood;
    private final Graph graph;
    private final double[] conductance; // where leverages are held
    private final Derivatives at;

    Jeffreys(Likelihood likelihood) {
        this.likelihood = likelihood;
        this.graph = likelihood.graph();
        this.conductance = new double[graph.edges()];
        this.at = new Derivatives(graph, 0);
    }

    /** Refuses models of which the penalty is another, and what takes too long. */
    static void requireDefined(String model, Likelihood likelihood) {
        if (!likelihood.isLogistic()) {
            throw new IllegalArgumentException(
                    "Firth's penalty is that of bradley-terry without conditions, got " + model);
        }
        if (likelihood.graph().size() > LARGEST) {
            throw new IllegalArgumentException("Firth's penalty inverts the information at every step, of up to "
                    + LARGEST + " items, got " + likelihood.graph().size());
        }
    }

    private Elimination eliminated(double[] of) {
        return Elimination.of(new Laplacian(graph.starts(), graph.seconds(), of, new double[graph.size()]));
    }

    double value(double[] theta) {
        likelihood.derivatives(theta, at);
        return eliminated(at.conductance()).logDeterminant() / 2;
    }

    /**
     * Adds the slope of the negative penalty, and sets {@link #conductance}.
     *
     * @param of conductances of the likelihood
     */
    void derive(double[] theta, double[] of, double[] pull) {
        double[][] inverse = eliminated(of).inverse();
        for (int e = 0; e < of.length; e++) {
            int a = graph.first(e);
            int b = graph.second(e);
            double leverage = of[e] * ((inverse[a][a] - inverse[a][b]) + (inverse[b][b] - inverse[b][a]));
            double half = Math.tanh((theta[a] - theta[b]) / 2) / 2; // p - 1/2
            pull[a] += leverage * half;
            pull[b] -= leverage * half;
            conductance[e] = of[e] + leverage * (0.25 - half * half);
        }
    }

    /** The curvature of the likelihood and of the penalty, were leverages what they are here: by edge; live. */
    double[] conductance() {
        return conductance;
    }
}

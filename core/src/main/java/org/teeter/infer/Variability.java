package org.teeter.infer;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;
import org.teeter.linalg.Laplacian;
import org.teeter.model.Likelihood;

/**
 * The covariance of the gradient of a log-likelihood, as the judgements themselves show it: the sum of the squares of what each says.
 *
 * <pre>{@code
 * M = f Σ_k w_k u_k u_kᵀ = [ L(m)  Rᵀ ],  f = n / (n - 1),  n = Σ_k w_k    [M51]
 *                          [ R     Q  ]
 * }</pre>
 *
 * <p>Weights are numbers of judgements there. Judgements that count as parts of one, since they have aged, add w² u uᵀ each; n is then
 * {@code (Σ w)²/Σ w²} (Kish).
 *
 * <p>Since each u sums to zero over the scores, the part of the scores is a Laplacian, with conductances {@code m_ab = -f Σ w u_a u_b} on
 * the graph of the information; of judgements of more than two items some may be negative.
 */
final class Variability {
    private final int n;
    private final Laplacian scores;
    private final double[][] mixed; // R, by shared parameter and score
    private final double[][] shared; // Q

    private Variability(Graph graph, double[] conductance, double[][] mixed, double[][] shared) {
        this.n = graph.size();
        this.scores = new Laplacian(graph.starts(), graph.seconds(), conductance, new double[n]);
        this.mixed = mixed;
        this.shared = shared;
    }

    static <D> Variability of(Fit<D> fit) {
        return of(fit, fit.data(), weight -> weight);
    }

    /** @param squares the data of the fit with sums of squared weights for weights */
    static <D> Variability of(Fit<D> fit, D squares) {
        double[] sum = {0};
        fit.model()
                .likelihood(fit.data())
                .contributions(
                        fit.position(), (situation, weight, log, size, items, gradient, extras) -> sum[0] += weight);
        return of(fit, squares, weight -> sum[0] * sum[0] / weight);
    }

    /** @param number of judgements, of the sum of what is summed */
    private static <D> Variability of(Fit<D> fit, D data, DoubleUnaryOperator number) {
        Likelihood likelihood = fit.model().likelihood(data);
        Graph graph = fit.graph();
        int k = likelihood.extras().size();
        double[] conductance = new double[graph.edges()];
        double[][] mixed = new double[k][graph.size()];
        double[][] shared = new double[k][k];
        double[] judgements = {0};
        likelihood.contributions(fit.position(), (situation, weight, log, size, items, gradient, extras) -> {
            if (weight == 0) {
                return;
            }
            judgements[0] += weight;
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < a; b++) {
                    int e = size == 2 && isEdge(graph, situation, items) ? situation : graph.edge(items[a], items[b]);
                    conductance[e] -= weight * gradient[a] * gradient[b];
                }
                for (int p = 0; p < k; p++) {
                    mixed[p][items[a]] += weight * extras[p] * gradient[a];
                }
            }
            for (int p = 0; p < k; p++) {
                for (int q = 0; q < k; q++) {
                    shared[p][q] += weight * extras[p] * extras[q];
                }
            }
        });
        double n = number.applyAsDouble(judgements[0]);
        double factor = n / (n - 1);
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a sandwich covariance needs more than one judgement, got a weight of " + n + " in all");
        }
        scale(conductance, factor);
        for (int p = 0; p < k; p++) {
            scale(mixed[p], factor);
            scale(shared[p], factor);
        }
        return new Variability(graph, conductance, mixed, shared);
    }

    /** Whether situations are edges, as those of pairs are: then no edge has to be looked for. */
    private static boolean isEdge(Graph graph, int situation, int[] items) {
        return situation < graph.edges() && graph.first(situation) == items[0] && graph.second(situation) == items[1];
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** The part of the scores. */
    Laplacian scores() {
        return scores;
    }

    /** {@code M x}, by score and behind them by shared parameter. */
    double[] times(double[] x) {
        int k = shared.length;
        double[] y = new double[n];
        scores.multiply(x, y);
        double[] product = Arrays.copyOf(y, n + k);
        for (int p = 0; p < k; p++) {
            for (int i = 0; i < n; i++) {
                product[i] += mixed[p][i] * x[n + p];
                product[n + p] += mixed[p][i] * x[i];
            }
            for (int q = 0; q < k; q++) {
                product[n + p] += shared[p][q] * x[n + q];
            }
        }
        return product;
    }
}

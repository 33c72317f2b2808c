package org.teeter.tip;

import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.audit.Sources;
import org.teeter.fit.Fit;
import org.teeter.fit.Information;
import org.teeter.graph.Graph;
import org.teeter.model.BradleyTerry;

/**
 * How far errors of all shares at once can move a Bradley-Terry fit at most: the proven side of a robustness value.
 *
 * <p>Let every share move in a straight line by up to ε. A difference x_k then moves at a speed of at most {@code ε A_k}, {@code A_k = Σ_e n_e
 * |b_kᵀ H⁻¹ b_e|}, at the fit Â. Conductances change by at most e^|x - x̂| - 1 of themselves, and {@code H⁻¹ = Ĥ⁻¹ - Ĥ⁻¹ (H - Ĥ) H⁻¹}. With
 * {@code w_k = Â_k / Â, Â = max Â_k}, and f̂ currents at the fit, it follows that all {@code |x_k - x̂_k| <= θ w_k} as long as
 *
 * <pre>{@code
 * θ' <= ε Â / (1 - Q (e^θ - 1)),  Q = max_k Σ_l |f̂_l(k)| w_l² / w_k    [M88]
 * |x_ij - x̂_ij| <= Â_ij/Â (θ - Q G) + Q_ij G,  ε >= (θ - Q G)/Â,  G = e^θ - 1 - θ,  Q_ij = Σ_l |f̂_l(i→j)| w_l²
 * }</pre>
 */
final class ErrorReach {
    /** The squares of more pairs than these take more than a second. */
    private static final int MOST = 10_000;
    /** The inverse of more items likewise. */
    private static final int MOST_ITEMS = 500;

    private static final int STEPS = 100;

    private final Graph graph;
    private final double[][] inverse;
    private final double[] conductance;
    private final double[] n;
    private final double[] weight;
    private final double widest; // Â
    private final double growth; // Q

    private ErrorReach(Fit<?> fit) {
        this.graph = fit.graph();
        Information information = fit.information();
        this.inverse = information.inverse(MOST_ITEMS).matrix();
        Sources sources = Sources.of(fit);
        this.conductance = new double[graph.edges()];
        this.n = new double[graph.edges()];
        for (int e = 0; e < n.length; e++) {
            conductance[e] = information.scores().conductance(e);
            n[e] = sources.n(e);
        }
        double[] speed = IntStream.range(0, n.length)
                .parallel()
                .mapToDouble(k -> weighted(graph.first(k), graph.second(k), n))
                .toArray();
        this.widest =
                IntStream.range(0, n.length).mapToDouble(k -> speed[k]).max().orElse(0);
        this.weight = new double[n.length];
        double[] squares = new double[n.length]; // c w²
        for (int k = 0; k < n.length; k++) {
            weight[k] = speed[k] / widest;
            squares[k] = conductance[k] * weight[k] * weight[k];
        }
        this.growth = IntStream.range(0, n.length)
                .parallel()
                .mapToDouble(k -> weighted(graph.first(k), graph.second(k), squares) / weight[k])
                .max()
                .orElse(0);
    }

    /** {@code Σ_e weight_e |b_ijᵀ H⁻¹ b_e|}. */
    private double weighted(int i, int j, double[] weights) {
        double[] ofI = inverse[i];
        double[] ofJ = inverse[j];
        double[] x = new double[graph.size()];
        for (int k = 0; k < x.length; k++) {
            x[k] = ofI[k] - ofJ[k];
        }
        double sum = 0;
        for (int e = 0; e < weights.length; e++) {
            sum += weights[e] * Math.abs(x[graph.first(e)] - x[graph.second(e)]);
        }
        return sum;
    }

    /** Of a fit; empty where nothing is proven: of other models, with a prior whose hold changes, or of too many pairs. */
    static Optional<ErrorReach> of(Fit<?> fit) {
        return fit.model() instanceof BradleyTerry
                        && fit.prior().isQuadratic()
                        && fit.graph().edges() <= MOST
                        && fit.graph().size() <= MOST_ITEMS
                ? Optional.of(new ErrorReach(fit))
                : Optional.empty();
    }

    /** Errors of all shares up to this leave the lead of i over j, which is so much, on its side. */
    double least(int i, int j, double lead) {
        double speed = weighted(i, j, n) / widest;
        double[] squares = new double[weight.length];
        for (int e = 0; e < squares.length; e++) {
            squares[e] = conductance[e] * weight[e] * weight[e];
        }
        double grows = weighted(i, j, squares);
        double low = 0;
        double high = Math.log1p(1 / growth);
        for (int step = 0; step < STEPS; step++) {
            double theta = (low + high) / 2;
            if (speed * shrunk(theta) + grows * rise(theta) < Math.abs(lead)) {
                low = theta;
            } else {
                high = theta;
            }
        }
        return shrunk(low) / widest;
    }

    private static double rise(double theta) {
        return Math.expm1(theta) - theta;
    }

    private double shrunk(double theta) {
        return theta - growth * rise(theta);
    }
}

package org.teeter.audit;

import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;

/**
 * A fit as an electrical circuit: each comparison a conductor, its potentials the exact first-order response of the scores.
 *
 * <pre>{@code
 * c_e = n_e v_e,  v = g'(x) (for Bradley-Terry p (1 - p)),  H = Σ_e c_e b_e b_eᵀ + prior
 * S_ij,e = dp_ij / dy_e = v_ij n_e b_ijᵀ H⁺ b_e = (v_ij / v_e) f_e(i→j)    [M43]
 * }</pre>
 *
 * <p>{@code f_e(i→j)}, in [-1, 1], is the current in e when 1 A enters at i and leaves at j. Up to {@value #LARGEST_DENSE} items the
 * inverse of H is kept, entry by entry accurate; beyond, each question costs one sparse solve. A prior's ground is one more vertex, since
 * only differences of potentials are asked for.
 */
final class Circuit {
    /** The inverse of this order takes 200 MB. */
    static final int LARGEST_DENSE = 5000;

    /** Relative tolerance of sparse solves. */
    private static final double SOLVE = 1e-12;

    private final Fit fit;
    private final ComparisonGraph graph;
    private final Laplacian h;
    private final int vertices; // the items, and the ground where there is one
    private final LaplacianSolver solver;
    private final double[] pull;
    private final Optional<Elimination> elimination;
    private final double[][] inverse; // empty beyond the largest dense order

    Circuit(Fit fit) {
        this(fit, LARGEST_DENSE);
    }

    /** With the inverse up to {@code largestDense} items. */
    Circuit(Fit fit, int largestDense) {
        this.fit = fit;
        this.graph = fit.graph();
        this.h = fit.information();
        Laplacian closed = h.closed();
        this.vertices = closed.size();
        this.solver = new LaplacianSolver(closed);
        this.pull = new double[graph.edges()];
        for (int e = 0; e < pull.length; e++) {
            pull[e] = fit.model().pull(graph, e, fit.scores().difference(graph.first(e), graph.second(e)));
        }
        boolean dense = graph.size() <= largestDense;
        this.elimination = dense ? Optional.of(Elimination.of(closed)) : Optional.empty();
        this.inverse = elimination.map(Elimination::inverse).orElseGet(() -> new double[0][0]);
    }

    Fit fit() {
        return fit;
    }

    ComparisonGraph graph() {
        return graph;
    }

    Laplacian laplacian() {
        return h;
    }

    boolean isDense() {
        return elimination.isPresent();
    }

    /** Row i of a generalised inverse: the potentials when a unit current enters at i and leaves at a vertex all rows share. Not to be changed. */
    double[] row(int i) {
        return inverse[i];
    }

    /** By how much one unit of the proportion on edge e pulls on its score equation: n_e for Bradley-Terry. */
    double pull(int e) {
        return pull[e];
    }

    double conductance(int e) {
        return h.conductance(e);
    }

    /** {@code v_ij = g'(s_i - s_j)}. */
    double density(int i, int j) {
        return fit.model().link().density(fit.scores().difference(i, j));
    }

    /** The potentials {@code H⁺ b_ij}, up to a constant, by a solve of their own: exact where differences of the inverse cancel. */
    double[] potentials(int i, int j) {
        double[] b = new double[vertices];
        b[i] = 1;
        b[j] = -1;
        return elimination.isPresent() ? elimination.get().solve(b) : solver.solve(b, SOLVE);
    }

    /** {@code b_ijᵀ H⁺ b_ab}: what of a current from i to j shows as a voltage between a and b. */
    double transfer(int i, int j, int a, int b) {
        if (isDense()) {
            double[] gi = inverse[i];
            double[] gj = inverse[j];
            return (gi[a] - gi[b]) - (gj[a] - gj[b]);
        }
        double[] x = potentials(i, j);
        return x[a] - x[b];
    }

    /** {@code R_ij = b_ijᵀ H⁺ b_ij}: the effective resistance, the variance of the score difference. */
    double resistance(int i, int j) {
        if (isDense()) {
            double[] gi = inverse[i];
            double[] gj = inverse[j];
            double difference = (gi[i] - gi[j]) + (gj[j] - gj[i]);
            double largest = Math.max(gi[i], gj[j]);
            if (difference > largest * 1e-6) { // else more than six of sixteen digits have cancelled
                return difference;
            }
        }
        double[] x = potentials(i, j);
        return x[i] - x[j];
    }

    /** The variance of each score, centred to mean zero. */
    double[] scoreVariances() {
        return isDense() ? Uncertainty.centredDiagonal(inverse, graph.size()) : new double[0];
    }
}

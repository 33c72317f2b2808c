package org.teeter.model;

import java.util.Arrays;
import org.teeter.graph.Graph;

/**
 * First and second derivatives of a negative log-likelihood. The Hessian is a Laplacian over the scores, bordered by the few
 * parameters that all judgements share:
 *
 * <pre>{@code
 * H = [ L(c)  Bᵀ ],   L(c) = Σ_e c_e b_e b_eᵀ    [M42]
 *     [ B     D  ]
 * }</pre>
 *
 * <p>Each row of B sums to zero over the items that judged pairs connect, since the likelihood knows differences of scores alone. All
 * arrays are live: a likelihood writes them anew at each position.
 */
public final class Derivatives {
    private final double[] gradient;
    private final double[] scale;
    private final double[] conductance;
    private final double[][] border;
    private final double[][] corner;

    /** Zeros. */
    public Derivatives(Graph graph, int extras) {
        this.gradient = new double[graph.size() + extras];
        this.scale = new double[graph.size() + extras];
        this.conductance = new double[graph.edges()];
        this.border = new double[extras][graph.size()];
        this.corner = new double[extras][extras];
    }

    /** Sets the second derivatives to zero. */
    void clearCurvature() {
        Arrays.fill(conductance, 0);
        for (int k = 0; k < corner.length; k++) {
            Arrays.fill(border[k], 0);
            Arrays.fill(corner[k], 0);
        }
    }

    /** By score, then by extra parameter. */
    public double[] gradient() {
        return gradient;
    }

    /** For each entry of the gradient, the judgements that it is the difference of: a residual is read relative to them. */
    public double[] scale() {
        return scale;
    }

    /** c, by edge; negative only where ties among several items make it so, and H positive semidefinite all the same. */
    public double[] conductance() {
        return conductance;
    }

    /** B, by extra parameter and score. */
    public double[][] border() {
        return border;
    }

    /** D, by two extra parameters. */
    public double[][] corner() {
        return corner;
    }
}

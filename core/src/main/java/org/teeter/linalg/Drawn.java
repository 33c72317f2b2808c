package org.teeter.linalg;

import java.util.function.UnaryOperator;

/**
 * The inverse of a Laplacian L whose potentials are drawn towards a space with basis Q, or are held in it.
 *
 * <pre>{@code
 * (L + (I - Q Qᵀ)/σ²)⁻¹ = A⁻¹ + W S⁻¹ Wᵀ,  A = L + I/σ²,  W = A⁻¹ Q / σ²,  S = Wᵀ L Q
 * σ → 0:                  Q (Qᵀ L Q)⁻¹ Qᵀ
 * }</pre>
 *
 * <p>This is Woodbury's identity, with S formed so that no digits cancel however small σ is.
 */
public final class Drawn {
    private final UnaryOperator<double[]> circuit; // A⁻¹
    private final double[][] w;
    private final Cholesky s;

    /**
     * Prepares to solve.
     *
     * @param l L, without a ground
     * @param circuit applies A⁻¹ where A is closed by a ground vertex, up to a constant; of no meaning where σ is 0
     */
    public Drawn(Laplacian l, Projection space, double sigma, UnaryOperator<double[]> circuit) {
        int n = l.size();
        int dimension = space.dimension();
        boolean held = sigma == 0;
        this.circuit = held ? b -> new double[b.length] : circuit;
        this.w = new double[dimension][];
        for (int p = 0; p < dimension; p++) {
            w[p] = held ? space.basis(p) : towards(space.basis(p), sigma);
        }
        double[][] product = new double[dimension][dimension];
        double[] y = new double[n];
        for (int q = 0; q < dimension; q++) {
            l.multiply(space.basis(q), y);
            for (int p = 0; p < dimension; p++) {
                product[p][q] = dot(w[p], y);
            }
        }
        this.s = Cholesky.of(product);
        if (!s.isDefinite()) {
            throw new ArithmeticException("the judgements do not determine the effects of all features");
        }
    }

    private double[] towards(double[] q, double sigma) {
        double[] pull = new double[q.length + 1];
        for (int i = 0; i < q.length; i++) {
            pull[i] = q[i] / (sigma * sigma);
        }
        double[] x = circuit.apply(pull);
        double[] potentials = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            potentials[i] = x[i] - x[q.length];
        }
        return potentials;
    }

    /** Solves for the potentials, up to a constant where there is a ground vertex. */
    public double[] solve(double[] b) {
        double[] x = circuit.apply(b);
        double[] share = new double[w.length];
        for (int p = 0; p < w.length; p++) {
            share[p] = dot(w[p], b);
        }
        s.solve(share);
        for (int p = 0; p < w.length; p++) {
            for (int i = 0; i < w[p].length; i++) {
                x[i] += share[p] * w[p][i];
            }
        }
        return x;
    }

    /** {@code Y = F⁻¹ Wᵀ, S = F Fᵀ}: the space adds {@code Yᵀ Y} to A⁻¹ as the inverse. */
    public double[][] addition() {
        int n = w.length == 0 ? 0 : w[0].length;
        double[][] y = new double[w.length][n];
        double[] column = new double[w.length];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < w.length; p++) {
                column[p] = w[p][i];
            }
            s.solveLower(column);
            for (int p = 0; p < w.length; p++) {
                y[p][i] = column[p];
            }
        }
        return y;
    }

    private static double dot(double[] row, double[] x) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * x[i];
        }
        return sum;
    }
}

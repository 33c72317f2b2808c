package org.teeter.linalg;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A {@link Laplacian} H bordered by a few parameters that all its vertices share, solved by the Schur complement.
 *
 * <pre>{@code
 * [ H  Bᵀ ] [x]   [b]      Z = H⁺ Bᵀ,  S = D - B Z
 * [ B  D  ] [τ] = [c],     τ = S⁻¹ (c - B H⁺ b),  x = H⁺ b - Z τ
 * }</pre>
 *
 * <p>Each row of B sums to zero over every connected component, so that it does not matter which generalised inverse H⁺ is.
 */
public final class Bordered {
    private final UnaryOperator<double[]> inverse;
    private final double[][] border;
    private final double[][] response; // Z, by column
    private final double[][] factor; // of S = F Fᵀ, lower

    /**
     * Prepares to solve.
     *
     * @param inverse applies H⁺
     * @param border B, by row; shorter rows are continued by zeros, of a ground for example
     * @param corner D
     * @throws ArithmeticException if S is not positive: the data do not determine the shared parameters
     */
    public Bordered(UnaryOperator<double[]> inverse, int size, double[][] border, double[][] corner) {
        int k = corner.length;
        this.inverse = inverse;
        this.border = border;
        this.response = new double[k][];
        this.factor = new double[k][k];
        for (int p = 0; p < k; p++) {
            double[] row = new double[size];
            System.arraycopy(border[p], 0, row, 0, border[p].length);
            response[p] = inverse.apply(row);
        }
        for (int p = 0; p < k; p++) {
            for (int q = 0; q <= p; q++) {
                double sum = corner[p][q] - dot(border[p], response[q]);
                for (int r = 0; r < q; r++) {
                    sum -= factor[p][r] * factor[q][r];
                }
                if (p == q && !(sum > 0)) {
                    throw new ArithmeticException("the data do not determine the parameters that all judgements share");
                }
                factor[p][q] = p == q ? Math.sqrt(sum) : sum / factor[q][q];
            }
        }
    }

    /** How many parameters are shared. */
    public int extras() {
        return factor.length;
    }

    /** {@code Z_p = H⁺ B_p}: how the vertices answer a pull that shared parameter {@code p} has on them. A fresh array. */
    public double[] response(int p) {
        return response[p].clone();
    }

    /**
     * Solves for the vertices and the shared parameters.
     *
     * @param b by vertex, c behind it
     * @return x, up to a constant where H floats, and τ behind it
     */
    public double[] solve(double[] b) {
        int k = extras();
        int m = b.length - k;
        double[] right = Arrays.copyOf(b, m);
        double[] x = inverse.apply(right);
        if (k == 0) {
            return x;
        }
        double[] tau = new double[k];
        for (int p = 0; p < k; p++) {
            tau[p] = b[m + p] - dot(border[p], x);
        }
        solveShared(tau);
        double[] all = Arrays.copyOf(x, m + k);
        for (int p = 0; p < k; p++) {
            all[m + p] = tau[p];
            for (int i = 0; i < m; i++) {
                all[i] -= tau[p] * response[p][i];
            }
        }
        return all;
    }

    /** {@code S⁻¹ v}, in place. */
    private void solveShared(double[] v) {
        for (int p = 0; p < v.length; p++) {
            for (int q = 0; q < p; q++) {
                v[p] -= factor[p][q] * v[q];
            }
            v[p] /= factor[p][p];
        }
        for (int p = v.length - 1; p >= 0; p--) {
            for (int q = p + 1; q < v.length; q++) {
                v[p] -= factor[q][p] * v[q];
            }
            v[p] /= factor[p][p];
        }
    }

    /**
     * {@code Y = F⁻¹ Zᵀ}, by shared parameter and vertex: what is not known of the shared parameters adds {@code Yᵀ Y} to H⁺ as the
     * inverse among the vertices.
     */
    public double[][] addition() {
        int k = extras();
        double[][] y = new double[k][];
        for (int p = 0; p < k; p++) {
            y[p] = response[p].clone();
            for (int q = 0; q < p; q++) {
                for (int i = 0; i < y[p].length; i++) {
                    y[p][i] -= factor[p][q] * y[q][i];
                }
            }
            for (int i = 0; i < y[p].length; i++) {
                y[p][i] /= factor[p][p];
            }
        }
        return y;
    }

    /** {@code S⁻¹ Zᵀ}, by shared parameter and vertex: a pull on a vertex moves the shared parameters by as much the other way. */
    public double[][] pulled() {
        int k = extras();
        int m = k == 0 ? 0 : response[0].length;
        double[][] pulled = new double[k][m];
        double[] column = new double[k];
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                column[p] = response[p][i];
            }
            solveShared(column);
            for (int p = 0; p < k; p++) {
                pulled[p][i] = column[p];
            }
        }
        return pulled;
    }

    /** {@code log det S}. */
    public double logDeterminant() {
        double sum = 0;
        for (int p = 0; p < extras(); p++) {
            sum += 2 * Math.log(factor[p][p]);
        }
        return sum;
    }

    /** The diagonal of S⁻¹: the variances of the shared parameters. */
    public double[] sharedVariances() {
        double[] variances = new double[extras()];
        for (int p = 0; p < variances.length; p++) {
            double[] unit = new double[extras()];
            unit[p] = 1;
            solveShared(unit);
            variances[p] = unit[p];
        }
        return variances;
    }

    private static double dot(double[] row, double[] x) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * x[i];
        }
        return sum;
    }
}

package org.teeter.linalg;

import java.util.Arrays;

/** The factor of a dense covariance, {@code V = L Lᵀ}; where V is semidefinite, what it does not span is left out. */
public final class Cholesky {
    /** A pivot below this share of its diagonal is rounding. */
    private static final double NOTHING = 1e-11;

    private final double[][] l;
    private final boolean definite;

    private Cholesky(double[][] l, boolean definite) {
        this.l = l;
        this.definite = definite;
    }

    /** Factorises a symmetric matrix, of which the lower triangle is read. */
    public static Cholesky of(double[][] v) {
        int n = v.length;
        double[][] l = new double[n][];
        boolean definite = true;
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int j = 0; j < i; j++) {
                double[] other = l[j];
                double sum = v[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                row[j] = other[j] == 0 ? 0 : sum / other[j];
            }
            double pivot = v[i][i];
            for (int k = 0; k < i; k++) {
                pivot -= row[k] * row[k];
            }
            boolean positive = pivot > NOTHING * v[i][i];
            row[i] = positive ? Math.sqrt(pivot) : 0;
            definite &= positive;
            l[i] = row;
        }
        return new Cholesky(l, definite);
    }

    /** Whether V is positive definite, rounding aside. */
    public boolean isDefinite() {
        return definite;
    }

    /** {@code y = L x}. */
    public void multiply(double[] x, double[] y) {
        for (int i = 0; i < l.length; i++) {
            double[] row = l[i];
            double sum = 0;
            for (int k = 0; k <= i; k++) {
                sum += row[k] * x[k];
            }
            y[i] = sum;
        }
    }

    /** {@code L⁻¹ x}, in place; V must be definite. */
    public void solveLower(double[] x) {
        for (int i = 0; i < l.length; i++) {
            double[] row = l[i];
            for (int k = 0; k < i; k++) {
                x[i] -= row[k] * x[k];
            }
            x[i] /= row[i];
        }
    }

    /** {@code V⁻¹ x}, in place; V must be definite. */
    public void solve(double[] x) {
        solveLower(x);
        for (int i = l.length - 1; i >= 0; i--) {
            x[i] /= l[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= l[i][k] * x[i];
            }
        }
    }

    /**
     * {@code |L⁻¹ x|²} of many x at once; V must be definite.
     *
     * @param block x_i of each, an array for every i; overwritten
     * @param count how many x there are
     */
    public void squares(double[][] block, int count, double[] into) {
        Arrays.fill(into, 0, count, 0);
        for (int i = 0; i < l.length; i++) {
            double[] row = l[i];
            double[] x = block[i];
            int k = 0;
            for (; k + 4 <= i; k += 4) {
                Gram.addFour(
                        x,
                        count,
                        -row[k],
                        block[k],
                        -row[k + 1],
                        block[k + 1],
                        -row[k + 2],
                        block[k + 2],
                        -row[k + 3],
                        block[k + 3]);
            }
            for (; k < i; k++) {
                Gram.addOne(x, count, -row[k], block[k]);
            }
            double inverse = 1 / row[i];
            for (int r = 0; r < count; r++) {
                double solved = x[r] * inverse;
                x[r] = solved;
                into[r] += solved * solved;
            }
        }
    }
}

package org.teeter.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The factor of a dense covariance, {@code V = L Lᵀ}; where V is semidefinite, what it does not span is left out. */
public final class Cholesky {
    /** A pivot below this share of its diagonal is rounding. */
    private static final double NOTHING = 1e-11;

    private static final int PANEL = 32;

    /** So many x stay in cache while all rows are multiplied with them; a multiple of four. */
    private static final int TILE = 64;

    /** Below this order, handing rows to other threads costs more than it saves. */
    private static final int ORDER_WORTH_SHARING = 256;

    private final double[][] l;
    private final boolean definite;

    private Cholesky(double[][] l, boolean definite) {
        this.l = l;
        this.definite = definite;
    }

    /**
     * Factorises a symmetric matrix, of which the lower triangle is read. Rows are shared among threads, each computed by one in the same
     * order, so the result does not depend on their number.
     */
    public static Cholesky of(double[][] v) {
        int n = v.length;
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
        }
        boolean definite = true;
        for (int from = 0; from < n; from += PANEL) {
            int to = Math.min(n, from + PANEL);
            for (int i = from; i < to; i++) {
                row(v, l, i, from, i);
                double pivot = v[i][i] - dot(l[i], l[i], i);
                boolean positive = pivot > NOTHING * v[i][i];
                l[i][i] = positive ? Math.sqrt(pivot) : 0;
                definite &= positive;
            }
            int panel = from;
            IntStream rows = IntStream.range(to, n);
            (n < ORDER_WORTH_SHARING ? rows : rows.parallel()).forEach(i -> row(v, l, i, panel, to));
        }
        return new Cholesky(l, definite);
    }

    /** Entries from..to-1 of a row, given those before and the rows of the panel above it. */
    private static void row(double[][] v, double[][] l, int i, int from, int to) {
        double[] row = l[i];
        for (int j = from; j < to; j++) {
            double[] other = l[j];
            row[j] = other[j] == 0 ? 0 : (v[i][j] - dot(row, other, j)) / other[j];
        }
    }

    /** With four sums, so that an addition need not wait for the one before. */
    private static double dot(double[] x, double[] y, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k + 4 <= length; k += 4) {
            a += x[k] * y[k];
            b += x[k + 1] * y[k + 1];
            c += x[k + 2] * y[k + 2];
            d += x[k + 3] * y[k + 3];
        }
        for (; k < length; k++) {
            a += x[k] * y[k];
        }
        return (a + b) + (c + d);
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

    /**
     * {@code y = L x} of many x at once.
     *
     * @param block x_i of each, an array for every i
     * @param count how many x there are
     * @param y likewise; overwritten
     */
    public void multiply(double[][] block, int count, double[][] y) {
        for (double[] sum : y) {
            Arrays.fill(sum, 0, count, 0);
        }
        for (int from = 0; from < l.length; from += TILE) {
            for (int i = from; i < l.length; i++) {
                double[] row = l[i];
                int to = Math.min(i + 1, from + TILE);
                int k = from;
                for (; k + 4 <= to; k += 4) {
                    Gram.addFour(
                            y[i],
                            count,
                            row[k],
                            block[k],
                            row[k + 1],
                            block[k + 1],
                            row[k + 2],
                            block[k + 2],
                            row[k + 3],
                            block[k + 3]);
                }
                for (; k < to; k++) {
                    Gram.addOne(y[i], count, row[k], block[k]);
                }
            }
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

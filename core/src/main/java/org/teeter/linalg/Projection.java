package org.teeter.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * The space of the combinations of a few vectors of mean zero, with a basis Q of rows of length 1 at right angles, by the modified
 * Gram-Schmidt process, applied twice.
 *
 * <pre>{@code x_k = Σ_p R_kp q_p,  p <= k}</pre>
 */
public final class Projection {
    /** What is left of a vector after those before it, relative to its length: less is rounding. */
    private static final double NOTHING = 1e-9;

    private final double[][] q;
    private final double[][] r;

    private Projection(double[][] q, double[][] r) {
        this.q = q;
        this.r = r;
    }

    /**
     * The space of the centred vectors.
     *
     * @throws DependentException if one is a combination of those before it and a constant
     */
    public static Projection of(double[][] vectors) {
        int n = vectors.length == 0 ? 0 : vectors[0].length;
        double[][] q = new double[vectors.length][n];
        double[][] r = new double[vectors.length][];
        for (int k = 0; k < q.length; k++) {
            double[] x = q[k];
            double mean = 0;
            for (double value : vectors[k]) {
                mean += value / n;
            }
            double size = 0;
            for (int i = 0; i < n; i++) {
                x[i] = vectors[k][i] - mean;
                size = Math.max(size, Math.abs(vectors[k][i]));
            }
            double before = Math.sqrt(dot(x, x));
            r[k] = new double[k + 1];
            for (int pass = 0; pass < 2; pass++) {
                for (int p = 0; p < k; p++) {
                    double share = dot(q[p], x);
                    r[k][p] += share;
                    add(x, q[p], -share);
                }
            }
            r[k][k] = Math.sqrt(dot(x, x));
            if (!(r[k][k] > NOTHING * before && before > NOTHING * size)) {
                throw new DependentException(k, before > NOTHING * size ? dependence(r, k) : List.of());
            }
            for (int i = 0; i < n; i++) {
                x[i] /= r[k][k];
            }
        }
        return new Projection(q, r);
    }

    /** Of which vectors before it the k-th is a combination. */
    private static List<Integer> dependence(double[][] r, int k) {
        double[] share = r[k].clone();
        List<Integer> of = new ArrayList<>();
        for (int p = k - 1; p >= 0; p--) { // x_k = Σ share_p q_p, and q_p from x_p and those before
            double own = share[p] / r[p][p];
            if (Math.abs(share[p]) > NOTHING * Math.sqrt(dot(r[k], r[k]))) {
                of.add(0, p);
            }
            for (int m = 0; m < p; m++) {
                share[m] -= own * r[p][m];
            }
        }
        return of;
    }

    /** A vector that is a combination of others. */
    public static final class DependentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int vector;
        private final transient List<Integer> others;

        DependentException(int vector, List<Integer> others) {
            super("vector " + vector + " is a combination of the vectors " + others + " and a constant");
            this.vector = vector;
            this.others = others;
        }

        public int vector() {
            return vector;
        }

        /** Those before it; none where it is constant. */
        public List<Integer> others() {
            return others;
        }
    }

    /** How many dimensions it has. */
    public int dimension() {
        return q.length;
    }

    /** The p-th vector of the basis; not to be changed. */
    public double[] basis(int p) {
        return q[p];
    }

    /** What of a vector's first entries lies in this space. */
    public double[] of(double[] x) {
        double[] in = new double[q.length == 0 ? 0 : q[0].length];
        for (double[] row : q) {
            add(in, row, dot(row, x));
        }
        return in;
    }

    /** For the k-th vector v_k the dual one, w with {@code w · x_k = 1} and {@code w · x_m = 0} for the others: it reads a coefficient off. */
    public double[] dual(int k) {
        int n = q[0].length;
        double[] share = new double[q.length]; // R y = e_k, of the transposed factor
        for (int p = 0; p < q.length; p++) {
            double sum = p == k ? 1 : 0;
            for (int m = 0; m < p; m++) {
                sum -= r[p][m] * share[m];
            }
            share[p] = sum / r[p][p];
        }
        double[] dual = new double[n];
        for (int p = 0; p < q.length; p++) {
            add(dual, q[p], share[p]);
        }
        return dual;
    }

    private static void add(double[] to, double[] row, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * row[i];
        }
    }

    private static double dot(double[] row, double[] x) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * x[i];
        }
        return sum;
    }
}

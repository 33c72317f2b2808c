package org.teeter.linalg;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Dense symmetric elimination of a connected {@link Laplacian} without a single subtraction.
 *
 * <p>Eliminating vertex k replaces its star of conductances by the mesh {@code c_ij += c_ik c_kj / d_k} and passes its ground on,
 * {@code g_i += c_ik g_k / d_k}, where {@code d_k} is the sum of what k still conducts. Every operation adds or multiplies positive
 * numbers, so the factor and the inverse are accurate to a few n ulp <em>entry by entry</em>, however far the conductances lie
 * apart [1]. Without a ground the last vertex, the best connected one, serves as ground and has potential 0.
 *
 * <p>Time n³/6 + n³/3 multiplications, in panels that stay in cache; rows are shared among the common pool's threads, each computed
 * by one, so the result does not depend on their number.
 *
 * <p>Conductances may also be negative where H is positive semidefinite all the same; then this is Cholesky's method, with its accuracy.
 */
/*
 * [1] W. K. Grassmann, M. I. Taksar and D. P. Heyman (1985), Regenerative analysis and steady state distributions for Markov
 *     chains, Operations Research 33(5); error analysis: C. A. O'Cinneide (1993), Numerische Mathematik 65. The same recurrence on
 *     symmetric chains is the star-mesh transform of circuit theory.
 */
public final class Elimination {
    private static final int PANEL = 32;
    /** Below this order, handing rows to other threads costs more than it saves. */
    private static final int ORDER_WORTH_SHARING = 256;

    private final int n;
    private final int[] order; // order[k]: the vertex eliminated k-th
    private final int[] place; // its inverse
    private final double[][] c; // c[k][j], j > k: conductance left between k and j when k is eliminated
    private final double[] d; // what k conducts when it is eliminated; 0 for the last vertex if nothing is grounded

    private Elimination(int n, int[] order, double[][] c, double[] d) {
        this.n = n;
        this.order = order;
        this.place = new int[n];
        for (int k = 0; k < n; k++) {
            place[order[k]] = k;
        }
        this.c = c;
        this.d = d;
    }

    /**
     * Eliminates all vertices, the least connected first.
     *
     * @throws IllegalArgumentException if the graph falls apart, so that potentials are not defined, or if negative conductances leave H
     *     not positive semidefinite
     */
    public static Elimination of(Laplacian h) {
        int n = h.size();
        double[] diagonal = h.diagonal();
        int[] order = byConductance(diagonal);
        Elimination elimination = new Elimination(n, order, new double[n][n], new double[n]);
        elimination.load(h);
        elimination.eliminate(h);
        return elimination;
    }

    /** Vertices by rising conductance; equals keep their order. */
    private static int[] byConductance(double[] diagonal) {
        double[] sorted = diagonal.clone();
        Arrays.sort(sorted);
        int[] next = new int[diagonal.length]; // how many of the equals of a sorted place are taken
        int[] order = new int[diagonal.length];
        for (int i = 0; i < diagonal.length; i++) {
            int at = Arrays.binarySearch(sorted, diagonal[i]);
            while (at > 0 && sorted[at - 1] == diagonal[i]) {
                at--;
            }
            order[at + next[at]++] = i;
        }
        return order;
    }

    private void load(Laplacian h) {
        for (int a = 0; a < n; a++) {
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                int i = place[a];
                int j = place[h.second(e)];
                c[Math.min(i, j)][Math.max(i, j)] += h.conductance(e);
            }
        }
    }

    private void eliminate(Laplacian h) {
        double[] ground = new double[n];
        for (int k = 0; k < n; k++) {
            ground[k] = h.ground(order[k]);
        }
        for (int from = 0; from < n; from += PANEL) {
            int to = Math.min(n, from + PANEL);
            for (int k = from; k < to; k++) {
                eliminateInPanel(k, to, ground);
            }
            if (n < ORDER_WORTH_SHARING) {
                for (int i = to; i < n; i++) {
                    update(i, from, to);
                }
            } else {
                int panel = from;
                IntStream.range(to, n).parallel().forEach(i -> update(i, panel, to));
            }
        }
    }

    private void eliminateInPanel(int k, int to, double[] ground) {
        double sum = ground[k];
        for (int j = k + 1; j < n; j++) {
            sum += c[k][j];
        }
        boolean last = k == n - 1;
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY) && !(last && sum == 0)) {
            throw new IllegalArgumentException("potentials need a connected graph with finite conductances, but vertex "
                    + order[k] + " conducts " + sum + " to the " + (n - 1 - k) + " vertices left");
        }
        d[k] = sum;
        for (int i = k + 1; i < n; i++) {
            if (c[k][i] != 0) {
                ground[i] += c[k][i] / sum * ground[k];
            }
        }
        for (int i = k + 1; i < to; i++) {
            addScaled(c[i], c[k], c[k][i] / sum, i + 1);
        }
    }

    /** Adds to row i what the eliminated rows of a panel leave it, four at a time. */
    private void update(int i, int from, int to) {
        double[] row = c[i];
        int k = from;
        for (; k + 4 <= to; k += 4) {
            double[] r0 = c[k];
            double[] r1 = c[k + 1];
            double[] r2 = c[k + 2];
            double[] r3 = c[k + 3];
            double f0 = r0[i] / d[k];
            double f1 = r1[i] / d[k + 1];
            double f2 = r2[i] / d[k + 2];
            double f3 = r3[i] / d[k + 3];
            if (f0 != 0 || f1 != 0 || f2 != 0 || f3 != 0) {
                for (int j = i + 1; j < n; j++) {
                    row[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
                }
            }
        }
        for (; k < to; k++) {
            addScaled(row, c[k], c[k][i] / d[k], i + 1);
        }
    }

    private void addScaled(double[] to, double[] from, double factor, int begin) {
        if (factor != 0) {
            for (int j = begin; j < n; j++) {
                to[j] += factor * from[j];
            }
        }
    }

    /**
     * The logarithm of the determinant of H; without a ground, of H without one of its vertices, which is the sum over spanning trees of
     * the products of their conductances, whichever vertex that is (Kirchhoff 1847).
     */
    public double logDeterminant() {
        double sum = 0;
        for (double pivot : d) {
            sum += pivot == 0 ? 0 : Math.log(pivot);
        }
        return sum;
    }

    /** Solves {@code H x = r}; without a ground, {@code r} must sum to zero on the component and the last vertex gets potential 0. */
    public double[] solve(double[] r) {
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = r[order[k]];
        }
        for (int k = 0; k < n - 1; k++) {
            double share = x[k] / d[k];
            if (share != 0) {
                double[] row = c[k];
                for (int j = k + 1; j < n; j++) {
                    x[j] += share * row[j];
                }
            }
        }
        x[n - 1] = d[n - 1] == 0 ? 0 : x[n - 1] / d[n - 1];
        for (int k = n - 2; k >= 0; k--) {
            x[k] = (x[k] + into(c[k], x, k + 1)) / d[k];
        }
        double[] potentials = new double[n];
        for (int k = 0; k < n; k++) {
            potentials[order[k]] = x[k];
        }
        return potentials;
    }

    private double into(double[] row, double[] x, int from) {
        double in0 = 0;
        double in1 = 0;
        double in2 = 0;
        double in3 = 0;
        int j = from;
        for (; j + 4 <= n; j += 4) {
            in0 += row[j] * x[j];
            in1 += row[j + 1] * x[j + 1];
            in2 += row[j + 2] * x[j + 2];
            in3 += row[j + 3] * x[j + 3];
        }
        for (; j < n; j++) {
            in0 += row[j] * x[j];
        }
        return (in0 + in1) + (in2 + in3);
    }

    /**
     * Solves with another circuit among the same vertices, near this one: {@code x ← x + H⁻¹ (b - H' x)}, until what is left is at most the
     * given share of b, both in the norm of {@code H⁻¹}.
     *
     * @param b sums to zero where there is no ground
     * @return nothing where a step leaves more than half, so that the two are not near
     */
    public Optional<double[]> refined(Laplacian other, double[] b, double relativeTolerance) {
        double[] x = new double[n];
        double[] r = b.clone();
        double[] z = solve(r);
        double left = dot(r, z);
        double goal = relativeTolerance * relativeTolerance * left;
        while (!(left <= goal)) { // written so that NaN fails below
            for (int i = 0; i < n; i++) {
                x[i] += z[i];
            }
            other.multiply(x, r);
            for (int i = 0; i < n; i++) {
                r[i] = b[i] - r[i];
            }
            z = solve(r);
            double now = dot(r, z);
            if (!(now <= goal || now < left / 4)) {
                return Optional.empty();
            }
            left = now;
        }
        return Optional.of(x);
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /**
     * The inverse: {@code G[i][j]} is the potential of j when a unit current enters at i and leaves through the ground. Without a
     * ground, the row and column of the vertex that stands in for it are zero.
     */
    public double[][] inverse() {
        double[][] g = new double[n][n]; // by place; rows complete from the last to the first
        if (d[n - 1] > 0) {
            g[n - 1][n - 1] = 1 / d[n - 1];
        }
        return filled(g, this::completeInverse);
    }

    /**
     * Effective resistances between all vertices of a circuit without ground: {@code R_ij = G_ii + G_jj - 2 G_ij}, of any inverse G. Where parts of it
     * hang together by little, those within a part keep their digits, which differences of G lose.
     *
     * <pre>{@code R_kj = 1/d_k + Σ_m w_m R_mj - ½ Σ_ml w_m w_l R_ml,  w_m = c_km/d_k,  m, l, j > k    [M123]}</pre>
     */
    public double[][] resistances() {
        if (d[n - 1] > 0) {
            throw new IllegalArgumentException("resistances are asked for of circuits without ground");
        }
        return filled(new double[n][n], this::completeResistances);
    }

    /** Completes a row k, which holds {@code Σ_{i>k} (c_ki / d_k) G_ij} for the columns behind it, and its column. */
    private interface Complete {
        void row(double[][] g, int k);
    }

    private void completeInverse(double[][] g, int k) {
        double[] row = g[k];
        double self = 1 / d[k];
        for (int i = k + 1; i < n; i++) {
            self += c[k][i] / d[k] * row[i];
            g[i][k] = row[i];
        }
        row[k] = self;
    }

    private void completeResistances(double[][] r, int k) {
        double[] row = r[k];
        double among = 0; // what is there between two of its neighbours, drawn by their shares
        for (int i = k + 1; i < n; i++) {
            among += c[k][i] / d[k] * row[i];
        }
        double own = 1 / d[k] - among / 2;
        for (int i = k + 1; i < n; i++) {
            row[i] += own;
            r[i][k] = row[i];
        }
    }

    private double[][] filled(double[][] g, Complete complete) {
        for (int to = n - 1; to > 0; to -= PANEL) {
            int from = Math.max(0, to - PANEL);
            fillPanel(g, from, to, complete);
        }
        double[][] byVertex = new double[n][n];
        rows(0, n).forEach(i -> {
            double[] row = g[place[i]];
            for (int j = 0; j < n; j++) {
                byVertex[i][j] = row[place[j]];
            }
        });
        return byVertex;
    }

    /** Rows from..to-1 of the inverse, given the rows from {@code to} on: {@code G_kj = Σ_{i>k} (c_ki / d_k) G_ij}. */
    private void fillPanel(double[][] g, int from, int to, Complete complete) {
        rows(from, to).forEach(k -> {
            double[] row = g[k];
            int i = to;
            for (; i + 4 <= n; i += 4) {
                double f0 = c[k][i] / d[k];
                double f1 = c[k][i + 1] / d[k];
                double f2 = c[k][i + 2] / d[k];
                double f3 = c[k][i + 3] / d[k];
                double[] g0 = g[i];
                double[] g1 = g[i + 1];
                double[] g2 = g[i + 2];
                double[] g3 = g[i + 3];
                for (int j = to; j < n; j++) {
                    row[j] += f0 * g0[j] + f1 * g1[j] + f2 * g2[j] + f3 * g3[j];
                }
            }
            for (; i < n; i++) {
                double f = c[k][i] / d[k];
                for (int j = to; j < n; j++) {
                    row[j] += f * g[i][j];
                }
            }
        });
        for (int k = to - 1; k >= from; k--) { // what the panel's own rows add, each complete before the one above it
            double[] row = g[k];
            for (int i = k + 1; i < to; i++) {
                double f = c[k][i] / d[k];
                for (int j = to; j < n; j++) {
                    row[j] += f * g[i][j];
                }
            }
            for (int j = k + 1; j < to; j++) {
                double sum = 0;
                for (int i = k + 1; i < n; i++) {
                    sum += c[k][i] / d[k] * g[j][i];
                }
                row[j] = sum;
            }
            complete.row(g, k);
        }
    }

    private IntStream rows(int from, int to) {
        IntStream rows = IntStream.range(from, to);
        return n >= ORDER_WORTH_SHARING ? rows.parallel() : rows;
    }
}

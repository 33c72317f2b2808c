package org.teeter.linalg;

import java.util.Arrays;
import java.util.Optional;

/**
 * Sparse symmetric elimination of a connected {@link Laplacian} without a single subtraction, where few vertices hold its parts together:
 * on trees and cycles, bands, grids, and communities of some hundreds.
 *
 * <p>The recurrence and its accuracy, entry by entry, are those of {@link Elimination}, in the order of {@link MinimumDegree}. Of the
 * inverse, the entries of joined vertices need those of vertices joined later alone [1], so that all effective resistances of edges cost
 * about as much as the factor:
 *
 * <pre>{@code
 * G_kj = Σ_i (c_ki / d_k) G_ij,  G_kk = 1 / d_k + Σ_i (c_ki / d_k) G_ik,  i, j > k joined to k;   R_ab = G_aa + G_bb - 2 G_ab    [M100]
 * }</pre>
 *
 * <p>Immutable; any number of threads may apply it.
 */
/*
 * [1] K. Takahashi, J. Fagan and M.-S. Chin (1973), Formation of a sparse bus impedance matrix and its application to short circuit
 *     study, 8th PICA Conference.
 */
public final class SparseElimination implements Preconditioner {
    /** 600 MB of factor and inverse. */
    public static final long MOST_ENTRIES = 30_000_000;

    /** Some ten seconds. */
    private static final double MOST_WORK = 2e10;

    private final Laplacian h;
    private final int n;
    private final int[] order; // order[k]: the vertex eliminated k-th
    private final int[] place; // its inverse
    private final int[] start; // entries of the k-th column
    private final int[] row; // ascending in each column
    private final double[] share; // c_ki / d_k
    private final double[] d; // what k conducts when it is eliminated; 0 for the last vertex if nothing is grounded

    private SparseElimination(Laplacian h, MinimumDegree ordering) {
        this.h = h;
        this.n = h.size();
        this.order = new int[n];
        Arrays.setAll(order, ordering::vertex);
        this.place = new int[n];
        for (int k = 0; k < n; k++) {
            place[order[k]] = k;
        }
        this.start = new int[n + 1];
        for (int k = 0; k < n; k++) {
            start[k + 1] = start[k] + ordering.joined(order[k]).length;
        }
        this.row = new int[start[n]];
        for (int k = 0; k < n; k++) {
            int to = start[k];
            for (int i : ordering.joined(order[k])) {
                row[to++] = place[i];
            }
            Arrays.sort(row, start[k], to);
        }
        this.share = new double[row.length];
        this.d = new double[n];
        eliminate();
    }

    /**
     * Eliminates all vertices.
     *
     * @param h without negative conductances; its ground, if it has one, may be one more vertex of what is solved, the last
     * @param mostEntries of the factor
     * @return nothing where the factor would have more, or take too long
     * @throws IllegalArgumentException if the graph falls apart, so that potentials are not defined
     */
    public static Optional<SparseElimination> of(Laplacian h, long mostEntries) {
        return MinimumDegree.of(h, mostEntries, MOST_WORK).map(ordering -> new SparseElimination(h, ordering));
    }

    private void eliminate() {
        double[] column = new double[n];
        double[] ground = new double[n];
        int[] at = new int[n]; // the first entry of an eliminated column that has not been used
        int[] list = new int[n]; // the columns of which that is in a row
        int[] next = new int[n];
        Arrays.fill(list, -1);
        int[] lowerStart = new int[n + 1]; // edges from their higher ends
        for (int e = 0; e < h.edges(); e++) {
            lowerStart[h.second(e) + 1]++;
        }
        for (int i = 0; i < n; i++) {
            lowerStart[i + 1] += lowerStart[i];
        }
        int[] lower = new int[h.edges()];
        double[] conductance = new double[h.edges()];
        int[] fill = Arrays.copyOf(lowerStart, n);
        for (int a = 0; a < n; a++) {
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                int to = fill[h.second(e)]++;
                lower[to] = a;
                conductance[to] = h.conductance(e);
            }
        }
        for (int k = 0; k < n; k++) {
            int v = order[k];
            for (int e = h.start(v); e < h.start(v + 1); e++) {
                join(k, place[h.second(e)], h.conductance(e), column);
            }
            for (int p = lowerStart[v]; p < lowerStart[v + 1]; p++) {
                join(k, place[lower[p]], conductance[p], column);
            }
            ground[k] = h.ground(v);
            int following;
            for (int j = list[k]; j >= 0; j = following) {
                following = next[j];
                int from = at[j]++;
                double part = share[from];
                double scale = part * d[j];
                for (int p = from + 1; p < start[j + 1]; p++) {
                    column[row[p]] += scale * share[p];
                }
                ground[k] += part * ground[j];
                enlist(j, at, list, next);
            }
            double sum = ground[k];
            for (int p = start[k]; p < start[k + 1]; p++) {
                sum += column[row[p]];
            }
            if (!(sum > 0 && sum < Double.POSITIVE_INFINITY) && !(k == n - 1 && sum == 0)) {
                throw new IllegalArgumentException(
                        "potentials need a connected graph with finite conductances, but vertex " + v + " conducts "
                                + sum + " to the " + (n - 1 - k) + " vertices left");
            }
            d[k] = sum;
            for (int p = start[k]; p < start[k + 1]; p++) {
                share[p] = column[row[p]] / sum;
                column[row[p]] = 0;
            }
            at[k] = start[k];
            enlist(k, at, list, next);
        }
    }

    private static void join(int k, int to, double conductance, double[] column) {
        if (to > k) { // the others are gone
            column[to] += conductance;
        }
    }

    private void enlist(int j, int[] at, int[] list, int[] next) {
        if (at[j] < start[j + 1]) {
            next[j] = list[row[at[j]]];
            list[row[at[j]]] = j;
        }
    }

    @Override
    public void apply(double[] r, double[] z) {
        System.arraycopy(r, 0, z, 0, z.length);
        for (int k = 0; k < n; k++) {
            double in = z[order[k]];
            for (int at = start[k]; at < start[k + 1]; at++) {
                z[order[row[at]]] += share[at] * in;
            }
        }
        Arrays.fill(z, n, z.length, 0); // the ground
        for (int k = n - 1; k >= 0; k--) {
            int v = order[k];
            double x = d[k] == 0 ? 0 : z[v] / d[k];
            for (int at = start[k]; at < start[k + 1]; at++) {
                x += share[at] * z[order[row[at]]];
            }
            z[v] = x;
        }
    }

    /** Of every edge. */
    public EdgeResistances resistances() {
        double[] inverse = new double[row.length];
        double[] diagonal = new double[n]; // against the ground, or the last vertex
        double[] sum = new double[n];
        int[] member = new int[n]; // of a column, from 1
        for (int k = n - 1; k >= 0; k--) {
            int from = start[k];
            int size = start[k + 1] - from;
            for (int s = 0; s < size; s++) {
                member[row[from + s]] = s + 1;
                sum[s] = 0;
            }
            double self = d[k] == 0 ? 0 : 1 / d[k];
            for (int s = 0; s < size; s++) {
                int i = row[from + s];
                double f = share[from + s];
                double own = f * diagonal[i];
                for (int at = start[i]; at < start[i + 1]; at++) {
                    int t = member[row[at]] - 1;
                    if (t >= 0) {
                        own += share[from + t] * inverse[at];
                        sum[t] += f * inverse[at];
                    }
                }
                sum[s] += own;
            }
            for (int s = 0; s < size; s++) {
                member[row[from + s]] = 0;
                inverse[from + s] = sum[s];
                self += share[from + s] * sum[s];
            }
            diagonal[k] = self;
        }
        double[] byVertex = new double[n];
        for (int i = 0; i < n; i++) {
            byVertex[i] = diagonal[place[i]];
        }
        double[] ofEdges = new double[h.edges()];
        for (int a = 0; a < n; a++) {
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                int k = Math.min(place[a], place[h.second(e)]);
                int i = Math.max(place[a], place[h.second(e)]);
                double joint = inverse[Arrays.binarySearch(row, start[k], start[k + 1], i)];
                ofEdges[e] = (diagonal[k] - joint) + (diagonal[i] - joint);
            }
        }
        return new EdgeResistances(ofEdges, byVertex);
    }
}

package org.teeter.linalg;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A floating {@link Laplacian} without the trees that hang on the rest of its graph: through the one edge of a leaf all that enters the
 * leaf must leave, and the rest does not notice the edge.
 *
 * <pre>{@code leaf v at u:  H' = H without v and its edge,  b'_u = b_u + b_v,  x_v = x_u + b_v / c_uv    [M130]}</pre>
 *
 * <p>Leaf after leaf, this is Gaussian elimination that fills nothing in and cancels nothing; a tree is solved by it alone. Immutable but for
 * the values of the Laplacian.
 */
final class Pruned {
    /** What hangs must be this share of all vertices to be worth it. */
    private static final int WORTH = 10;

    private final int[] leaf; // in the order in which they fall
    private final int[] holder; // what each hangs on
    private final double[] conductance; // of the edge between
    private final int[] kept; // the other vertices, ascending
    private final Laplacian rest;

    private Pruned(int[] leaf, int[] holder, double[] conductance, int[] kept, Laplacian rest) {
        this.leaf = leaf;
        this.holder = holder;
        this.conductance = conductance;
        this.kept = kept;
        this.rest = rest;
    }

    /** What is left of a connected floating Laplacian, where enough hangs on it. */
    static Optional<Pruned> of(Laplacian h) {
        int n = h.size();
        int[] degree = degrees(h);
        if (Arrays.stream(degree).noneMatch(d -> d == 1)) {
            return Optional.empty();
        }
        int[] others = new int[n]; // the neighbours that are left, by exclusive or: of a leaf it is the one
        int[] edges = new int[n]; // their edges, likewise
        for (int a = 0; a < n; a++) {
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                int b = h.second(e);
                others[a] ^= b;
                others[b] ^= a;
                edges[a] ^= e;
                edges[b] ^= e;
            }
        }
        int[] leaf = new int[n];
        int[] holder = new int[n];
        double[] conductance = new double[n];
        boolean[] fallen = new boolean[n];
        int count = 0;
        for (int v = 0; v < n; v++) {
            for (int at = v; degree[at] == 1 && !fallen[at] && count < n - 1; ) {
                int u = others[at];
                leaf[count] = at;
                holder[count] = u;
                conductance[count] = h.conductance(edges[at]);
                if (!(conductance[count++] > 0)) {
                    return Optional.empty();
                }
                fallen[at] = true;
                degree[u]--;
                others[u] ^= at;
                edges[u] ^= edges[at];
                at = u < v ? u : at; // a later one is looked at in its turn
            }
        }
        if (count < n / WORTH || count == 0) {
            return Optional.empty();
        }
        int[] place = new int[n];
        int[] kept = new int[n - count];
        int k = 0;
        for (int v = 0; v < n; v++) {
            place[v] = fallen[v] ? -1 : k;
            if (!fallen[v]) {
                kept[k++] = v;
            }
        }
        return Optional.of(new Pruned(
                Arrays.copyOf(leaf, count),
                Arrays.copyOf(holder, count),
                Arrays.copyOf(conductance, count),
                kept,
                rest(h, kept, place)));
    }

    private static int[] degrees(Laplacian h) {
        int[] degree = new int[h.size()];
        for (int a = 0; a < h.size(); a++) {
            degree[a] += h.start(a + 1) - h.start(a);
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                degree[h.second(e)]++;
            }
        }
        return degree;
    }

    private static Laplacian rest(Laplacian h, int[] kept, int[] place) {
        int[] start = new int[kept.length + 1];
        int[] second = new int[h.edges()];
        double[] conductance = new double[h.edges()];
        int edges = 0;
        for (int k = 0; k < kept.length; k++) {
            for (int e = h.start(kept[k]); e < h.start(kept[k] + 1); e++) {
                if (place[h.second(e)] >= 0) {
                    second[edges] = place[h.second(e)];
                    conductance[edges++] = h.conductance(e);
                }
            }
            start[k + 1] = edges;
        }
        return new Laplacian(
                start, Arrays.copyOf(second, edges), Arrays.copyOf(conductance, edges), new double[kept.length]);
    }

    /** What is left: floating, and connected where the whole is. */
    Laplacian rest() {
        return rest;
    }

    /**
     * Solves {@code H x = b}, up to a constant.
     *
     * @param b which sums to zero
     * @param solve solves with the rest
     */
    double[] solve(double[] b, UnaryOperator<double[]> solve) {
        double[] current = b.clone();
        for (int k = 0; k < leaf.length; k++) {
            current[holder[k]] += current[leaf[k]];
        }
        double[] x = new double[b.length];
        if (kept.length > 1) {
            double[] right = new double[kept.length];
            for (int k = 0; k < kept.length; k++) {
                right[k] = current[kept[k]];
            }
            double[] left = solve.apply(right);
            for (int k = 0; k < kept.length; k++) {
                x[kept[k]] = left[k];
            }
        }
        for (int k = leaf.length - 1; k >= 0; k--) {
            x[leaf[k]] = x[holder[k]] + current[leaf[k]] / conductance[k];
        }
        return x;
    }
}

package org.teeter.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.teeter.random.L64X128Mix;

/**
 * A sparse triangular factor of a {@link Laplacian} that is right on average: elimination that keeps a sample of its fill.
 *
 * <p>Eliminating a vertex with conductances {@code w_1 <= … <= w_k} to its neighbours would join each two of them by
 * {@code w_i w_j / W}, {@code W = Σ w}. Here neighbour i < k is joined to one later neighbour only, drawn with probability
 * {@code w_j / S_i}, {@code S_i = Σ_{j>i} w_j}, by a conductance of {@code w_i S_i / W}; so every sampled edge has the expectation of
 * the edge it stands for, no elimination adds edges, a tree is factorised exactly, and like {@link Elimination} nothing is ever
 * subtracted [1]. Vertices go by their number of edges, fewest first; the ground is one more vertex, eliminated last.
 *
 * <p>Time and memory about those of sorting the edges a few times. The sample is drawn from a fixed seed: equal Laplacians get equal
 * factors. Immutable; any number of threads may apply it.
 */
/*
 * [1] R. Kyng and S. Sachdeva (2016), Approximate Gaussian elimination for Laplacians: fast, sparse, and simple, FOCS; the order of
 *     elimination and of the neighbours: Y. Gao, R. Kyng and D. A. Spielman (2025), AC(k): robust solution of Laplacian equations by
 *     randomized approximate Cholesky factorization, SIAM Journal on Scientific Computing.
 *
 * An edge is two arcs, 2 e and 2 e + 1, each in the list of the vertex it leaves. When v goes, the arc i -> v turns into i -> j where
 * it is, and the arc v -> i moves to the list of j as j -> i, so no arc is ever made. Arcs without use keep a conductance of 0 until
 * their list is read.
 */
public final class ApproximateCholesky implements Preconditioner {
    private static final long SEED = 1;
    private static final int NONE = -1;

    private final int[] order; // order[k]: the vertex eliminated k-th
    private final int[] start; // entries of the k-th column
    private final int[] row;
    private final double[] share; // w_i / W: which part of a current into the vertex goes on to row i
    private final double[] d; // W by order; 0 for the last vertex if nothing is grounded

    private ApproximateCholesky(int[] order, int[] start, int[] row, double[] share, double[] d) {
        this.order = order;
        this.start = start;
        this.row = row;
        this.share = share;
        this.d = d;
    }

    /**
     * Factorises.
     *
     * @throws IllegalArgumentException if the graph falls apart, so that potentials are not defined
     */
    public static ApproximateCholesky of(Laplacian h) {
        return new Factorisation(h).run();
    }

    /** Entries of the factor below its diagonal. */
    public int entries() {
        return row.length;
    }

    @Override
    public void apply(double[] r, double[] z) {
        System.arraycopy(r, 0, z, 0, z.length);
        for (int k = 0; k < order.length; k++) {
            double in = z[order[k]];
            for (int at = start[k]; at < start[k + 1]; at++) {
                z[row[at]] += share[at] * in;
            }
        }
        for (int k = order.length - 1; k >= 0; k--) {
            int v = order[k];
            double x = d[k] == 0 ? 0 : z[v] / d[k];
            for (int at = start[k]; at < start[k + 1]; at++) {
                x += share[at] * z[row[at]];
            }
            z[v] = x;
        }
    }

    /** One elimination: the shrinking graph and the growing factor. */
    private static final class Factorisation {
        private final int n;
        private final double[] ground;
        private final int[] list; // first arc of each vertex
        private final int[] next; // the arc after an arc in its list
        private final int[] head; // where an arc leads; its twin is arc ^ 1
        private final double[] conductance;
        private final Degrees degrees;
        private final RandomGenerator random = L64X128Mix.of(SEED);

        // the star of the vertex that is being eliminated; the ground is neighbour n
        private final int[] placeInStar;
        private int[] starArc = new int[16];
        private int[] starHead = new int[16];
        private double[] starWeight = new double[16];
        private double[] rest = new double[16];

        private final int[] order;
        private final int[] start;
        private final double[] d;
        private int[] row;
        private double[] share;
        private int entries;

        Factorisation(Laplacian h) {
            n = h.size();
            ground = new double[n];
            list = new int[n];
            Arrays.fill(list, NONE);
            int arcs = Math.multiplyExact(2, h.edges());
            next = new int[arcs];
            head = new int[arcs];
            conductance = new double[arcs];
            int[] degree = new int[n];
            for (int a = 0; a < n; a++) {
                ground[a] = h.ground(a);
                for (int e = h.start(a); e < h.start(a + 1); e++) {
                    int b = h.second(e);
                    conductance[2 * e] = conductance[2 * e + 1] = h.conductance(e);
                    insert(2 * e, a, b);
                    insert(2 * e + 1, b, a);
                    degree[a]++;
                    degree[b]++;
                }
            }
            degrees = new Degrees(degree);
            placeInStar = new int[n];
            Arrays.fill(placeInStar, NONE);
            order = new int[n];
            start = new int[n + 1];
            d = new double[n];
            row = new int[2 * h.edges() + 1];
            share = new double[row.length];
        }

        private void insert(int arc, int from, int to) {
            head[arc] = to;
            next[arc] = list[from];
            list[from] = arc;
        }

        ApproximateCholesky run() {
            for (int k = 0; k < n; k++) {
                int v = degrees.takeSmallest();
                order[k] = v;
                start[k] = entries;
                eliminate(v, k);
            }
            start[n] = entries;
            return new ApproximateCholesky(order, start, Arrays.copyOf(row, entries), Arrays.copyOf(share, entries), d);
        }

        private void eliminate(int v, int k) {
            int size = gather(v);
            sort(size);
            double sum = 0;
            for (int i = size - 1; i >= 0; i--) {
                rest[i] = sum; // of all later ones
                sum += starWeight[i];
            }
            if (!(sum > 0 && sum < Double.POSITIVE_INFINITY) && !(k == n - 1 && sum == 0)) {
                throw new IllegalArgumentException(
                        "potentials need a connected graph with finite conductances, but vertex " + v + " conducts "
                                + sum + " to the " + (n - 1 - k) + " vertices left");
            }
            d[k] = sum;
            for (int i = 0; i < size; i++) {
                int head = starHead[i];
                if (head < n) {
                    record(head, starWeight[i] / sum);
                }
                if (i < size - 1) {
                    join(i, draw(i, size), starWeight[i] * (rest[i] / sum));
                } else if (head < n) {
                    drop(i);
                }
            }
        }

        /** Reads the list of v into the star, edges to the same neighbour as one. */
        private int gather(int v) {
            int size = 0;
            int following;
            for (int arc = list[v]; arc != NONE; arc = following) {
                following = next[arc];
                if (conductance[arc] > 0) {
                    int to = head[arc];
                    int at = placeInStar[to];
                    if (at == NONE) {
                        placeInStar[to] = size;
                        put(size++, arc, to, conductance[arc]);
                    } else {
                        starWeight[at] += conductance[arc];
                        conductance[arc ^ 1] = 0;
                        degrees.lower(to);
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                placeInStar[starHead[i]] = NONE;
            }
            if (ground[v] > 0) {
                put(size++, NONE, n, ground[v]);
            }
            return size;
        }

        private void put(int at, int arc, int to, double weight) {
            if (at == starArc.length) {
                starArc = Arrays.copyOf(starArc, 2 * at);
                starHead = Arrays.copyOf(starHead, 2 * at);
                starWeight = Arrays.copyOf(starWeight, 2 * at);
                rest = Arrays.copyOf(rest, 2 * at);
            }
            starArc[at] = arc;
            starHead[at] = to;
            starWeight[at] = weight;
        }

        /** The star by rising conductance: heapsort, since three arrays move together. */
        private void sort(int size) {
            for (int root = size / 2 - 1; root >= 0; root--) {
                sink(root, size);
            }
            for (int end = size - 1; end > 0; end--) {
                swap(0, end);
                sink(0, end);
            }
        }

        private void sink(int root, int end) {
            int k = root;
            while (2 * k + 1 < end) {
                int child = 2 * k + 1;
                if (child + 1 < end && starWeight[child + 1] > starWeight[child]) {
                    child++;
                }
                if (starWeight[k] >= starWeight[child]) {
                    return;
                }
                swap(k, child);
                k = child;
            }
        }

        private void swap(int i, int j) {
            int arc = starArc[i];
            starArc[i] = starArc[j];
            starArc[j] = arc;
            int to = starHead[i];
            starHead[i] = starHead[j];
            starHead[j] = to;
            double weight = starWeight[i];
            starWeight[i] = starWeight[j];
            starWeight[j] = weight;
        }

        /** A later neighbour than i, with probability proportional to its conductance: the last j with {@code rest_{j-1} > u}. */
        private int draw(int i, int size) {
            double u = random.nextDouble() * rest[i];
            int low = i + 1;
            int high = size - 1;
            while (low < high) { // rest falls along the star
                int middle = (low + high) >>> 1;
                if (rest[middle] <= u) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private void join(int i, int j, double weight) {
            int a = starHead[i];
            int b = starHead[j];
            if (a == n) {
                ground[b] += weight;
            } else if (b == n) {
                ground[a] += weight;
                drop(i);
            } else {
                int out = starArc[i]; // v -> a becomes b -> a, and its twin a -> v becomes a -> b
                conductance[out] = conductance[out ^ 1] = weight;
                head[out ^ 1] = b;
                insert(out, b, a);
                degrees.raise(b);
            }
        }

        private void drop(int i) {
            conductance[starArc[i] ^ 1] = 0;
            degrees.lower(starHead[i]);
        }

        private void record(int to, double part) {
            if (entries == row.length) {
                int more = Math.addExact(entries, entries / 2 + 16);
                row = Arrays.copyOf(row, more);
                share = Arrays.copyOf(share, more);
            }
            row[entries] = to;
            share[entries++] = part;
        }
    }

    /** Vertices in lists by their number of edges, so that one with the fewest is at hand. */
    private static final class Degrees {
        private final int[] degree;
        private final int[] first; // of the vertices with a degree
        private final int[] before;
        private final int[] after;
        private int smallest;

        Degrees(int[] degree) {
            this.degree = degree;
            int n = degree.length;
            first = new int[n + 1];
            before = new int[n];
            after = new int[n];
            Arrays.fill(first, NONE);
            for (int v = n - 1; v >= 0; v--) {
                link(v);
            }
        }

        int takeSmallest() {
            while (first[smallest] == NONE) {
                smallest++;
            }
            int v = first[smallest];
            unlink(v);
            return v;
        }

        void raise(int v) {
            unlink(v);
            degree[v]++;
            link(v);
        }

        void lower(int v) {
            unlink(v);
            degree[v]--;
            link(v);
        }

        private void link(int v) {
            int list = Math.min(degree[v], first.length - 1); // sampled edges may be parallel, so degrees have no bound
            before[v] = NONE;
            after[v] = first[list];
            if (after[v] != NONE) {
                before[after[v]] = v;
            }
            first[list] = v;
            smallest = Math.min(smallest, list);
        }

        private void unlink(int v) {
            if (before[v] == NONE) {
                first[Math.min(degree[v], first.length - 1)] = after[v];
            } else {
                after[before[v]] = after[v];
            }
            if (after[v] != NONE) {
                before[after[v]] = before[v];
            }
        }
    }
}

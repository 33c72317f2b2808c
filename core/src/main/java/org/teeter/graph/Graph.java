package org.teeter.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An undirected graph without loops and parallel edges. Vertices and edges are numbered from 0; edges are ordered by their lower
 * end, then by their higher one. Immutable.
 */
public final class Graph {
    private final int[] start; // edges of lower end i: start[i] .. start[i + 1]
    private final int[] first;
    private final int[] second;

    private Graph(int size, int[] first, int[] second) {
        this.first = first;
        this.second = second;
        this.start = new int[size + 1];
        int e = 0;
        for (int i = 0; i < size; i++) {
            e = endOf(first, i, e);
            start[i + 1] = e;
        }
    }

    /**
     * The graph of these edges; takes the arrays over.
     *
     * @param size how many vertices there are
     * @param first the lower end of each edge, in ascending order
     * @param second the higher end of each edge, in ascending order among those of the same lower end
     */
    public static Graph of(int size, int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "edges need two ends each, got " + first.length + " and " + second.length);
        }
        for (int e = 0; e < first.length; e++) {
            boolean follows =
                    e == 0 || first[e] > first[e - 1] || (first[e] == first[e - 1] && second[e] > second[e - 1]);
            if (!(0 <= first[e] && first[e] < second[e] && second[e] < size && follows)) {
                throw new IllegalArgumentException("edges must ascend and join a lower to a higher vertex below " + size
                        + ", got " + first[e] + " and " + second[e] + " as edge " + e);
            }
        }
        return new Graph(size, first, second);
    }

    /** Where the edges end whose first vertex is at most {@code i}, known to end at {@code from} or later: by doubling and halving. */
    private static int endOf(int[] first, int i, int from) {
        int step = 1;
        int low = from;
        while (low + step <= first.length && first[low + step - 1] <= i) {
            low += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (low + step <= first.length && first[low + step - 1] <= i) {
                low += step;
            }
        }
        return low;
    }

    /** This graph with these edges alone, which ascend. */
    public Graph keeping(int... edges) {
        return of(
                size(),
                IntStream.of(edges).map(e -> first[e]).toArray(),
                IntStream.of(edges).map(e -> second[e]).toArray());
    }

    /** The edges of which both ends are among the members, which ascend. */
    public int[] inside(int... members) {
        int[] place = places(members);
        return IntStream.range(0, edges())
                .filter(e -> place[first[e]] >= 0 && place[second[e]] >= 0)
                .toArray();
    }

    /** The graph among some of the vertices, which ascend and get the numbers 0, 1, …. */
    public Graph induced(int... members) {
        int[] place = places(members);
        int[] inside = inside(members);
        return of(
                members.length,
                IntStream.of(inside).map(e -> place[first[e]]).toArray(),
                IntStream.of(inside).map(e -> place[second[e]]).toArray());
    }

    private int[] places(int... members) {
        int[] place = new int[size()];
        Arrays.fill(place, -1);
        for (int k = 0; k < members.length; k++) {
            if (k > 0 && members[k] <= members[k - 1]) {
                throw new IllegalArgumentException("members must ascend, got " + Arrays.toString(members));
            }
            place[members[k]] = k;
        }
        return place;
    }

    /** How many vertices there are. */
    public int size() {
        return start.length - 1;
    }

    public int edges() {
        return first.length;
    }

    /** The first edge whose lower end is {@code i}; those edges end where the next vertex's start, {@code i} up to {@link #size()}. */
    public int start(int i) {
        return start[i];
    }

    /** The lower end of an edge. */
    public int first(int e) {
        return first[e];
    }

    /** The higher end of an edge. */
    public int second(int e) {
        return second[e];
    }

    /** The end of edge {@code e} that is not {@code v}. */
    public int other(int e, int v) {
        return first[e] == v ? second[e] : first[e];
    }

    /** The edge between two vertices, in either order, or -1 if there is none. */
    public int edge(int i, int j) {
        int low = Math.min(i, j);
        int high = Math.max(i, j);
        int at = Arrays.binarySearch(second, start[low], start[low + 1], high);
        return at >= 0 ? at : -1;
    }

    /** For each vertex, the first edge of which it is the lower end, and at last the number of edges: a fresh array. */
    public int[] starts() {
        return start.clone();
    }

    /** The higher end of each edge: a fresh array. */
    public int[] seconds() {
        return second.clone();
    }

    /** The edges at each vertex. */
    public Incidence incidence() {
        return new Incidence(this);
    }

    /** The sets of vertices that edges connect, ordered by their lowest vertices; each ascending. */
    public List<int[]> components() {
        int[] parent = new int[size()];
        Arrays.setAll(parent, i -> i);
        for (int e = 0; e < edges(); e++) {
            int a = root(parent, first[e]);
            int b = root(parent, second[e]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        int[] members = new int[size()];
        for (int i = 0; i < size(); i++) {
            members[root(parent, i)]++;
        }
        int[][] component = new int[size()][];
        List<int[]> components = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            int root = root(parent, i);
            if (root == i) { // the lowest of its component
                component[i] = new int[members[i]];
                components.add(component[i]);
                members[i] = 0;
            }
            component[root][members[root]++] = i;
        }
        return components;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]]; // halve the path as we go
            at = parent[at];
        }
        return at;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Graph other
                && size() == other.size()
                && Arrays.equals(first, other.first)
                && Arrays.equals(second, other.second);
    }

    @Override
    public int hashCode() {
        return 31 * size() + Arrays.hashCode(second);
    }

    @Override
    public String toString() {
        return size() + " vertices, " + edges() + " edges";
    }
}

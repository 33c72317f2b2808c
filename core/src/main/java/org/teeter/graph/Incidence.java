package org.teeter.graph;

import java.util.Arrays;

/** The edges at each vertex of a graph, in compressed rows; those at a vertex ascend. Immutable. */
public final class Incidence {
    private final int[] start;
    private final int[] edge;
    private final int[] neighbour;

    Incidence(Graph graph) {
        int n = graph.size();
        start = new int[n + 1];
        for (int e = 0; e < graph.edges(); e++) {
            start[graph.first(e) + 1]++;
            start[graph.second(e) + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        edge = new int[2 * graph.edges()];
        neighbour = new int[2 * graph.edges()];
        int[] next = Arrays.copyOf(start, n);
        for (int e = 0; e < graph.edges(); e++) {
            put(next[graph.first(e)]++, e, graph.second(e));
            put(next[graph.second(e)]++, e, graph.first(e));
        }
    }

    private void put(int at, int e, int to) {
        edge[at] = e;
        neighbour[at] = to;
    }

    /** Where the edges at vertex {@code i} begin; they end where the next vertex's begin. */
    public int start(int i) {
        return start[i];
    }

    /** How many edges there are at vertex {@code i}. */
    public int degree(int i) {
        return start[i + 1] - start[i];
    }

    /** The edge at a place. */
    public int edge(int at) {
        return edge[at];
    }

    /** The vertex to which the edge at a place leads. */
    public int neighbour(int at) {
        return neighbour[at];
    }
}

package org.teeter.audit;

import java.util.Arrays;
import org.teeter.data.ComparisonGraph;

/**
 * The compared pairs on which alone two parts of the data hang together.
 *
 * <p>On a bridge, without a prior, the fitted proportion equals the observed one, the leverage is 1, and the sensitivity of every
 * prediction across it is the paper's Eq. (4) undamped.
 */
/*
 * Tarjan (1974), A note on finding the bridges of a graph, Information Processing Letters 2: an edge to a child is a bridge if
 * nothing below it reaches above it. The depth-first walk keeps its own stack.
 */
final class Bridges {
    private final ComparisonGraph graph;
    private final int[] start;
    private final int[] edge; // incident edges of each vertex
    private final int[] order;
    private final int[] low;
    private final int[] next;
    private final int[] cameBy;
    private final boolean[] bridge;

    private Bridges(ComparisonGraph graph) {
        this.graph = graph;
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
        next = Arrays.copyOf(start, n);
        for (int e = 0; e < graph.edges(); e++) {
            edge[next[graph.first(e)]++] = e;
            edge[next[graph.second(e)]++] = e;
        }
        System.arraycopy(start, 0, next, 0, n);
        order = new int[n];
        low = new int[n];
        cameBy = new int[n];
        bridge = new boolean[graph.edges()];
    }

    /** For each edge, whether it is a bridge. */
    static boolean[] of(ComparisonGraph graph) {
        Bridges bridges = new Bridges(graph);
        int visited = 0;
        for (int root = 0; root < graph.size(); root++) {
            if (bridges.order[root] == 0) {
                visited = bridges.walk(root, visited);
            }
        }
        return bridges.bridge;
    }

    private int walk(int root, int visitedBefore) {
        int visited = visitedBefore;
        int v = root;
        cameBy[root] = -1;
        order[root] = low[root] = ++visited;
        while (true) {
            if (next[v] < start[v + 1]) {
                int e = edge[next[v]++];
                int w = graph.first(e) == v ? graph.second(e) : graph.first(e);
                if (order[w] == 0) {
                    cameBy[w] = e;
                    order[w] = low[w] = ++visited;
                    v = w;
                } else if (e != cameBy[v]) {
                    low[v] = Math.min(low[v], order[w]);
                }
            } else if (cameBy[v] < 0) {
                return visited;
            } else {
                int e = cameBy[v];
                int parent = graph.first(e) == v ? graph.second(e) : graph.first(e);
                low[parent] = Math.min(low[parent], low[v]);
                bridge[e] = low[v] > order[parent];
                v = parent;
            }
        }
    }
}

package org.teeter.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks of a graph, its largest parts that no single vertex holds together. Two blocks share one vertex at most, a cut vertex; a
 * block of one edge is a bridge. Current between two vertices stays in the blocks on the way between them.
 */
/*
 * R. Tarjan (1972), Depth-first search and linear graph algorithms, SIAM Journal on Computing 1(2): when nothing below a child reaches
 * above its parent, the edges walked since then are a block. The walk keeps its own stacks, since a path of a million vertices would
 * overflow the thread's.
 */
public final class Blocks {
    private final int[] block; // of each edge
    private final boolean[] cut;
    private final List<int[]> edges = new ArrayList<>();

    private Blocks(Graph graph) {
        block = new int[graph.edges()];
        cut = new boolean[graph.size()];
        new Walk(graph).everywhere();
    }

    /** Finds the blocks in time proportional to the graph. */
    public static Blocks of(Graph graph) {
        return new Blocks(graph);
    }

    /** How many blocks there are; vertices without edges are in none. */
    public int count() {
        return edges.size();
    }

    /** The block that an edge is in. */
    public int of(int e) {
        return block[e];
    }

    /** The edges of a block, ascending: a fresh array. */
    public int[] edges(int k) {
        return edges.get(k).clone();
    }

    /** Whether an edge alone holds two parts of the graph together. */
    public boolean isBridge(int e) {
        return edges.get(block[e]).length == 1;
    }

    /** Whether the graph falls apart without this vertex. */
    public boolean isCut(int v) {
        return cut[v];
    }

    private final class Walk {
        private final Graph graph;
        private final Incidence incidence;
        private final int[] order; // in which vertices were first met, from 1; 0 before
        private final int[] low; // the earliest vertex that is reached from below
        private final int[] next;
        private final int[] cameBy; // the edge from the parent
        private final int[] stack; // edges of which the block is not complete
        private int stacked;
        private int met;

        Walk(Graph graph) {
            int n = graph.size();
            this.graph = graph;
            this.incidence = graph.incidence();
            this.order = new int[n];
            this.low = new int[n];
            this.next = new int[n];
            this.cameBy = new int[n];
            this.stack = new int[graph.edges()];
        }

        void everywhere() {
            for (int root = 0; root < graph.size(); root++) {
                if (order[root] == 0) {
                    enter(root, -1);
                    from(root);
                }
            }
        }

        private void enter(int v, int by) {
            cameBy[v] = by;
            order[v] = ++met;
            low[v] = met;
            next[v] = incidence.start(v);
        }

        private void from(int root) {
            int children = 0;
            int v = root;
            while (v != root || next[v] < incidence.start(v + 1)) {
                if (next[v] < incidence.start(v + 1)) {
                    int e = incidence.edge(next[v]);
                    int w = incidence.neighbour(next[v]++);
                    if (order[w] == 0) {
                        stack[stacked++] = e;
                        enter(w, e);
                        children += v == root ? 1 : 0;
                        v = w;
                    } else if (e != cameBy[v] && order[w] < order[v]) {
                        stack[stacked++] = e;
                        low[v] = Math.min(low[v], order[w]);
                    }
                } else {
                    int parent = graph.other(cameBy[v], v);
                    low[parent] = Math.min(low[parent], low[v]);
                    if (low[v] >= order[parent]) {
                        close(cameBy[v]);
                        cut[parent] |= parent != root;
                    }
                    v = parent;
                }
            }
            cut[root] = children > 1;
        }

        private void close(int entered) {
            int from = stacked;
            do {
                from--;
                block[stack[from]] = edges.size();
            } while (stack[from] != entered);
            int[] closed = Arrays.copyOfRange(stack, from, stacked);
            Arrays.sort(closed);
            edges.add(closed);
            stacked = from;
        }
    }
}

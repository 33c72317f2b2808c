package org.teeter.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A graph of which each edge is an arc in one direction, in both, or in none: where its weight that way is positive. */
public final class Digraph {
    /** Sweeps over all edges in which a well-mixed graph shows that it is strongly connected; others take the general way. */
    private static final int SWEEPS = 12;

    private final Graph graph;
    private final double[] forward;
    private final double[] backward;

    /**
     * Arcs on the edges of a graph; the arrays are not copied, and nobody changes them.
     *
     * @param forward for each edge, its weight from its first end to its second
     * @param backward its weight from its second end to its first
     */
    public Digraph(Graph graph, double[] forward, double[] backward) {
        this.graph = graph;
        this.forward = forward;
        this.backward = backward;
    }

    /** Where the arcs may lie. */
    public Graph graph() {
        return graph;
    }

    /** The vertices from which no arc leads away; ascending. */
    public List<Integer> sinks() {
        return without(forward, backward);
    }

    /** The vertices to which no arc leads; ascending. */
    public List<Integer> sources() {
        return without(backward, forward);
    }

    private List<Integer> without(double[] out, double[] back) {
        boolean[] has = new boolean[graph.size()];
        for (int e = 0; e < graph.edges(); e++) {
            has[graph.first(e)] |= out[e] > 0;
            has[graph.second(e)] |= back[e] > 0;
        }
        return IntStream.range(0, has.length).filter(i -> !has[i]).boxed().toList();
    }

    /** Whether arcs lead from every vertex to every other; false of no vertices. */
    public boolean isStronglyConnected() {
        if (graph.size() == 0) {
            return false;
        }
        int[] start = graph.starts();
        int[] second = graph.seconds();
        return (reachesAll(start, second, forward, backward) && reachesAll(start, second, backward, forward))
                || strongComponents().size() == 1;
    }

    /** Whether arcs connect all vertices, their directions aside; false of no vertices. */
    public boolean isConnected() {
        int[] used = IntStream.range(0, graph.edges())
                .filter(e -> forward[e] > 0 || backward[e] > 0)
                .toArray();
        return graph.keeping(used).components().size() == 1;
    }

    /** Whether a few sweeps along the arcs from vertex 0 reach everything; {@code false} means only "not found yet". */
    private static boolean reachesAll(int[] start, int[] second, double[] out, double[] back) {
        int n = start.length - 1;
        boolean[] reached = new boolean[n];
        reached[0] = true;
        int count = 1;
        for (int sweep = 0; sweep < SWEEPS && count < n; sweep++) {
            int before = count;
            for (int a = 0; a < n; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    int b = second[e];
                    if (reached[a] != reached[b] && (reached[a] ? out[e] : back[e]) > 0) {
                        reached[a] = true;
                        reached[b] = true;
                        count++;
                    }
                }
            }
            if (count == before) {
                break;
            }
        }
        return count == n;
    }

    /** Whether arcs lead from i to j. */
    public boolean reaches(int i, int j) {
        Arcs arcs = new Arcs();
        boolean[] seen = new boolean[graph.size()];
        int[] queue = new int[graph.size()];
        int size = 1;
        queue[0] = i;
        seen[i] = true;
        for (int k = 0; k < size && !seen[j]; k++) {
            for (int at = arcs.start[queue[k]]; at < arcs.start[queue[k] + 1]; at++) {
                if (!seen[arcs.to[at]]) {
                    seen[arcs.to[at]] = true;
                    queue[size++] = arcs.to[at];
                }
            }
        }
        return seen[j];
    }

    /** The strongly connected components, an order in which no arc leads to an earlier component; each ascending. */
    public List<int[]> strongComponents() {
        return new Tarjan(new Arcs()).components();
    }

    /** The same components with their order. */
    public Condensation condensation() {
        return new Condensation(graph, strongComponents(), forward, backward);
    }

    /** Successors of each vertex, in compressed rows. */
    private final class Arcs {
        final int[] start;
        final int[] to;

        Arcs() {
            int n = graph.size();
            start = new int[n + 1];
            for (int e = 0; e < graph.edges(); e++) {
                start[graph.first(e) + 1] += forward[e] > 0 ? 1 : 0;
                start[graph.second(e) + 1] += backward[e] > 0 ? 1 : 0;
            }
            for (int i = 0; i < n; i++) {
                start[i + 1] += start[i];
            }
            to = new int[start[n]];
            int[] at = Arrays.copyOf(start, n);
            for (int e = 0; e < graph.edges(); e++) {
                if (forward[e] > 0) {
                    to[at[graph.first(e)]++] = graph.second(e);
                }
                if (backward[e] > 0) {
                    to[at[graph.second(e)]++] = graph.first(e);
                }
            }
        }
    }

    /** R. Tarjan (1972), SIAM Journal on Computing 1(2); with its own stack, since a path of a million vertices would overflow the thread's. */
    private static final class Tarjan {
        private final int n;
        private final Arcs arcs;
        private final int[] index;
        private final int[] low;
        private final boolean[] onStack;
        private final int[] stack;
        private final int[] path;
        private final int[] next;
        private int stacked;
        private int visited;
        private final List<int[]> components = new ArrayList<>();

        Tarjan(Arcs arcs) {
            this.n = arcs.start.length - 1;
            this.arcs = arcs;
            this.index = new int[n];
            this.low = new int[n];
            this.onStack = new boolean[n];
            this.stack = new int[n];
            this.path = new int[n];
            this.next = new int[n];
        }

        List<int[]> components() {
            for (int root = 0; root < n; root++) {
                if (index[root] == 0) {
                    visit(root);
                }
            }
            Collections.reverse(components); // Tarjan completes those that are reached first
            return components;
        }

        private void visit(int root) {
            int depth = 0;
            path[0] = root;
            enter(root);
            while (depth >= 0) {
                int v = path[depth];
                if (next[v] < arcs.start[v + 1]) {
                    int w = arcs.to[next[v]++];
                    if (index[w] == 0) {
                        path[++depth] = w;
                        enter(w);
                    } else if (onStack[w]) {
                        low[v] = Math.min(low[v], index[w]);
                    }
                } else {
                    if (low[v] == index[v]) {
                        leave(v);
                    }
                    depth--;
                    if (depth >= 0) {
                        low[path[depth]] = Math.min(low[path[depth]], low[v]);
                    }
                }
            }
        }

        private void enter(int v) {
            index[v] = ++visited;
            low[v] = visited;
            next[v] = arcs.start[v];
            stack[stacked++] = v;
            onStack[v] = true;
        }

        private void leave(int v) {
            int from = stacked;
            int w;
            do {
                w = stack[--from];
                onStack[w] = false;
            } while (w != v);
            int[] component = Arrays.copyOfRange(stack, from, stacked);
            stacked = from;
            Arrays.sort(component);
            components.add(component);
        }
    }
}

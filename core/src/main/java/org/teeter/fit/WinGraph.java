package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.teeter.data.ComparisonGraph;

/**
 * Who beat whom: an arc from each item to every item that it was preferred to at least once, a tied half included.
 *
 * <p>Ford's condition [1]: a Bradley-Terry likelihood has a finite and unique maximum exactly if this graph is strongly connected;
 * in words, if however the items are split in two groups, some item of the one beat some item of the other. The same holds for every
 * model of pairs with a log-concave link.
 */
/*
 * [1] L. R. Ford (1957), Solution of a ranking problem from binary comparisons, American Mathematical Monthly 64(8), part II.
 *     Strong components: R. Tarjan (1972), Depth-first search and linear graph algorithms, SIAM Journal on Computing 1(2).
 */
final class WinGraph {
    /** Sweeps over all edges in which a well-mixed graph shows that it is strongly connected; others take the general way. */
    private static final int SWEEPS = 12;

    private final ComparisonGraph graph;

    WinGraph(ComparisonGraph graph) {
        this.graph = graph;
    }

    /** Ford's condition. */
    boolean isStronglyConnected() {
        int[] start = graph.starts();
        int[] second = graph.seconds();
        double[] won = graph.wins();
        double[] lost = graph.losses();
        return (reachesAll(start, second, won, lost) && reachesAll(start, second, lost, won))
                || strongComponents().size() == 1;
    }

    /** Whether a few sweeps along the wins from item 0 reach everything; {@code false} means only "not found yet". */
    private static boolean reachesAll(int[] start, int[] second, double[] won, double[] lost) {
        int n = start.length - 1;
        boolean[] reached = new boolean[n];
        reached[0] = true;
        int count = 1;
        for (int sweep = 0; sweep < SWEEPS && count < n; sweep++) {
            int before = count;
            for (int a = 0; a < n; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    int b = second[e];
                    if (reached[a] != reached[b] && (reached[a] ? won[e] : lost[e]) > 0) {
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

    /** Whether a chain of wins leads from i to j. */
    boolean reaches(int i, int j) {
        Arcs arcs = arcs();
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

    /** The strongly connected components, an order in which no item beat one of an earlier component; each sorted. */
    List<int[]> strongComponents() {
        return new Tarjan(arcs()).components();
    }

    /** The groups of items that are connected by comparisons at all, whoever won them; each sorted. */
    List<int[]> comparedGroups() {
        int n = graph.size();
        int[] parent = new int[n];
        Arrays.setAll(parent, i -> i);
        for (int e = 0; e < graph.edges(); e++) {
            int a = root(parent, graph.first(e));
            int b = root(parent, graph.second(e));
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        List<List<Integer>> groups = new ArrayList<>();
        int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            int root = root(parent, i);
            if (root == i) {
                group[i] = groups.size();
                groups.add(new ArrayList<>());
            }
            groups.get(group[root]).add(i);
        }
        List<int[]> result = new ArrayList<>();
        for (List<Integer> members : groups) {
            result.add(members.stream().mapToInt(Integer::intValue).toArray());
        }
        return result;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]]; // halve the path as we go
            at = parent[at];
        }
        return at;
    }

    /** Successors of each item, in compressed rows. */
    private static final class Arcs {
        final int[] start;
        final int[] to;

        Arcs(int[] start, int[] to) {
            this.start = start;
            this.to = to;
        }
    }

    private Arcs arcs() {
        int n = graph.size();
        int[] start = new int[n + 1];
        for (int e = 0; e < graph.edges(); e++) {
            if (graph.won(e) > 0) {
                start[graph.first(e) + 1]++;
            }
            if (graph.lost(e) > 0) {
                start[graph.second(e) + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] to = new int[start[n]];
        int[] at = Arrays.copyOf(start, n);
        for (int e = 0; e < graph.edges(); e++) {
            if (graph.won(e) > 0) {
                to[at[graph.first(e)]++] = graph.second(e);
            }
            if (graph.lost(e) > 0) {
                to[at[graph.second(e)]++] = graph.first(e);
            }
        }
        return new Arcs(start, to);
    }

    /** Tarjan's algorithm with its own stack, since a path of a million items would overflow the thread's. */
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
            Collections.reverse(components); // Tarjan completes the beaten ones first
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

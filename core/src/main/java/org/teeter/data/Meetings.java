package org.teeter.data;

import java.util.Arrays;
import org.teeter.graph.Graph;

/** Which items meet in some ballot, as a graph, and the edge of each two places of each ballot. */
final class Meetings {
    /** A table of all pairs of so many items takes 16 MB. */
    private static final int LARGEST_TABLE = 2048;

    private final Graph graph;
    private final int[] edges;

    private Meetings(Graph graph, int... edges) {
        this.graph = graph;
        this.edges = edges;
    }

    /** Of ballots, given where the items of each begin. */
    static Meetings of(int n, int[] start, int[] named) {
        return n <= LARGEST_TABLE ? tabled(n, start, named) : sorted(n, start, named);
    }

    private static Meetings tabled(int n, int[] start, int[] named) {
        boolean[] met = new boolean[n * n];
        for (int k = 0; k + 1 < start.length; k++) {
            mark(named, start[k], start[k + 1], met, n);
        }
        int edges = 0;
        for (boolean pair : met) {
            edges += pair ? 1 : 0;
        }
        int[] first = new int[edges];
        int[] second = new int[edges];
        int[] number = new int[n * n];
        int e = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (met[i * n + j]) {
                    first[e] = i;
                    second[e] = j;
                    number[i * n + j] = e++;
                }
            }
        }
        int[] edge = new int[(int) pairs(start)];
        int at = 0;
        for (int k = 0; k + 1 < start.length; k++) {
            at = look(named, start[k], start[k + 1], number, n, edge, at);
        }
        return new Meetings(Graph.of(n, first, second), edge);
    }

    private static void mark(int[] named, int from, int end, boolean[] met, int n) {
        for (int p = from; p < end; p++) {
            int i = named[p];
            for (int q = p + 1; q < end; q++) {
                int j = named[q];
                met[i < j ? i * n + j : j * n + i] = true;
            }
        }
    }

    private static int look(int[] named, int from, int end, int[] number, int n, int[] edge, int first) {
        int at = first;
        for (int p = from; p < end; p++) {
            int i = named[p];
            for (int q = p + 1; q < end; q++) {
                int j = named[q];
                edge[at++] = number[i < j ? i * n + j : j * n + i];
            }
        }
        return at;
    }

    private static Meetings sorted(int n, int[] start, int[] named) {
        long[] keys = new long[(int) pairs(start)];
        int at = 0;
        for (int k = 0; k + 1 < start.length; k++) {
            for (int p = start[k]; p < start[k + 1]; p++) {
                for (int q = p + 1; q < start[k + 1]; q++) {
                    keys[at++] = (long) Math.min(named[p], named[q]) << 32 | Math.max(named[p], named[q]);
                }
            }
        }
        int[] edge = new int[at];
        long[] different = keys.clone();
        Arrays.parallelSort(different);
        int edges = 0;
        for (int k = 0; k < different.length; k++) {
            if (k == 0 || different[k] != different[k - 1]) {
                different[edges++] = different[k];
            }
        }
        int[] first = new int[edges];
        int[] second = new int[edges];
        for (int e = 0; e < edges; e++) {
            first[e] = (int) (different[e] >> 32);
            second[e] = (int) different[e];
        }
        Graph graph = Graph.of(n, first, second);
        for (int k = 0; k < edge.length; k++) {
            edge[k] = graph.edge((int) (keys[k] >> 32), (int) keys[k]);
        }
        return new Meetings(graph, edge);
    }

    private static long pairs(int... start) {
        long pairs = 0;
        for (int k = 0; k + 1 < start.length; k++) {
            long size = (long) start[k + 1] - start[k];
            pairs += size * (size - 1) / 2;
        }
        if (pairs > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("ballots in which " + pairs + " pairs meet are too many, got "
                    + (start.length - 1) + " different ballots");
        }
        return pairs;
    }

    Graph graph() {
        return graph;
    }

    /** For each ballot, the edge of its first and second place, its first and third, and so on, one ballot after the other. */
    int[] edges() {
        return edges;
    }
}

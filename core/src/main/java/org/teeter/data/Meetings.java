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

    static Meetings of(Rankings data) {
        int n = data.items().size();
        return n <= LARGEST_TABLE ? tabled(data, n) : sorted(data, n);
    }

    private static Meetings tabled(Rankings data, int n) {
        int[] table = new int[n * n];
        for (int k = 0; k < data.distinct(); k++) {
            for (int p = data.start(k); p < data.start(k + 1); p++) {
                for (int q = p + 1; q < data.start(k + 1); q++) {
                    int i = data.item(p);
                    int j = data.item(q);
                    table[Math.min(i, j) * n + Math.max(i, j)] = 1;
                }
            }
        }
        int edges = 0;
        for (int met : table) {
            edges += met;
        }
        int[] first = new int[edges];
        int[] second = new int[edges];
        int e = 0;
        for (int at = 0; at < table.length; at++) {
            if (table[at] == 1) {
                first[e] = at / n;
                second[e] = at % n;
                table[at] = e++;
            }
        }
        Graph graph = Graph.of(n, first, second);
        return new Meetings(graph, edges(data, graph, table));
    }

    private static Meetings sorted(Rankings data, int n) {
        long pairs = data.meetingPairs();
        if (pairs > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("ballots in which " + pairs + " pairs meet are too many, got "
                    + data.distinct() + " different ballots");
        }
        long[] keys = new long[(int) pairs];
        int at = 0;
        for (int k = 0; k < data.distinct(); k++) {
            for (int p = data.start(k); p < data.start(k + 1); p++) {
                for (int q = p + 1; q < data.start(k + 1); q++) {
                    int i = data.item(p);
                    int j = data.item(q);
                    keys[at++] = (long) Math.min(i, j) << 32 | Math.max(i, j);
                }
            }
        }
        Arrays.parallelSort(keys);
        int edges = 0;
        for (int k = 0; k < keys.length; k++) {
            if (k == 0 || keys[k] != keys[k - 1]) {
                keys[edges++] = keys[k];
            }
        }
        int[] first = new int[edges];
        int[] second = new int[edges];
        for (int e = 0; e < edges; e++) {
            first[e] = (int) (keys[e] >> 32);
            second[e] = (int) keys[e];
        }
        Graph graph = Graph.of(n, first, second);
        return new Meetings(graph, edges(data, graph));
    }

    Graph graph() {
        return graph;
    }

    /** For each ballot, the edge of its first and second place, its first and third, and so on, one ballot after the other. */
    int[] edges() {
        return edges;
    }

    private static int[] edges(Rankings data, Graph graph, int... table) {
        int size = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int places = data.start(k + 1) - data.start(k);
            size = Math.addExact(size, places * (places - 1) / 2);
        }
        int[] edges = new int[size];
        int at = 0;
        int n = graph.size();
        for (int k = 0; k < data.distinct(); k++) {
            for (int p = data.start(k); p < data.start(k + 1); p++) {
                for (int q = p + 1; q < data.start(k + 1); q++) {
                    int i = Math.min(data.item(p), data.item(q));
                    int j = Math.max(data.item(p), data.item(q));
                    edges[at++] = table.length == 0 ? graph.edge(i, j) : table[i * n + j];
                }
            }
        }
        return edges;
    }
}

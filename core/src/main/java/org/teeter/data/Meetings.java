package org.teeter.data;

import java.util.Arrays;
import org.teeter.graph.Graph;

/** Which items meet in some ballot, as a graph, and the edge of each two places of each ballot. */
final class Meetings {
    /** The tables of all pairs of so many items take 12 MB. */
    private static final int LARGEST_TABLE = 8192;

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

    /** A bit for each pair that meets, and how many pairs come before each word of them: small enough to stay in the cache. */
    private static Meetings tabled(int n, int[] start, int[] named) {
        int words = (n + Long.SIZE - 1) / Long.SIZE; // a row
        long[] met = new long[n * words];
        long pairs = 0;
        for (int k = 0; k + 1 < start.length; k++) {
            pairs += mark(named, start[k], start[k + 1], met, words);
        }
        int[] before = new int[met.length];
        int edges = 0;
        for (int w = 0; w < met.length; w++) {
            before[w] = edges;
            edges += Long.bitCount(met[w]);
        }
        int[] first = new int[edges];
        int[] second = new int[edges];
        for (int w = 0; w < met.length; w++) {
            int e = before[w];
            int i = w / words;
            int column = (w - i * words) * Long.SIZE;
            for (long bits = met[w]; bits != 0; bits &= bits - 1) {
                first[e] = i;
                second[e++] = column + Long.numberOfTrailingZeros(bits);
            }
        }
        int[] edge = new int[allowed(pairs, start)];
        int at = 0;
        for (int k = 0; k + 1 < start.length; k++) {
            at = look(named, start[k], start[k + 1], met, before, words, edge, at);
        }
        return new Meetings(Graph.of(n, first, second), edge);
    }

    private static long mark(int[] named, int from, int end, long[] met, int words) {
        for (int p = from; p < end; p++) {
            int i = named[p];
            for (int q = p + 1; q < end; q++) {
                int j = named[q];
                int high = Math.max(i, j);
                met[Math.min(i, j) * words + (high >> 6)] |= 1L << high;
            }
        }
        return pairs(end - from);
    }

    private static int look(
            int[] named, int from, int end, long[] met, int[] before, int words, int[] edge, int first) {
        int at = first;
        for (int p = from; p < end; p++) {
            int i = named[p];
            for (int q = p + 1; q < end; q++) {
                int j = named[q];
                int high = Math.max(i, j);
                int w = Math.min(i, j) * words + (high >> 6);
                edge[at++] = before[w] + Long.bitCount(met[w] & ((1L << high) - 1));
            }
        }
        return at;
    }

    private static Meetings sorted(int n, int[] start, int[] named) {
        long pairs = 0;
        for (int k = 0; k + 1 < start.length; k++) {
            pairs += pairs(start[k + 1] - start[k]);
        }
        long[] keys = new long[allowed(pairs, start)];
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

    private static long pairs(int size) {
        return (long) size * (size - 1) / 2;
    }

    private static int allowed(long pairs, int... start) {
        if (pairs > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("ballots in which " + pairs + " pairs meet are too many, got "
                    + (start.length - 1) + " different ballots");
        }
        return (int) pairs;
    }

    Graph graph() {
        return graph;
    }

    /** For each ballot, the edge of its first and second place, its first and third, and so on, one ballot after the other. */
    int[] edges() {
        return edges;
    }
}

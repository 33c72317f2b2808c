package org.teeter.audit.search;

import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Incidence;

/**
 * For any target the one judged pair that moves it most, exactly and without looking at all of them.
 *
 * <p>With {@code D_i(e) = n_e (G_ia - G_ib)}, and what shared parameters add to it, each row in the gauge in which its current leaves evenly through all items, a target's
 * sensitivity to e is {@code v_ij (D_i(e) - D_j(e))}. Each row keeps its largest entries in order, some more than the item has
 * pairs. Walking the lists of
 * i and j side by side, every pair not yet seen is bounded by the sum of the two current entries, so the walk ends as soon as
 * the best one seen reaches that bound [1]; if the lists end first, all judged pairs are scanned.
 */
/*
 * [1] The threshold algorithm of R. Fagin, A. Lotem and M. Naor (2003), Optimal aggregation algorithms for middleware, Journal of
 *     Computer and System Sciences 66.
 */
final class WorstSources {
    /** Entries kept of each row beyond the item's own pairs, which are the large ones on a well-mixed graph. */
    private static final int KEPT_BEYOND_OWN = 64;

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final double[] mean;
    private final Incidence incidence;
    private final int[][] edges;
    private final double[][] sizes;

    WorstSources(Circuit circuit) {
        this.circuit = circuit;
        this.graph = circuit.graph();
        int n = graph.size();
        mean = new double[n];
        for (int i = 0; i < n; i++) {
            double[] row = circuit.row(i);
            for (int k = 0; k < n; k++) {
                mean[k] += row[k] / n;
            }
        }
        incidence = graph.graph().incidence();
        edges = new int[n][];
        sizes = new double[n][];
        IntStream.range(0, n).parallel().forEach(this::keepLargest);
    }

    /** The worst source of one target. */
    record Source(int edge, double perDensity) {}

    /**
     * The pair with the largest {@code |D_i(e) - D_j(e)|}, the lowest-numbered of equals among those seen.
     *
     * @param own the target's own pair, which is not its source, or -1
     * @return an edge of -1 if there is no other pair
     */
    Source of(int i, int j, int own) {
        int worst = -1;
        double most = 0;
        int longest = Math.max(edges[i].length, edges[j].length);
        for (int r = 0; r < longest; r++) {
            if (worst >= 0 && Math.abs(most) >= bound(i, r) + bound(j, r)) {
                return new Source(worst, most);
            }
            for (int turn = 0; turn < 2; turn++) {
                int[] list = edges[turn == 0 ? i : j];
                if (r < list.length && list[r] != own) {
                    double d = difference(i, j, list[r]);
                    if (Math.abs(d) > Math.abs(most) || worst < 0) {
                        most = d;
                        worst = list[r];
                    }
                }
            }
        }
        boolean complete = edges[i].length == graph.edges() || edges[j].length == graph.edges();
        if (complete || (worst >= 0 && Math.abs(most) >= bound(i, longest) + bound(j, longest))) {
            return new Source(worst, most);
        }
        return scan(i, j, own);
    }

    /** No entry of row i from rank r on is larger. */
    private double bound(int i, int r) {
        return sizes[i][Math.min(r, sizes[i].length - 1)];
    }

    private Source scan(int i, int j, int own) {
        int worst = -1;
        double most = 0;
        for (int e = 0; e < graph.edges(); e++) {
            double d = difference(i, j, e);
            if ((Math.abs(d) > Math.abs(most) || worst < 0) && e != own) {
                most = d;
                worst = e;
            }
        }
        return new Source(worst, most);
    }

    private double difference(int i, int j, int e) {
        double[] gi = circuit.row(i);
        double[] gj = circuit.row(j);
        int a = graph.first(e);
        int b = graph.second(e);
        return circuit.response(i, j, e, (gi[a] - gi[b]) - (gj[a] - gj[b]));
    }

    /** Fills the list of row i: the largest entries in order, and one size more, which bounds the rest. */
    private void keepLargest(int i) {
        int count = graph.edges();
        int kept = Math.min(incidence.degree(i) + KEPT_BEYOND_OWN, count);
        double[] size = new double[count];
        double[] row = circuit.row(i);
        for (int e = 0; e < count; e++) {
            int a = graph.first(e);
            int b = graph.second(e);
            size[e] = Math.abs(circuit.pull(e) * ((row[a] - row[b]) - (mean[a] - mean[b])) + circuit.lean(i, e));
        }
        int[] heap = new int[kept]; // smallest of the kept on top
        int filled = 0;
        double rest = 0;
        for (int e = 0; e < count; e++) {
            if (filled < kept) {
                heap[filled] = e;
                siftUp(heap, size, filled++);
            } else if (size[e] > size[heap[0]]) {
                rest = Math.max(rest, size[heap[0]]);
                heap[0] = e;
                siftDown(heap, size, kept);
            } else {
                rest = Math.max(rest, size[e]);
            }
        }
        for (int end = kept - 1; end > 0; end--) { // the heap sorts itself, largest first
            int smallest = heap[0];
            heap[0] = heap[end];
            heap[end] = smallest;
            siftDown(heap, size, end);
        }
        edges[i] = heap;
        sizes[i] = new double[kept + 1];
        for (int r = 0; r < kept; r++) {
            sizes[i][r] = size[heap[r]];
        }
        sizes[i][kept] = rest;
    }

    private static void siftUp(int[] heap, double[] size, int from) {
        int k = from;
        while (k > 0 && size[heap[k]] < size[heap[(k - 1) / 2]]) {
            int parent = (k - 1) / 2;
            int e = heap[k];
            heap[k] = heap[parent];
            heap[parent] = e;
            k = parent;
        }
    }

    private static void siftDown(int[] heap, double[] size, int end) {
        int k = 0;
        while (2 * k + 1 < end) {
            int child = 2 * k + 1;
            if (child + 1 < end && size[heap[child + 1]] < size[heap[child]]) {
                child++;
            }
            if (size[heap[k]] <= size[heap[child]]) {
                return;
            }
            int e = heap[k];
            heap[k] = heap[child];
            heap[child] = e;
            k = child;
        }
    }
}

package org.teeter.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a model of pairs is fitted to: items as vertices, compared pairs as edges, each with the wins of either side after ties have
 * been decided.
 *
 * <pre>{@code n_e = won_e + lost_e,  y_e = won_e / n_e    [M40]}</pre>
 *
 * <p>Edges are numbered as they are in the {@link Counts} unless pairs without a decided judgement fell away; {@code first(e) <
 * second(e)}, ordered by first, then second. Immutable.
 */
public final class ComparisonGraph {
    private final Items items;
    private final int[] start; // edges of first item i: start[i] .. start[i + 1]
    private final int[] first;
    private final int[] second;
    private final double[] won;
    private final double[] lost;

    /** Takes its arrays over. */
    ComparisonGraph(Items items, int[] first, int[] second, double[] won, double[] lost) {
        this.items = items;
        this.first = first;
        this.second = second;
        this.won = won;
        this.lost = lost;
        this.start = new int[items.size() + 1];
        int e = 0;
        for (int i = 0; i < items.size(); i++) {
            e = endOf(first, i, e);
            start[i + 1] = e;
        }
    }

    /** Where the edges end whose first item is at most {@code i}, known to end at {@code from} or later: by doubling and halving. */
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

    /** The graph of the given counts; pairs of which nothing is left once ties are decided are no edges. */
    public static ComparisonGraph of(Counts counts, Ties ties) {
        if (!counts.hasTies()) {
            return counts.untiedGraph();
        }
        int edges = 0;
        int[] first = new int[counts.edges()];
        int[] second = new int[counts.edges()];
        double[] won = new double[counts.edges()];
        double[] lost = new double[counts.edges()];
        for (int e = 0; e < counts.edges(); e++) {
            double half = ties == Ties.HALF ? (counts.ties(e) + counts.bothBad(e)) / 2 : 0;
            double w = counts.wins(e) + half;
            double l = counts.losses(e) + half;
            if (w + l > 0) {
                first[edges] = counts.first(e);
                second[edges] = counts.second(e);
                won[edges] = w;
                lost[edges] = l;
                edges++;
            }
        }
        if (edges < counts.edges()) {
            first = Arrays.copyOf(first, edges);
            second = Arrays.copyOf(second, edges);
            won = Arrays.copyOf(won, edges);
            lost = Arrays.copyOf(lost, edges);
        }
        return new ComparisonGraph(counts.items(), first, second, won, lost);
    }

    /** This graph with other counts on one edge: {@code w} wins of its first item and {@code l} of its second. */
    public ComparisonGraph with(int e, double w, double l) {
        if (!Weights.areSafe(w, l)) {
            throw new IllegalArgumentException("an edge needs wins that are not negative, with a sum from "
                    + Weights.SMALLEST + " to 2^63 times " + Weights.LARGEST + ", got " + w + " and " + l);
        }
        double[] changedWon = won.clone();
        double[] changedLost = lost.clone();
        changedWon[e] = w;
        changedLost[e] = l;
        return new ComparisonGraph(items, first, second, changedWon, changedLost);
    }

    /** This graph as if the pair of edge {@code e} had never been compared. */
    public ComparisonGraph without(int e) {
        int edges = edges() - 1;
        int[] f = new int[edges];
        int[] s = new int[edges];
        double[] w = new double[edges];
        double[] l = new double[edges];
        for (int from = 0, to = 0; from < edges(); from++) {
            if (from != e) {
                f[to] = first[from];
                s[to] = second[from];
                w[to] = won[from];
                l[to] = lost[from];
                to++;
            }
        }
        return new ComparisonGraph(items, f, s, w, l);
    }

    /**
     * The comparisons among some of the items.
     *
     * @param members items in ascending order, which get the numbers 0, 1, …
     */
    public ComparisonGraph induced(int... members) {
        int[] place = new int[size()];
        Arrays.fill(place, -1);
        for (int k = 0; k < members.length; k++) {
            if (k > 0 && members[k] <= members[k - 1]) {
                throw new IllegalArgumentException("members must ascend, got " + Arrays.toString(members));
            }
            place[members[k]] = k;
        }
        int[] inside = IntStream.range(0, edges())
                .filter(e -> place[first[e]] >= 0 && place[second[e]] >= 0)
                .toArray();
        return new ComparisonGraph(
                items.restricted(members),
                IntStream.of(inside).map(e -> place[first[e]]).toArray(),
                IntStream.of(inside).map(e -> place[second[e]]).toArray(),
                IntStream.of(inside).mapToDouble(e -> won[e]).toArray(),
                IntStream.of(inside).mapToDouble(e -> lost[e]).toArray());
    }

    public Items items() {
        return items;
    }

    /** How many items there are. */
    public int size() {
        return items.size();
    }

    public int edges() {
        return first.length;
    }

    /** The first edge whose lower item is {@code i}; those edges end where the next item's start, {@code i} up to {@link #size()}. */
    public int start(int i) {
        return start[i];
    }

    public int first(int e) {
        return first[e];
    }

    public int second(int e) {
        return second[e];
    }

    /** Wins of the first item, half its ties included: n y. */
    public double won(int e) {
        return won[e];
    }

    /** Wins of the second item, half its ties included: n (1 - y). */
    public double lost(int e) {
        return lost[e];
    }

    /** n: comparisons of the pair, as a sum of weights. */
    public double n(int e) {
        return won[e] + lost[e];
    }

    /** y: the proportion won by the first item. */
    public double y(int e) {
        return won[e] / n(e);
    }

    /** For each item, the first edge of which it is the lower end, and at last the number of edges: a fresh array. */
    public int[] starts() {
        return start.clone();
    }

    /** The higher item of each edge: a fresh array. */
    public int[] seconds() {
        return second.clone();
    }

    /** {@link #won} of each edge: a fresh array. */
    public double[] wins() {
        return won.clone();
    }

    /** {@link #lost} of each edge: a fresh array. */
    public double[] losses() {
        return lost.clone();
    }

    /** The edge between two items, in either order, or -1 if they were never compared. */
    public int edge(int i, int j) {
        int low = Math.min(i, j);
        int high = Math.max(i, j);
        int at = Arrays.binarySearch(second, start[low], start[low + 1], high);
        return at >= 0 ? at : -1;
    }
}

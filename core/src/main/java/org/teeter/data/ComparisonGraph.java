package org.teeter.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.graph.Digraph;
import org.teeter.graph.Graph;

/**
 * What a model of pairs is fitted to: items as vertices, compared pairs as edges, each with the wins of either side and, unless they
 * have been decided otherwise, its ties.
 *
 * <pre>{@code n_e = won_e + lost_e + tied_e,  y_e = (won_e + tied_e / 2) / n_e    [M40]}</pre>
 *
 * <p>Edges are numbered as they are in the {@link Counts} unless pairs without a decided judgement fell away. Immutable.
 */
public final class ComparisonGraph implements Judgements<ComparisonGraph> {
    private static final int OUTCOMES = 3;
    private static final double[] NONE = {};

    private final Items items;
    private final Graph graph;
    private final double[] won;
    private final double[] lost;
    private final double[] tied; // empty for none at all
    private final double[] halved; // ties that are in won and lost by halves; empty for none at all

    /** Takes its arrays over. */
    ComparisonGraph(Items items, Graph graph, double[] won, double[] lost, double[] tied, double[] halved) {
        this.items = items;
        this.graph = graph;
        this.won = won;
        this.lost = lost;
        this.tied = tied;
        this.halved = halved;
    }

    /** The graph of the given counts; pairs of which nothing is left once ties are decided are no edges. */
    public static ComparisonGraph of(Counts counts, Ties ties) {
        if (!counts.hasTies()) {
            return counts.untiedGraph();
        }
        Graph graph = counts.graph();
        double[] won = new double[graph.edges()];
        double[] lost = new double[graph.edges()];
        double[] tied = ties == Ties.KEEP ? new double[graph.edges()] : NONE;
        double[] halved = ties == Ties.HALF ? new double[graph.edges()] : NONE;
        int[] kept = new int[graph.edges()];
        int edges = 0;
        for (int e = 0; e < graph.edges(); e++) {
            double t = counts.ties(e) + counts.bothBad(e);
            double half = ties == Ties.HALF ? t / 2 : 0;
            won[edges] = counts.wins(e) + half;
            lost[edges] = counts.losses(e) + half;
            if (ties == Ties.KEEP) {
                tied[edges] = t;
            }
            if (ties == Ties.HALF) {
                halved[edges] = t;
            }
            if (ties != Ties.DROP || won[edges] + lost[edges] > 0) {
                kept[edges++] = e;
            }
        }
        return edges == graph.edges()
                ? new ComparisonGraph(counts.items(), graph, won, lost, tied, halved)
                : new ComparisonGraph(
                        counts.items(),
                        graph.keeping(Arrays.copyOf(kept, edges)),
                        Arrays.copyOf(won, edges),
                        Arrays.copyOf(lost, edges),
                        tied,
                        halved);
    }

    /** This graph with other counts on one edge: {@code w} wins of its first item and {@code l} of its second; ties as before. */
    public ComparisonGraph with(int e, double w, double l) {
        if (!Weights.areSafe(w, l + tied(e))) {
            throw new IllegalArgumentException("an edge needs wins that are not negative, with a sum from "
                    + Weights.SMALLEST + " to 2^63 times " + Weights.LARGEST + ", got " + w + " and " + l);
        }
        double[] changedWon = won.clone();
        double[] changedLost = lost.clone();
        changedWon[e] = w;
        changedLost[e] = l;
        double[] changedHalved = halved.clone();
        if (halved.length > 0) {
            changedHalved[e] = Math.min(halved[e], 2 * Math.min(w, l));
        }
        return new ComparisonGraph(items, graph, changedWon, changedLost, tied, changedHalved);
    }

    /** This graph with so many more judgements of two items, who become an edge where they were none: won by i, won by j, and ties. */
    public ComparisonGraph plus(int i, int j, double moreWon, double moreLost, double moreTied) {
        if (i > j) {
            return plus(j, i, moreLost, moreWon, moreTied);
        }
        if (!Weights.areSafe(moreWon, moreLost + moreTied) || !(moreTied >= 0)) {
            throw new IllegalArgumentException("further judgements need weights that are not negative, with a sum from "
                    + Weights.SMALLEST + " to 2^63 times " + Weights.LARGEST + ", got " + moreWon + ", " + moreLost
                    + " and " + moreTied);
        }
        int known = edge(i, j);
        int at = known >= 0 ? known : place(i, j);
        boolean isNew = known < 0;
        Graph wider = isNew ? Graph.of(size(), added(firsts(), at, i), added(graph.seconds(), at, j)) : graph;
        double[] ties = tied.length == 0 && moreTied > 0 ? new double[edges()] : tied;
        ComparisonGraph more = new ComparisonGraph(
                items,
                wider,
                spread(won, at, isNew),
                spread(lost, at, isNew),
                ties.length == 0 ? ties : spread(ties, at, isNew),
                halved.length == 0 ? halved : spread(halved, at, isNew));
        more.won[at] += moreWon;
        more.lost[at] += moreLost;
        if (moreTied > 0) {
            more.tied[at] += moreTied;
        }
        return more;
    }

    /** The number that an edge would have. */
    private int place(int i, int j) {
        int at = graph.start(i);
        while (at < graph.start(i + 1) && graph.second(at) < j) {
            at++;
        }
        return at;
    }

    private int[] firsts() {
        return IntStream.range(0, edges()).map(graph::first).toArray();
    }

    private static int[] added(int[] values, int at, int value) {
        int[] more = new int[values.length + 1];
        System.arraycopy(values, 0, more, 0, at);
        more[at] = value;
        System.arraycopy(values, at, more, at + 1, values.length - at);
        return more;
    }

    /** A copy, with a 0 inserted where there is a new edge. */
    private static double[] spread(double[] values, int at, boolean isNew) {
        if (!isNew) {
            return values.clone();
        }
        double[] more = new double[values.length + 1];
        System.arraycopy(values, 0, more, 0, at);
        System.arraycopy(values, at, more, at + 1, values.length - at);
        return more;
    }

    /** The same judgements among further items, which nobody judged: they follow those of this graph. */
    public ComparisonGraph among(Collection<String> others) {
        Items more = items.and(others);
        return new ComparisonGraph(more, Graph.of(more.size(), firsts(), graph.seconds()), won, lost, tied, halved);
    }

    /** This graph as if the pair of edge {@code e} had never been compared. */
    public ComparisonGraph without(int e) {
        return keeping(IntStream.range(0, edges()).filter(k -> k != e).toArray());
    }

    /** This graph with these edges alone, which ascend. */
    private ComparisonGraph keeping(int... edges) {
        return new ComparisonGraph(
                items, graph.keeping(edges), at(won, edges), at(lost, edges), at(tied, edges), at(halved, edges));
    }

    private static double[] at(double[] values, int... edges) {
        return values.length == 0
                ? values
                : IntStream.of(edges).mapToDouble(e -> values[e]).toArray();
    }

    /**
     * The judgements among some of the items.
     *
     * @param members items in ascending order, which get the numbers 0, 1, …
     */
    public ComparisonGraph induced(int... members) {
        int[] inside = graph.inside(members);
        return new ComparisonGraph(
                items.restricted(members),
                graph.induced(members),
                at(won, inside),
                at(lost, inside),
                at(tied, inside),
                at(halved, inside));
    }

    /**
     * The judgements inside some groups of items, of which the first items become one, the item 0: scores of different groups do not meet, so that each
     * group may have its zero there. The others of each group follow, in their order.
     */
    public ComparisonGraph joined(List<int[]> groups) {
        Joined numbers = Joined.of(size(), groups);
        Tally tally = new Tally();
        for (int e = 0; e < edges(); e++) {
            if (numbers.isInside(first(e), second(e))) {
                int a = numbers.of(first(e));
                int b = numbers.of(second(e));
                add(tally, a, b, Outcome.FIRST, won(e));
                add(tally, a, b, Outcome.SECOND, lost(e));
                add(tally, a, b, Outcome.TIE, tied(e));
            }
        }
        return of(tally.counts(Items.numbered(numbers.size())), Ties.KEEP);
    }

    private static void add(Tally tally, int a, int b, Outcome outcome, double weight) {
        if (weight > 0) {
            tally.add(a, b, outcome, weight, 1);
        }
    }

    public Items items() {
        return items;
    }

    /** Which pairs were compared. */
    public Graph graph() {
        return graph;
    }

    /** How many items there are. */
    public int size() {
        return items.size();
    }

    public int edges() {
        return graph.edges();
    }

    public int first(int e) {
        return graph.first(e);
    }

    public int second(int e) {
        return graph.second(e);
    }

    /** The edge between two items, in either order, or -1 if they were never compared. */
    public int edge(int i, int j) {
        return graph.edge(i, j);
    }

    /** Wins of the first item; half its ties among them where ties were decided so. */
    public double won(int e) {
        return won[e];
    }

    /** Wins of the second item, likewise. */
    public double lost(int e) {
        return lost[e];
    }

    /** Ties that are an outcome of their own. */
    public double tied(int e) {
        return tied.length == 0 ? 0 : tied[e];
    }

    /** Ties that were decided as half a win of each; {@link #won} and {@link #lost} have them. */
    public double halved(int e) {
        return halved.length == 0 ? 0 : halved[e];
    }

    /** n: judgements of the pair, as a sum of weights. */
    public double n(int e) {
        return won[e] + lost[e] + tied(e);
    }

    /** y: the proportion won by the first item, a tie being half a win. */
    public double y(int e) {
        return (won[e] + tied(e) / 2) / n(e);
    }

    /** {@link #won} of each edge: a fresh array. */
    public double[] wins() {
        return won.clone();
    }

    /** {@link #lost} of each edge: a fresh array. */
    public double[] losses() {
        return lost.clone();
    }

    /** {@link #tied} of each edge: a fresh array. */
    public double[] ties() {
        return tied.length == 0 ? new double[edges()] : tied.clone();
    }

    /** Without conditions: each pair is one contest. */
    Contests contests() {
        return new Contests(items, graph, List.of(), new int[0], new double[0][], won, lost, tied, halved);
    }

    /** Who was preferred to whom at least once, a tie counting both ways: the arcs of Ford's condition. */
    public Digraph preferences() {
        if (tied.length == 0) {
            return new Digraph(graph, won, lost);
        }
        double[] forward = wins();
        double[] backward = losses();
        for (int e = 0; e < tied.length; e++) {
            forward[e] += tied[e];
            backward[e] += tied[e];
        }
        return new Digraph(graph, forward, backward);
    }

    /** For each edge its wins, its losses and its ties, halved or not. */
    @Override
    public int kinds() {
        return OUTCOMES * edges();
    }

    @Override
    public int alternatives() {
        return OUTCOMES;
    }

    @Override
    public double weight(int kind) {
        int e = kind / OUTCOMES;
        int outcome = kind % OUTCOMES;
        double ties = tied(e) + halved(e);
        return outcome == 2 ? ties : Math.max(0, (outcome == 0 ? won[e] : lost[e]) - halved(e) / 2);
    }

    @Override
    public Spread spread() {
        return halved.length > 0
                ? Judgements.super.spread()
                : Spread.NOTHING.with(won).with(lost).with(tied);
    }

    /** The kind here of each kind of a part of these judgements, over the same items. */
    public int[] kindsOf(ComparisonGraph part) {
        return IntStream.range(0, part.kinds())
                .map(kind -> {
                    int e = kind / OUTCOMES;
                    int at = edge(part.first(e), part.second(e));
                    if (at < 0) {
                        throw new IllegalArgumentException(
                                "clusters must be parts of the data of the fit, got a pair of items " + part.first(e)
                                        + " and " + part.second(e) + " that is not in them");
                    }
                    return OUTCOMES * at + kind % OUTCOMES;
                })
                .toArray();
    }

    /** An edge that has lost all its judgements stays an edge, without any. */
    @Override
    public ComparisonGraph weighted(double... weights) {
        Weights.requireOneEach(kinds(), weights);
        double[] w = new double[edges()];
        double[] l = new double[edges()];
        double[] t = new double[tied.length];
        double[] h = new double[halved.length];
        for (int e = 0; e < w.length; e++) {
            double ties = weights[OUTCOMES * e + 2];
            double half = h.length == 0 ? 0 : ties / 2;
            w[e] = weights[OUTCOMES * e] + half;
            l[e] = weights[OUTCOMES * e + 1] + half;
            if (t.length > 0) {
                t[e] = ties;
            } else if (h.length > 0) {
                h[e] = ties;
            }
        }
        return new ComparisonGraph(items, graph, w, l, t, h);
    }
}

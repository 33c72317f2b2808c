package org.teeter.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.teeter.graph.Graph;

/**
 * Immutable, exact counts of judgements for each pair of items that was ever compared.
 *
 * <p>Pairs are called edges, numbered in the order of their items; {@code first(e) < second(e)} always. All counts are sums of
 * weights: whole numbers where every judgement has weight 1. Two counts of the same judgements are {@linkplain #equals equal} bit
 * for bit, whichever reader made them.
 */
public final class Counts {

    private final Items items;
    private final long rows;
    private final long tiedRows;
    private final Graph graph;
    private final double[] wins;
    private final double[] losses;
    private final double[] ties;
    private final double[] bothBad;
    private final SortedMap<Integer, Counts> contexts;
    private final Optional<ShownFirst> shown;

    /** Takes the arrays over. {@code ties} and {@code bothBad} may be empty for none at all. */
    Counts(
            Items items,
            long rows,
            long tiedRows,
            Graph graph,
            double[] wins,
            double[] losses,
            double[] ties,
            double[] bothBad,
            SortedMap<Integer, Counts> contexts,
            Optional<ShownFirst> shown) {
        this.items = items;
        this.rows = rows;
        this.tiedRows = tiedRows;
        this.graph = graph;
        this.wins = wins;
        this.losses = losses;
        this.ties = ties;
        this.bothBad = bothBad;
        this.contexts = contexts;
        this.shown = shown;
    }

    public Items items() {
        return items;
    }

    /** How many judgements were counted, whatever their weight. */
    public long rows() {
        return rows;
    }

    /** How many of them are left once ties are decided so. */
    public long rows(Ties decided) {
        return decided == Ties.DROP ? rows - tiedRows : rows;
    }

    /** How many of them called the two equally good, or equally bad. */
    public long tiedRows() {
        return tiedRows;
    }

    /** The same counts of items of other names. */
    public Counts called(Items names) {
        if (names.size() != items.size()) {
            throw new IllegalArgumentException(
                    "there must be as many items, got " + names.size() + " for " + items.size());
        }
        SortedMap<Integer, Counts> renamed = new TreeMap<>();
        contexts.forEach((context, counts) -> renamed.put(context, counts.called(names)));
        return new Counts(
                names,
                rows,
                tiedRows,
                graph,
                wins,
                losses,
                ties,
                bothBad,
                renamed,
                shown.map(order -> new ShownFirst(
                        order.lower().called(names), order.higher().called(names))));
    }

    /** Which pairs were compared. */
    public Graph graph() {
        return graph;
    }

    /** How many different pairs were compared. */
    public int edges() {
        return graph.edges();
    }

    /** The lower-numbered item of pair {@code e}. */
    public int first(int e) {
        return graph.first(e);
    }

    /** The higher-numbered item of pair {@code e}. */
    public int second(int e) {
        return graph.second(e);
    }

    /** Total weight of the judgements that preferred {@code first(e)}. */
    public double wins(int e) {
        return wins[e];
    }

    /** Total weight of the judgements that preferred {@code second(e)}. */
    public double losses(int e) {
        return losses[e];
    }

    /** Total weight of the judgements that called the two equally good. */
    public double ties(int e) {
        return ties.length == 0 ? 0 : ties[e];
    }

    /** Total weight of the judgements that called the two equally bad. */
    public double bothBad(int e) {
        return bothBad.length == 0 ? 0 : bothBad[e];
    }

    /** The contexts in which judgements were made that were kept apart, ascending; none where nothing was said of any. */
    public SortedSet<Integer> contexts() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(contexts.keySet()));
    }

    /** What was judged in one context, over the same items. */
    public Counts in(int context) {
        Counts counts = contexts.get(context);
        if (counts == null) {
            throw new IllegalArgumentException("nothing was counted in context " + context);
        }
        return counts;
    }

    /** The judgements of which it is known which option was shown first, or was at home; empty where nothing was said of any. */
    public Optional<ShownFirst> shown() {
        return shown;
    }

    /** These counts as a graph, where no tie has to be decided: the arrays are shared, since neither changes them. */
    ComparisonGraph untiedGraph() {
        return new ComparisonGraph(items, graph, wins, losses, new double[0], new double[0]);
    }

    /**
     * The counts of some items among themselves. How many judgements they are is known by their weight only, so {@link #rows} is that
     * of these counts where all weigh 1, and rounded where not. Contexts in which nothing is left are gone.
     *
     * @param members in ascending order
     */
    public Counts among(int... members) {
        int most = 0;
        for (int member : members) {
            most += graph.start(member + 1) - graph.start(member);
        }
        int[] f = new int[most];
        int[] s = new int[most];
        int[] inside = new int[most];
        int edges = 0;
        for (int k = 0; k < members.length; k++) {
            for (int e = graph.start(members[k]); e < graph.start(members[k] + 1); e++) {
                int other = Arrays.binarySearch(members, graph.second(e));
                if (other >= 0) {
                    f[edges] = k;
                    s[edges] = other;
                    inside[edges++] = e;
                }
            }
        }
        double[] won = new double[edges];
        double[] lost = new double[edges];
        double[] tied = new double[ties.length == 0 ? 0 : edges];
        double[] bad = new double[bothBad.length == 0 ? 0 : edges];
        double sum = 0;
        double undecided = 0;
        for (int k = 0; k < edges; k++) {
            int e = inside[k];
            won[k] = wins[e];
            lost[k] = losses[e];
            if (tied.length > 0) {
                tied[k] = ties[e];
            }
            if (bad.length > 0) {
                bad[k] = bothBad[e];
            }
            undecided += ties(e) + bothBad(e);
            sum += wins[e] + losses[e] + ties(e) + bothBad(e);
        }
        Graph among = Graph.of(members.length, Arrays.copyOf(f, edges), Arrays.copyOf(s, edges));
        Items named = items.restricted(members);
        SortedMap<Integer, Counts> left = new TreeMap<>();
        contexts.forEach((context, counts) -> {
            Counts some = counts.among(members);
            if (some.edges() > 0) {
                left.put(context, some);
            }
        });
        return new Counts(
                named,
                Math.round(sum),
                Math.round(undecided),
                among,
                won,
                lost,
                tied,
                bad,
                left,
                shown.map(order -> new ShownFirst(
                        order.lower().among(members), order.higher().among(members))));
    }

    /** Total weight of all judgements. */
    public double weight() {
        double total = 0;
        for (int e = 0; e < edges(); e++) {
            total += wins[e] + losses[e] + ties(e) + bothBad(e);
        }
        return total;
    }

    /** Total weight of the judgements that called two options equally bad. */
    public double bothBad() {
        double total = 0;
        for (double weight : bothBad) {
            total += weight;
        }
        return total;
    }

    /** Total weight of the judgements that called two options equally good. */
    public double ties() {
        double total = 0;
        for (double weight : ties) {
            total += weight;
        }
        return total;
    }

    boolean hasTies() {
        return ties.length + bothBad.length > 0;
    }

    /** The number of the pair {@code i, j} in either order, or -1 if the two were never compared. */
    public int edge(int i, int j) {
        return graph.edge(i, j);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Counts other
                && rows == other.rows
                && tiedRows == other.tiedRows
                && items.equals(other.items)
                && graph.equals(other.graph)
                && Arrays.equals(wins, other.wins)
                && Arrays.equals(losses, other.losses)
                && Arrays.equals(ties, other.ties)
                && Arrays.equals(bothBad, other.bothBad)
                && contexts.equals(other.contexts)
                && shown.equals(other.shown);
    }

    @Override
    public int hashCode() {
        return 31 * items.hashCode() + Arrays.hashCode(wins);
    }

    @Override
    public String toString() {
        return Amount.of(rows, "judgement") + " of " + Amount.of(edges(), "pair") + " among "
                + Amount.of(items.size(), "item");
    }
}

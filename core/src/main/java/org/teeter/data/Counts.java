package org.teeter.data;

import java.util.Arrays;

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
    private final int[] first;
    private final int[] second;
    private final double[] wins;
    private final double[] losses;
    private final double[] ties;
    private final double[] bothBad;

    /** Takes the arrays over. {@code ties} and {@code bothBad} may be empty for none at all. */
    Counts(
            Items items,
            long rows,
            long tiedRows,
            int[] first,
            int[] second,
            double[] wins,
            double[] losses,
            double[] ties,
            double[] bothBad) {
        this.items = items;
        this.rows = rows;
        this.tiedRows = tiedRows;
        this.first = first;
        this.second = second;
        this.wins = wins;
        this.losses = losses;
        this.ties = ties;
        this.bothBad = bothBad;
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

    /** How many different pairs were compared. */
    public int edges() {
        return first.length;
    }

    /** The lower-numbered item of pair {@code e}. */
    public int first(int e) {
        return first[e];
    }

    /** The higher-numbered item of pair {@code e}. */
    public int second(int e) {
        return second[e];
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

    /** These counts as a graph, where no tie has to be decided: the arrays are shared, since neither changes them. */
    ComparisonGraph untiedGraph() {
        return new ComparisonGraph(items, first, second, wins, losses);
    }

    boolean hasTies() {
        return ties.length + bothBad.length > 0;
    }

    /** The number of the pair {@code i, j} in either order, or -1 if the two were never compared. */
    public int edge(int i, int j) {
        int low = Math.min(i, j);
        int high = Math.max(i, j);
        int from = 0;
        int to = first.length - 1;
        while (from <= to) {
            int e = (from + to) >>> 1;
            int order = first[e] != low ? Integer.compare(first[e], low) : Integer.compare(second[e], high);
            if (order == 0) {
                return e;
            } else if (order < 0) {
                from = e + 1;
            } else {
                to = e - 1;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Counts other
                && rows == other.rows
                && tiedRows == other.tiedRows
                && items.equals(other.items)
                && Arrays.equals(first, other.first)
                && Arrays.equals(second, other.second)
                && Arrays.equals(wins, other.wins)
                && Arrays.equals(losses, other.losses)
                && Arrays.equals(ties, other.ties)
                && Arrays.equals(bothBad, other.bothBad);
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

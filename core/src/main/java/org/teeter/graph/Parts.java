package org.teeter.graph;

import java.util.List;

/**
 * The components of a graph with their members. What a model says of two items of different parts, and of their order in a ranking,
 * comes from its prior alone.
 */
public final class Parts {
    private final int[] part;
    private final List<int[]> members;

    private Parts(int[] part, List<int[]> members) {
        this.part = part;
        this.members = members;
    }

    /** The parts of a graph, numbered by their first items. */
    public static Parts of(Graph graph) {
        List<int[]> groups = graph.components();
        int[] part = new int[graph.size()];
        for (int k = 0; k < groups.size(); k++) {
            for (int i : groups.get(k)) {
                part[i] = k;
            }
        }
        return new Parts(part, groups);
    }

    /** How many there are. */
    public int count() {
        return members.size();
    }

    /** Which part an item belongs to, from 0. */
    public int of(int item) {
        return part[item];
    }

    /** The items of a part, ascending: a fresh array. */
    public int[] members(int k) {
        return members.get(k).clone();
    }

    /** Whether some chain of edges leads from i to j. */
    public boolean areConnected(int i, int j) {
        return part[i] == part[j];
    }

    /** Pairs of items of the same part. */
    public long pairsWithin() {
        return members.stream()
                .mapToLong(m -> (long) m.length * (m.length - 1) / 2)
                .sum();
    }

    /** Pairs of items of different parts. */
    public long pairsAcross() {
        return (long) part.length * (part.length - 1) / 2 - pairsWithin();
    }
}

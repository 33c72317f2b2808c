package org.teeter.audit;

import java.util.List;
import java.util.stream.IntStream;
import org.teeter.graph.Graph;

/**
 * The parts into which data fall between which nothing was ever compared: one, unless a prior made the fit. What a model says of two
 * items of different parts, and of their order in a ranking, comes from the prior alone.
 */
public final class Parts {
    private final int[] part;
    private final List<List<Integer>> members;

    private Parts(int[] part, List<List<Integer>> members) {
        this.part = part;
        this.members = members;
    }

    /** The parts of a graph, numbered by their first items. */
    public static Parts of(Graph graph) {
        List<List<Integer>> groups = graph.components().stream()
                .map(members -> IntStream.of(members).boxed().toList())
                .toList();
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

    /** The items of a part, ascending. */
    public List<Integer> members(int k) {
        return members.get(k);
    }

    /** Whether some chain of comparisons leads from i to j. */
    public boolean areConnected(int i, int j) {
        return part[i] == part[j];
    }

    /** Pairs of items of the same part. */
    public long pairsWithin() {
        return members.stream()
                .mapToLong(m -> (long) m.size() * (m.size() - 1) / 2)
                .sum();
    }

    /** Pairs of items of different parts. */
    public long pairsAcross() {
        return (long) part.length * (part.length - 1) / 2 - pairsWithin();
    }
}

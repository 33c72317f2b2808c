package org.teeter.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;

/**
 * Why judgements have, or have not, finite and unique maximum-likelihood scores.
 *
 * @param items what is judged
 * @param groups items connected by comparisons at all; more than one group have no common scale
 * @param components strongly connected components of the win graph, an order in which no item was preferred to one of an earlier
 *     component; a finite fit exists exactly if there is one
 * @param neverPreferred items that no judgement preferred to another, not even by half
 * @param neverBeaten items to which no judgement preferred another
 */
public record Existence(
        Items items,
        List<List<Integer>> groups,
        List<List<Integer>> components,
        List<Integer> neverPreferred,
        List<Integer> neverBeaten) {
    private static final int NAMED_AT_MOST = 8;

    /** Decides Ford's condition and names what violates it. */
    public static Existence of(ComparisonGraph graph) {
        WinGraph wins = new WinGraph(graph);
        int n = graph.size();
        boolean[] preferred = new boolean[n];
        boolean[] beaten = new boolean[n];
        for (int e = 0; e < graph.edges(); e++) {
            preferred[graph.first(e)] |= graph.won(e) > 0;
            beaten[graph.second(e)] |= graph.won(e) > 0;
            preferred[graph.second(e)] |= graph.lost(e) > 0;
            beaten[graph.first(e)] |= graph.lost(e) > 0;
        }
        return new Existence(
                graph.items(),
                lists(wins.comparedGroups()),
                lists(wins.strongComponents()),
                where(preferred, false),
                where(beaten, false));
    }

    /** Items connected by comparisons at all, whoever won them. */
    public static List<List<Integer>> groups(ComparisonGraph graph) {
        return lists(new WinGraph(graph).comparedGroups());
    }

    /** Whether a chain of wins leads from item i to item j: i beat someone who beat someone … who beat j. */
    public static boolean isAbove(ComparisonGraph graph, int i, int j) {
        return new WinGraph(graph).reaches(i, j);
    }

    /** Whether a finite maximum exists without a prior. */
    public boolean isFinite() {
        return components.size() == 1;
    }

    /** Whether comparisons connect all items, so that one scale holds them all. */
    public boolean isConnected() {
        return groups.size() == 1;
    }

    /** The reason, in words, when {@link #isFinite} is false. */
    public String reason() {
        if (items.size() == 0) {
            return "there are no items";
        }
        if (!isConnected()) {
            return "the items fall into " + groups.size() + " groups that were never compared with each other: "
                    + describe(groups);
        }
        List<String> reasons = new ArrayList<>();
        if (!neverPreferred.isEmpty()) {
            reasons.add(named(neverPreferred) + (neverPreferred.size() == 1 ? " was" : " were")
                    + " never preferred to any item");
        }
        if (!neverBeaten.isEmpty()) {
            reasons.add("no item was ever preferred to " + named(neverBeaten));
        }
        if (reasons.isEmpty()) {
            reasons.add("the items split into " + components.size()
                    + " tiers of which the lower never beat the higher: " + describe(components));
        }
        return String.join("; ", reasons);
    }

    private String describe(List<List<Integer>> sets) {
        String shown = sets.stream().limit(NAMED_AT_MOST).map(this::named).collect(Collectors.joining(", "));
        return sets.size() > NAMED_AT_MOST ? shown + ", and " + (sets.size() - NAMED_AT_MOST) + " more" : shown;
    }

    private String named(List<Integer> set) {
        String shown = set.stream()
                .limit(NAMED_AT_MOST)
                .map(i -> '"' + items.name(i) + '"')
                .collect(Collectors.joining(", "));
        if (set.size() == 1) {
            return shown;
        }
        return "{" + shown + (set.size() > NAMED_AT_MOST ? ", and " + (set.size() - NAMED_AT_MOST) + " more" : "")
                + "}";
    }

    private static List<List<Integer>> lists(List<int[]> sets) {
        List<List<Integer>> lists = new ArrayList<>(sets.size());
        for (int[] set : sets) {
            List<Integer> list = new ArrayList<>(set.length);
            for (int i : set) {
                list.add(i);
            }
            lists.add(List.copyOf(list));
        }
        return List.copyOf(lists);
    }

    private static List<Integer> where(boolean[] flags, boolean value) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] == value) {
                found.add(i);
            }
        }
        return List.copyOf(found);
    }
}

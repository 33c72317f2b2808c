package org.teeter.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.graph.Digraph;

/**
 * Why judgements have, or have not, finite and unique maximum-likelihood scores.
 *
 * @param items what is judged
 * @param groups items connected by judged pairs at all; more than one group have no common scale
 * @param components strongly connected components of the graph of preferences, an order in which no item was preferred to one of an earlier
 *     component; a finite fit exists exactly if there is one
 * @param neverPreferred items that no judgement preferred to another, not even by half
 * @param neverBeaten items to which no judgement preferred another
 * @param unbounded for each parameter that all judgements share and that has no finite value, the reason
 */
public record Existence(
        Items items,
        List<List<Integer>> groups,
        List<List<Integer>> components,
        List<Integer> neverPreferred,
        List<Integer> neverBeaten,
        List<String> unbounded) {
    private static final int NAMED_AT_MOST = 8;

    /**
     * Decides Ford's condition [1] and names what violates it: a likelihood of pairs whose link is log-concave has a finite and unique
     * maximum exactly if the graph of preferences is strongly connected; in words, if however the items are split in two groups, some
     * item of the one was preferred to some item of the other.
     */
    /*
     * [1] L. R. Ford (1957), Solution of a ranking problem from binary comparisons, American Mathematical Monthly 64(8), part II.
     */
    public static Existence of(ComparisonGraph data) {
        return of(data.items(), data.preferences());
    }

    /** For what has finite scores wherever judged pairs connect the items. */
    public static Existence connected(ComparisonGraph data) {
        List<List<Integer>> groups = lists(data.graph().components());
        return new Existence(data.items(), groups, groups, List.of(), List.of(), List.of());
    }

    /** The same from who was preferred to whom. */
    static Existence of(Items items, Digraph preferences) {
        return new Existence(
                items,
                lists(preferences.graph().components()),
                lists(preferences.strongComponents()),
                preferences.sinks(),
                preferences.sources(),
                List.of());
    }

    /** The same data, for a model with further parameters of which these have no finite value, each with the reason. */
    public Existence with(List<String> unboundedParameters) {
        return new Existence(items, groups, components, neverPreferred, neverBeaten, unboundedParameters);
    }

    /** Whether a finite maximum exists without a prior. */
    public boolean isFinite() {
        return components.size() == 1 && unbounded.isEmpty();
    }

    /** Whether judged pairs connect all items, so that one scale holds them all. */
    public boolean isConnected() {
        return groups.size() == 1;
    }

    /** The reason, in words, when {@link #isFinite} is false. */
    public String reason() {
        if (items.size() == 0) {
            return "there are no items";
        }
        if (components.size() == 1) {
            return String.join("; ", unbounded);
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
}

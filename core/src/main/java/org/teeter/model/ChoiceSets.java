package org.teeter.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teeter.data.Rankings;

/**
 * What there was to choose from in the ballots, each set of items once: how likely its ends are, and so its curvature, does not depend on
 * how it ended.
 */
final class ChoiceSets {
    private final Rankings data;
    private final int[] orders;
    private final List<ChoiceSet> sets;

    /**
     * One of them.
     *
     * @param from the first of the places where its items stand, in some ballot
     * @param end behind the last of them
     * @param edgesFrom where their edges begin
     * @param weight of all choices among them
     */
    record ChoiceSet(int from, int end, int edgesFrom, double weight) {
        int size() {
            return end - from;
        }

        ChoiceSet and(ChoiceSet more) {
            return new ChoiceSet(from, end, edgesFrom, weight + more.weight);
        }
    }

    /** @param orders how many items a choice may end with, beside one */
    ChoiceSets(Rankings data, int... orders) {
        this.data = data;
        this.orders = orders;
        this.sets = of(data);
    }

    /** In the order in which they come. */
    private static List<ChoiceSet> of(Rankings data) {
        Map<List<Integer>, ChoiceSet> sets = new LinkedHashMap<>();
        int[] item = data.named();
        int at = 0;
        for (int k = 0; k < data.distinct(); k++) {
            int begin = data.start(k);
            int end = data.start(k + 1);
            for (int from = begin, to; from < end - 1 && data.level(from) < data.levels(k); from = to) {
                to = data.endOfLevel(from, end);
                int[] items = Arrays.copyOfRange(item, from, end);
                Arrays.sort(items);
                sets.merge(
                        Arrays.stream(items).boxed().toList(),
                        new ChoiceSet(from, end, at + TiedChoice.row(from - begin, end - begin), data.weight(k)),
                        ChoiceSet::and);
            }
            at += (end - begin) * (end - begin - 1) / 2;
        }
        return List.copyOf(sets.values());
    }

    Rankings data() {
        return data;
    }

    List<ChoiceSet> sets() {
        return sets;
    }

    /** Sets the curvature, and only that, with ties from the sets, of which there are few. */
    void curvature(double[] theta, Derivatives into) {
        into.clearCurvature();
        TiedChoice choice = at(theta);
        for (ChoiceSet set : sets) {
            add(choice, set, set.weight(), into);
        }
    }

    /** What evaluates choices at a position. */
    TiedChoice at(double[] theta) {
        return new TiedChoice(data, orders, data.edges(), theta);
    }

    /** Adds the curvature of so many choices among a set. */
    void add(TiedChoice choice, ChoiceSet set, double weight, Derivatives into) {
        choice.add(weight, set.from(), set.from() + 1, set.end(), set.edgesFrom(), into);
    }
}

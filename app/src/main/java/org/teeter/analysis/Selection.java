package org.teeter.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.report.document.Shown;

/**
 * Which items are fitted: first those that are named are left out, then those with few judgements, then what no finite fit holds.
 *
 * @param dropped names of items to leave out, an item or several with commas between them a word
 * @param leastJudgements so many judgements each item needs, counted among those that stay
 * @param largestComponent whether to keep the largest set of items that has a finite fit
 */
public record Selection(List<String> dropped, double leastJudgements, boolean largestComponent) {
    private static final int NAMED = 8;

    public Selection {
        dropped = List.copyOf(dropped);
    }

    /** Whether nothing is left out. */
    boolean isAll() {
        return dropped.isEmpty() && leastJudgements == 0 && !largestComponent;
    }

    /** Which items are left, ascending, and what a person should know of those that are not, a sentence each. */
    record Selected(List<Integer> members, List<String> notes) {
        int[] items() {
            return members.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /**
     * Applies it.
     *
     * @throws RefusedException if an item is unknown, or if fewer than two items are left
     */
    Selected of(Selectable data) {
        List<String> notes = new ArrayList<>();
        int[] members = IntStream.range(0, data.items().size()).toArray();
        Selectable left = data;
        if (!dropped.isEmpty()) {
            int[] kept = withoutDropped(data.items());
            left = left(left, kept, "--drop", notes);
            members = kept;
        }
        if (leastJudgements > 0) {
            int[] kept = frequent(left, leastJudgements);
            left = left(left, kept, "--min-comparisons " + Shown.shortest(leastJudgements), notes);
            members = of(members, kept);
        }
        if (largestComponent) {
            int[] kept = largest(left);
            left(left, kept, "--largest-component", notes);
            members = of(members, kept);
        }
        return new Selected(IntStream.of(members).boxed().toList(), notes);
    }

    private static int[] of(int[] members, int... kept) {
        return IntStream.of(kept).map(k -> members[k]).toArray();
    }

    private static Selectable left(Selectable data, int[] members, String option, List<String> notes) {
        int all = data.items().size();
        int out = all - members.length;
        if (members.length < 2) {
            throw new RefusedException(option + " leaves " + Amount.of(members.length, "item") + " of " + all
                    + ", and a fit needs two; leave it out, or leave out less");
        }
        if (out == 0) {
            notes.add(option + " left out nothing");
            return data;
        }
        Selectable left = data.among(members);
        String names = IntStream.range(0, all)
                .filter(i -> Arrays.binarySearch(members, i) < 0)
                .limit(NAMED)
                .mapToObj(i -> '"' + data.items().name(i) + '"')
                .collect(Collectors.joining(", "));
        notes.add(option + " left out " + Amount.of(out, "item") + " (" + names
                + (out > NAMED ? " and " + Shown.number(out - NAMED) + " more" : "") + ") with "
                + Amount.of(Math.round(data.total() - left.total()), data.noun()));
        return left;
    }

    private int[] withoutDropped(Items items) {
        boolean[] out = new boolean[items.size()];
        for (String word : dropped) {
            OptionalInt whole = items.id(word);
            for (String name : whole.isPresent() ? new String[] {word} : word.split(",", -1)) {
                int item = items.id(name.strip())
                        .orElseThrow(() -> new RefusedException("--drop needs names of items with commas between"
                                + " them, and \"" + name.strip() + "\" is none"));
                out[item] = true;
            }
        }
        return IntStream.range(0, out.length).filter(i -> !out[i]).toArray();
    }

    /** The items that have so many judgements each among themselves. */
    static int[] frequent(Selectable data, double least) {
        int[] members = IntStream.range(0, data.items().size()).toArray();
        for (Selectable left = data; ; left = data.among(members)) {
            double[] judgements = left.judgements();
            int[] kept = IntStream.range(0, judgements.length)
                    .filter(i -> judgements[i] >= least)
                    .toArray();
            if (kept.length == members.length) {
                return members;
            }
            members = of(members, kept);
        }
    }

    /** The largest set of items in which whoever lost also won, directly or through others [Ford 1957]; of equal ones the first. */
    static int[] largest(Selectable data) {
        int[] largest = data.preferences().strongComponents().stream()
                .max(Comparator.comparingInt((int[] set) -> set.length).thenComparing(set -> -set[0]))
                .orElseGet(() -> new int[0])
                .clone();
        Arrays.sort(largest);
        return largest;
    }
}

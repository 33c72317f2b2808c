package org.teeter.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
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

    /** Everything. */
    public static final Selection ALL = new Selection(List.of(), 0, false);

    public Selection {
        dropped = List.copyOf(dropped);
    }

    /** What is left, and what a person should know of what is not, a sentence each. */
    record Selected(Counts counts, List<String> notes) {}

    /**
     * Applies it.
     *
     * @throws RefusedException if an item is unknown, or if fewer than two items are left
     */
    Selected of(Counts counts, ModelChoice choice) {
        if (equals(ALL)) {
            return new Selected(counts, List.of());
        }
        List<String> notes = new ArrayList<>();
        Counts left = counts;
        if (!dropped.isEmpty()) {
            left = kept(left, withoutDropped(counts), "--drop", notes);
        }
        if (leastJudgements > 0) {
            left = kept(
                    left,
                    frequent(choice.graph(left), leastJudgements),
                    "--min-comparisons " + Shown.shortest(leastJudgements),
                    notes);
        }
        if (largestComponent) {
            left = kept(left, largest(choice.graph(left)), "--largest-component", notes);
        }
        return new Selected(left, notes);
    }

    private static Counts kept(Counts counts, int[] members, String option, List<String> notes) {
        int out = counts.items().size() - members.length;
        if (members.length < 2) {
            throw new RefusedException(option + " leaves " + Amount.of(members.length, "item") + " of "
                    + counts.items().size() + ", and a fit needs two; leave it out, or leave out less");
        }
        if (out == 0) {
            notes.add(option + " left out nothing");
            return counts;
        }
        Counts left = counts.among(members);
        String names = IntStream.range(0, counts.items().size())
                .filter(i -> Arrays.binarySearch(members, i) < 0)
                .limit(NAMED)
                .mapToObj(i -> '"' + counts.items().name(i) + '"')
                .collect(Collectors.joining(", "));
        notes.add(option + " left out " + Amount.of(out, "item") + " (" + names
                + (out > NAMED ? " and " + Shown.number(out - NAMED) + " more" : "") + ") with "
                + Amount.of(counts.rows() - left.rows(), "judgement"));
        return left;
    }

    private int[] withoutDropped(Counts counts) {
        boolean[] out = new boolean[counts.items().size()];
        for (String word : dropped) {
            OptionalInt whole = counts.items().id(word);
            for (String name : whole.isPresent() ? new String[] {word} : word.split(",", -1)) {
                int item = counts.items()
                        .id(name.strip())
                        .orElseThrow(() -> new RefusedException("--drop needs names of items with commas between"
                                + " them, and \"" + name.strip() + "\" is none"));
                out[item] = true;
            }
        }
        return IntStream.range(0, out.length).filter(i -> !out[i]).toArray();
    }

    /** The items that have so many judgements each among themselves. */
    static int[] frequent(ComparisonGraph graph, double least) {
        int n = graph.size();
        boolean[] out = new boolean[n];
        for (boolean changed = true; changed; ) {
            double[] judgements = new double[n];
            for (int e = 0; e < graph.edges(); e++) {
                if (!out[graph.first(e)] && !out[graph.second(e)]) {
                    judgements[graph.first(e)] += graph.n(e);
                    judgements[graph.second(e)] += graph.n(e);
                }
            }
            changed = false;
            for (int i = 0; i < n; i++) {
                changed |= !out[i] && judgements[i] < least;
                out[i] |= judgements[i] < least;
            }
        }
        return IntStream.range(0, n).filter(i -> !out[i]).toArray();
    }

    /** The largest set of items in which whoever lost also won, directly or through others [Ford 1957]; of equal ones the first. */
    static int[] largest(ComparisonGraph graph) {
        int[] largest = graph.preferences().strongComponents().stream()
                .max(Comparator.comparingInt((int[] set) -> set.length).thenComparing(set -> -set[0]))
                .orElseGet(() -> new int[0])
                .clone();
        Arrays.sort(largest);
        return largest;
    }
}

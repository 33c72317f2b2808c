package org.teeter.tabular.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.teeter.data.Amount;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.meaning.Vocabulary;

/** The labels of a file that no vocabulary knows, to be named together with what would tell their meaning. Mutable. */
final class UnknownLabels {
    /** After the first, so many rows are looked through for others. */
    private static final int MOST_ROWS_AFTER = 100_000;

    private static final int MOST_SHOWN = 12;
    private static final int FEW = 3;

    private final Map<String, Long> rowsOf = new LinkedHashMap<>();
    private Optional<InputException> first = Optional.empty();
    private long firstRow;

    /** Counts a row with such a label; the refusal of the first is what will be told. */
    void add(long row, String label, Supplier<InputException> refusal) {
        rowsOf.merge(label, 1L, Long::sum);
        if (first.isEmpty()) {
            firstRow = row;
            first = Optional.of(refusal.get());
        }
    }

    /** Whether there is one, and enough rows after it were looked through. */
    boolean isEnoughAt(long row) {
        return first.isPresent() && row >= firstRow + MOST_ROWS_AFTER;
    }

    /** Refuses the file if there is one. */
    void requireNone() {
        if (first.isEmpty()) {
            return;
        }
        List<String> labels = new ArrayList<>(rowsOf.keySet());
        List<String> shown = labels.subList(0, Math.min(MOST_SHOWN, labels.size()));
        List<String> found = shown.stream()
                .map(label -> (label.isEmpty() ? "nothing" : Quoted.of(label)) + " ("
                        + Amount.of(rowsOf.getOrDefault(label, 0L), "row") + ")")
                .toList();
        String more = labels.size() > shown.size() ? " and " + (labels.size() - shown.size()) + " more" : "";
        String flags = ranges(labels).orElse(shown).stream()
                .map(label -> "--label " + LabelRule.flag(label))
                .collect(Collectors.joining(" "));
        throw InputException.of(first.orElseThrow().getMessage()
                + "; --skip-bad-rows leaves such rows out; unknown here " + (labels.size() == 1 ? "is " : "are ")
                + String.join(", ", found) + more + ": say what " + (labels.size() == 1 ? "it means" : "they mean")
                + " with " + flags + " (" + LabelRule.MEANINGS + ")");
    }

    /** Ranges of many labels that are numbers of either sign, as margins are: below zero, zero, above it. */
    private static Optional<List<String>> ranges(List<String> labels) {
        List<String> numbers = labels.stream()
                .filter(label -> Vocabulary.number(label).isPresent())
                .sorted(Comparator.comparingDouble(
                        label -> Vocabulary.number(label).orElse(0)))
                .map(String::strip)
                .toList();
        List<String> below = numbers.stream()
                .filter(label -> Vocabulary.number(label).orElse(0) < 0)
                .toList();
        List<String> above = numbers.stream()
                .filter(label -> Vocabulary.number(label).orElse(0) > 0)
                .toList();
        if (labels.size() <= FEW || numbers.size() < labels.size() || below.isEmpty() || above.isEmpty()) {
            return Optional.empty();
        }
        List<String> ranges = new ArrayList<>(List.of(below.get(0) + ".." + below.get(below.size() - 1)));
        if (below.size() + above.size() < numbers.size()) {
            ranges.add("0");
        }
        ranges.add(above.get(0) + ".." + above.get(above.size() - 1));
        return Optional.of(ranges);
    }
}

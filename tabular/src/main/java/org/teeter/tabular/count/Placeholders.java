package org.teeter.tabular.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.Row;

/**
 * Watches options that are called as places are, {@code A}, {@code response_2} or 0, beside what is at these places: a column for
 * each, or a list or an object of as many things. They may be labels of these, which are others in every row, and no options. Mutable.
 */
final class Placeholders implements RowWatch {
    private static final Pattern PLACE = Pattern.compile("(?:(?:" + String.join("|", Vocabulary.STEMS)
            + "|option|text|summary)_?)?([a-z]|\\d{1,2}|left|right|first|second)");

    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");
    private static final int LONGEST = 30;

    private final Layout layout;
    private final boolean isRanking;
    private final Proposal columns;
    private final Map<List<String>, List<Integer>> known = new HashMap<>(); // columns of places
    private boolean isDoubtful; // so far
    private List<String> holders = List.of(); // the columns of the things
    private String label = "";

    Placeholders(Layout layout) {
        this.layout = layout;
        this.isRanking = layout.form() == Shape.RANKED;
        this.columns = new Proposal(layout.of());
        this.isDoubtful = isRanking || layout.form() == Shape.TEXTS || layout.form() instanceof Ordered;
    }

    @Override
    public void look(Row row, int from, List<String> others) {
        List<String> names = isDoubtful ? Options.of(layout, row) : List.of();
        if (names.size() < 2) {
            return;
        }
        List<String> places = places(names);
        holders = places.isEmpty() ? List.of() : holders(places, row, from, others);
        isDoubtful = !holders.isEmpty();
        label = names.get(0);
    }

    /** What tells names apart, where they are those of places; nothing where they are not. */
    private static List<String> places(List<String> names) {
        List<String> places = new ArrayList<>();
        for (String name : names) {
            Matcher place = PLACE.matcher(
                    name.length() > LONGEST
                            ? ""
                            : Columns.normal(BRACKETS.matcher(name).replaceAll("")));
            if (!place.matches() || places.contains(place.group(1))) {
                return List.of();
            }
            places.add(place.group(1));
        }
        return places;
    }

    private List<String> holders(List<String> places, Row row, int from, List<String> others) {
        List<Integer> beside = known.computeIfAbsent(places, this::columns);
        if (!beside.isEmpty()) {
            return beside.stream().map(layout.of()::name).toList();
        }
        for (int k = 0; k < others.size(); k++) {
            String field = row.isJson(from + k) ? Options.text(row, from + k) : "";
            List<String> inside = Options.inside(field);
            if (field.startsWith("[")
                    ? areOf(places, inside.size())
                    : places(inside).containsAll(places)) {
                return List.of(others.get(k));
            }
        }
        return List.of();
    }

    /** The columns that are not read and whose names differ in these alone. */
    private List<Integer> columns(List<String> places) {
        List<Integer> free = layout.ignored();
        for (int column : free) {
            List<Integer> found = new ArrayList<>(List.of(column));
            for (String place : places.subList(1, places.size())) {
                columns.other(column, places.get(0), place).ifPresent(found::add);
            }
            if (found.size() == places.size() && free.containsAll(found)) {
                found.sort(null);
                return found;
            }
        }
        return List.of();
    }

    /** Whether so many things have these places: all of them, where they are ranked. */
    private boolean areOf(List<String> places, int size) {
        List<Integer> numbers = places.stream().map(Placeholders::number).toList();
        int least = Character.isDigit(places.get(0).charAt(0)) && !numbers.contains(0) ? 1 : 0;
        return isRanking
                ? size == places.size()
                        && new HashSet<>(numbers)
                                .equals(IntStream.range(least, least + size)
                                        .boxed()
                                        .collect(Collectors.toSet()))
                : size > 1 && numbers.stream().allMatch(number -> number - least < size);
    }

    /** How to say what the texts answer, where that is known and they are texts. */
    private String prompt() {
        boolean isText =
                columns.isText(layout.of().find(Columns.normal(holders.get(0))).orElseThrow());
        return layout.columns(Role.PROMPT).isEmpty() || !isText
                ? ""
                : PromptElsewhere.flag(layout.of(), layout.columns(Role.PROMPT)) + " ";
    }

    private static int number(String place) {
        char first = place.charAt(0);
        return place.length() > 2
                ? (place.matches("right|second") ? 1 : 0)
                : Character.isDigit(first) ? Integer.parseInt(place) : first - 'a';
    }

    @Override
    public void requireNone() {
        if (!isDoubtful || holders.isEmpty()) {
            return;
        }
        List<String> own = layout.slotNames()
                .subList(0, isRanking ? layout.columns(Role.RANKING).size() : 2);
        boolean pair = !isRanking && holders.size() == 2;
        String instead = pair
                ? "say " + prompt() + Role.FIRST.flag(holders.get(0)) + " " + Role.SECOND.flag(holders.get(1)) + " "
                        + Role.WINNER.flag(own.get(0))
                : isRanking
                        ? "write the names of what was ranked, the best first"
                        : "write what they stand for instead";
        throw InputException.of(
                layout.of().file(),
                String.join(" and ", own) + (own.size() == 1 ? " holds" : " hold") + " labels, such as "
                        + Quoted.of(label) + ", which may be the places of what "
                        + String.join(isRanking ? ", " : " and ", holders)
                        + (holders.size() == 1 ? " holds" : " hold") + ", and no options; " + instead + ", or say "
                        + layout.flags() + " if these are names");
    }
}

package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.shape.PromptElsewhere;
import org.teeter.tabular.shape.Proposal;

/**
 * Watches options that are called as places are, {@code A}, {@code response_2} or 0, beside what is at these places: a column for
 * each, or a list or an object of as many things. They may be labels of these, which are others in every row, and no options. Mutable.
 */
public final class Placeholders implements RowWatch {
    private static final Pattern PLACE = Pattern.compile("(?:(?:" + String.join("|", Vocabulary.STEMS)
            + "|option|text|summary|player|team|candidate|side|p)_?)?([a-z]|\\d{1,2}|left|right|first|second)");

    private static final Pattern WORD = Pattern.compile("[a-z0-9_]+");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");
    private static final int LONGEST = 30;
    private static final int MOST = 26;

    private final Layout layout;
    private final boolean isRanking;
    private final Map<List<String>, List<String>> known = new HashMap<>(); // columns of places
    private boolean isDoubtful = true; // so far
    private List<String> holders = List.of(); // the columns of the things
    private String label = "";

    Placeholders(Layout layout) {
        this.layout = layout;
        this.isRanking = layout.form() == RankingForms.RANKED;
    }

    @Override
    public void look(Row row, int from, List<String> others) {
        List<String> names = isDoubtful ? Options.of(layout, row) : List.of();
        if (names.size() < 2) {
            return;
        }
        List<String> places = places(names);
        holders = places.isEmpty() ? called(names) : holders(places, row, from, others);
        isDoubtful = !holders.isEmpty();
        label = names.get(0);
    }

    /** What tells names apart, where they are those of places; nothing where they are not. */
    private static List<String> places(List<String> names) {
        List<String> places = new ArrayList<>();
        for (String name : names) {
            String bare = BRACKETS.matcher(name).replaceAll("");
            Matcher place = PLACE.matcher(bare.length() > LONGEST ? "" : Columns.normal(bare));
            if (!place.matches() || places.contains(place.group(1))) {
                return List.of();
            }
            places.add(place.group(1));
        }
        return places;
    }

    /** The columns that are called as the two options are; of texts also those that have their names within longer ones. */
    private List<String> called(List<String> names) {
        List<String> words = isRanking ? List.of() : words(names);
        List<String> found = known.computeIfAbsent(words, all -> beside(layout.of(), layout.ignored(), all));
        boolean isExact = found.stream().map(Columns::normal).allMatch(words::contains);
        return isExact || layout.form() == PairForms.TEXTS ? found : List.of();
    }

    private static List<String> words(List<String> names) {
        List<String> words = names.stream()
                .filter(name -> name.length() <= LONGEST)
                .map(Columns::normal)
                .filter(name -> WORD.matcher(name).matches())
                .distinct()
                .toList();
        return words.size() < names.size() ? List.of() : words;
    }

    private List<String> holders(List<String> places, Row row, int from, List<String> others) {
        List<String> beside = known.computeIfAbsent(places, all -> beside(layout.of(), layout.ignored(), all));
        if (!beside.isEmpty()) {
            return beside;
        }
        for (int k = 0; k < others.size(); k++) {
            String field = row.isJson(from + k) ? row.text(from + k).strip() : "";
            List<String> inside = Options.inside(field);
            if (field.startsWith("[")
                    ? areOf(places, inside.size())
                    : places(inside).containsAll(places)) {
                return List.of(others.get(k));
            }
        }
        return List.of();
    }

    /** Columns whose names differ in the places that these names are those of, in their order; nothing where there are none. */
    public static List<String> columns(Columns columns, List<String> names) {
        List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
        List<String> places = places(names);
        return beside(columns, all, places.isEmpty() ? words(names) : places);
    }

    private static List<String> beside(Columns columns, List<Integer> free, List<String> places) {
        Proposal proposal = new Proposal(columns);
        List<Integer> textsFirst = new ArrayList<>(places.isEmpty() ? List.of() : free);
        textsFirst.sort(
                Comparator.comparing(column -> !proposal.isText(column))); // rather than what else is told of them
        for (int column : textsFirst) {
            List<Integer> found = new ArrayList<>(List.of(column));
            for (String place : places.subList(1, places.size())) {
                proposal.other(column, places.get(0), place).ifPresent(found::add);
            }
            if (found.size() == places.size() && free.containsAll(found) && !proposal.isScore(column)) {
                return found.stream().sorted().map(columns::name).toList();
            }
        }
        return List.of();
    }

    /** Whether so many things have these places: all of them, where they are ranked. */
    private boolean areOf(List<String> places, int size) {
        return (!isRanking || size == places.size())
                && "01a"
                        .chars()
                        .mapToObj(first -> IntStream.range(first, first + Math.min(size, MOST))
                                .mapToObj(
                                        code -> first == 'a' ? Character.toString(code) : Integer.toString(code - '0'))
                                .toList())
                        .anyMatch(all -> all.containsAll(places));
    }

    @Override
    public void requireNone() {
        if (!isDoubtful || holders.isEmpty()) {
            return;
        }
        List<String> own = layout.slotNames()
                .subList(0, isRanking ? layout.columns(Role.RANKING).size() : 2);
        String instead =
                isRanking ? "write the names of what was ranked, the best first" : "write what they stand for instead";
        if (!isRanking && holders.size() == 2) {
            boolean answers = !layout.columns(Role.PROMPT).isEmpty()
                    && new Proposal(layout.of()).isText(layout.of().names().indexOf(holders.get(0)));
            instead = "say " + (answers ? PromptElsewhere.flag(layout.of(), layout.columns(Role.PROMPT)) + " " : "")
                    + Role.FIRST.flag(holders.get(0)) + " " + Role.SECOND.flag(holders.get(1)) + " "
                    + Role.WINNER.flag(own.get(0));
        }
        throw InputException.of(
                layout.of().file(),
                String.join(" and ", own) + (own.size() == 1 ? " holds" : " hold") + " labels, such as "
                        + Quoted.of(label) + ", which may be the places of what " + String.join(" and ", holders)
                        + (holders.size() == 1 ? " holds" : " hold") + ", and no options; " + instead + ", or say "
                        + layout.flags() + " if these are names");
    }
}

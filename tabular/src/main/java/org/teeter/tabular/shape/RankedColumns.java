package org.teeter.tabular.shape;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.Told;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.Row;

/** Finds rankings in columns of which nobody said what they are and whose number the file decides: one for each place, or for each option. */
final class RankedColumns {
    private static final String ABSENT = "an item whose rank is empty, NA or 0 is taken as not having been there";
    /** Texts and their ranks or scores, without the models that wrote them. */
    private static final List<List<String>> RANKED_TEXTS = Proposal.words("completions/ranks completions/scores"
            + " responses/ranks responses/rank responses/scores answers/ranks answers/scores");

    /** The column of a place: {@code rank1}, {@code choice_2}, {@code 3rd}. */
    private static final Pattern PLACE = Pattern.compile(
            "(rank|place|position|pos|choice|preference|pref|pick)_?(\\d{1,4})|(\\d{1,4})(?:st|nd|rd|th)(?:_(?:rank|place|position|choice|preference|pref|pick))?");

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    /** The same within what an election or a survey calls it: {@code Mayor 1st Choice District 2}, {@code Mayor Choice 1 of 3}. */
    private static final Pattern WITHIN =
            Pattern.compile("(.*_)?(?:(\\d{1,2}(?:st|nd|rd|th)|" + String.join("|", ORDINALS)
                    + ")_(?:choice|preference|pref|rank)|(?:choice|preference|rank)_(\\d{1,2})_of_\\d+)(_.*)?");

    /** Columns that number the rows or the voters of a matrix of ranks. */
    private static final Pattern NO_OPTION = Pattern.compile(
            "|question|prompt|.*_id|id|index|unnamed_0|row|no|ballot|respondent|participant|subject|subj|person|session|trial|age|sex|gender|year|n|count|counts|freq|frequency|votes|voters|ballots|times|total");

    /** Options with signs between them, the best first: {@code a > b = c}. */
    private static final Pattern ORDER = Pattern.compile("[^<>{}]+(>[^<>{}]+)+");

    private final Columns columns;
    private final Told told;

    RankedColumns(Columns columns, Told told) {
        this.columns = columns;
        this.told = told;
    }

    /** Whether a column of this name is that of a place. */
    static boolean isPlace(String name) {
        return PLACE.matcher(Columns.normal(name)).matches();
    }

    /** Columns of texts and of their ranks or scores. */
    Optional<List<String>> texts() {
        return RANKED_TEXTS.stream()
                .filter(names ->
                        names.stream().allMatch(name -> columns.find(name).isPresent()))
                .findFirst();
    }

    /** A column for each place, from the first on, all of one name. */
    Optional<Layout> places() {
        Map<String, TreeMap<Integer, Integer>> byStem = new TreeMap<>();
        for (int column = 0; column < columns.size(); column++) {
            String name = Columns.normal(columns.name(column));
            Matcher place = PLACE.matcher(name);
            Matcher within = WITHIN.matcher(name);
            if (place.matches()) {
                boolean ordinal = place.group(1) == null;
                byStem.computeIfAbsent(ordinal ? "" : place.group(1), stem -> new TreeMap<>())
                        .put(Integer.parseInt(place.group(ordinal ? 3 : 2)), column);
            } else if (within.matches()) {
                String said = within.group(2) == null ? within.group(3) : within.group(2);
                int number = ORDINALS.contains(said)
                        ? ORDINALS.indexOf(said) + 1
                        : Integer.parseInt(said.replaceAll("\\D", ""));
                byStem.computeIfAbsent(within.group(1) + " " + within.group(4), stem -> new TreeMap<>())
                        .put(number, column);
            }
        }
        byStem.values()
                .removeIf(places -> places.size() < 2 || places.lastKey() != places.size() || places.firstKey() != 1);
        if (byStem.size() != 1) {
            return Optional.empty();
        }
        List<Integer> places = List.copyOf(byStem.values().iterator().next().values());
        return Optional.of(new Layout(
                "places",
                RankingForms.RANKED,
                Map.of(Role.RANKING, places),
                columns,
                Vocabulary.names(),
                told,
                List.of()));
    }

    /**
     * A column for each option, which holds ranks, if this is plainly one of the rows.
     *
     * @param beside columns that are no options
     */
    Optional<Layout> matrix(Map<Role, List<Integer>> beside, Row row) {
        refuseAgainstEachOther(row);
        refuseOrders(row);
        refuseNested(row);
        List<Integer> options = new ArrayList<>();
        Set<Double> ranks = new HashSet<>();
        boolean inRange = true;
        for (int column = 0; column < columns.size(); column++) {
            String name = Columns.normal(columns.name(column));
            if (NO_OPTION.matcher(name).matches() || beside.containsValue(List.of(column))) {
                continue;
            }
            options.add(column);
            String text = row.text(column);
            double rank = text.isBlank() || text.equals("NA")
                    ? 0
                    : Vocabulary.number(text).orElse(Double.NaN);
            if (Double.isNaN(rank) || Recognition.knows(columns.name(column))) {
                return Optional.empty();
            }
            inRange &= rank >= 0 && rank <= columns.size();
            ranks.add(rank);
        }
        boolean plain = inRange
                && options.size() > 2
                && ranks.contains(1.0)
                && !options.stream()
                        .allMatch(column ->
                                Vocabulary.number(columns.name(column)).isPresent()) // perhaps a row without a header
                && ranks.stream().anyMatch(rank -> rank > 1 && rank <= 2.5)
                && !new Proposal(columns).hasSides(); // id1, id2, result: who met whom
        if (!plain && options.size() > 2 && !new Proposal(columns).hasSides()) {
            throw new Unrecognised(columns, Optional.of(row))
                    .ofNumbers(options.stream().map(columns::name).toList());
        }
        if (!plain) {
            return Optional.empty();
        }
        Map<Role, List<Integer>> roles = new EnumMap<>(beside);
        roles.put(Role.RANK, options);
        return Optional.of(new Layout(
                "ranks of options", RankingForms.MATRIX, roles, columns, Vocabulary.names(), told, List.of(ABSENT)));
    }

    /** Fields of objects are no columns, and so say nothing where no other column does. */
    private void refuseNested(Row row) {
        List<Integer> nested =
                IntStream.range(0, columns.size()).filter(row::isJson).boxed().toList();
        if (!nested.isEmpty()
                && texts().isEmpty()
                && new Proposal(columns).options().isEmpty()) {
            throw new Unrecognised(columns, Optional.of(row))
                    .ofNested(nested.stream().map(columns::name).toList());
        }
    }

    /** A column of orders under a name of its own, or a header that is one. */
    private void refuseOrders(Row row) {
        for (int column = 0; column < columns.size(); column++) {
            if (ORDER.matcher(columns.name(column)).matches()) {
                throw InputException.at(
                        columns.file(),
                        1,
                        "the first line is an order of options, where the names of the columns must be; write the line ranking"
                                + " above it, or weight,ranking where each order has a number of voters before it");
            }
            boolean isLabel = new Proposal(columns).hasTwo(); // A>B, of two options that have columns
            if (!isLabel
                    && !row.isJson(column)
                    && ORDER.matcher(row.text(column).strip()).matches()) {
                throw InputException.at(
                        columns.file(),
                        1,
                        "the column " + Quoted.of(columns.name(column)) + " holds orders of options; say "
                                + Role.RANKING.flag(columns.name(column)));
            }
        }
    }

    /** Numbers of wins would be taken for ranks. */
    private void refuseAgainstEachOther(Row row) {
        String first = row.text(0);
        boolean numbers = IntStream.range(1, columns.size())
                .mapToObj(column -> row.text(column).strip())
                .allMatch(text -> text.isEmpty()
                        || text.matches("-|NA|NaN")
                        || Vocabulary.number(text.replaceFirst("%$", "")).isPresent());
        if (numbers
                && !first.isBlank()
                && Vocabulary.number(columns.name(0)).isEmpty() // rather than a row
                && columns.size() > 2
                && columns.names().subList(1, columns.size()).contains(first)) {
            throw InputException.of(
                    columns.file(),
                    "this is a table of options against each other, " + Quoted.of(first)
                            + " being a row and a column; write a row for each pair: item1,item2,wins1,wins2");
        }
    }
}

package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/**
 * How rows of one file are turned round, so that the other option is the preferred one: columns of the chosen and the rejected one are
 * exchanged, or the label of the winner becomes that of the other.
 *
 * @param exchanged pairs of columns
 * @param label the column of the label; empty where columns are exchanged
 */
public record Turning(Layout layout, List<List<Integer>> exchanged, Optional<Integer> label) {
    private static final List<List<String>> OPPOSITES = List.of(
            List.of("model_a", "model_b"),
            List.of("left", "right"),
            List.of("A", "B"),
            List.of("a", "b"),
            List.of("1", "2"),
            List.of("0", "1"),
            List.of("first", "second"),
            List.of("1-0", "0-1"),
            List.of("H", "A"),
            List.of("leftvote", "rightvote"),
            List.of("[[A]]", "[[B]]"),
            List.of("A>B", "B>A"),
            List.of("A>>B", "B>>A"));

    private static final List<List<String>> SIDES =
            List.of(List.of("chosen", "rejected"), List.of("winner", "loser"), List.of("chosen", "notchosen"));

    public Turning {
        exchanged = List.copyOf(exchanged);
    }

    /**
     * Of rows that are read so.
     *
     * @throws InputException if such rows cannot be turned round
     */
    public static Turning of(Layout layout) {
        Form form = layout.form();
        if (form.isLabelled() && layout.columns(Role.WINNER).size() == 1) {
            return new Turning(layout, List.of(), Optional.of(layout.column(Role.WINNER)));
        }
        List<Role> roles = form.required();
        boolean preferredFirst = form == PairForms.TEXTS || form == PairForms.ITEMS || form == PairForms.ORDERED;
        if (!preferredFirst) {
            throw InputException.of(
                    layout.of().file(),
                    "rows are turned round that have a chosen and a rejected option, or one label of the winner; these are read as "
                            + layout.words());
        }
        List<List<Integer>> exchanged = new ArrayList<>();
        exchanged.add(List.of(layout.column(roles.get(0)), layout.column(roles.get(1))));
        Columns columns = layout.of();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            String name = Columns.normal(columns.name(c));
            for (List<String> side : SIDES) {
                if (name.contains(side.get(0)) && exchanged.stream().noneMatch(pair -> pair.contains(column))) {
                    columns.find(name.replace(side.get(0), side.get(1)))
                            .ifPresent(other -> exchanged.add(List.of(column, other)));
                }
            }
        }
        return new Turning(layout, exchanged, Optional.empty());
    }

    /** The columns that name the two options of a row; none where they are texts. */
    public static List<Integer> options(Layout layout) {
        List<Role> roles = layout.form().required();
        return layout.isOfNamedPairs() ? List.of(layout.column(roles.get(0)), layout.column(roles.get(1))) : List.of();
    }

    /**
     * The label that says the opposite; the same where it is for neither.
     *
     * @param row whose slots are the columns of the file
     */
    public String turned(Row row) throws BadRow {
        int column = label.orElseThrow();
        String said = Visible.trimmed(row.text(column));
        boolean named = layout.isOfNamedPairs();
        String first = named ? Visible.trimmed(row.text(layout.column(Role.FIRST))) : "";
        String second = named ? Visible.trimmed(row.text(layout.column(Role.SECOND))) : "";
        Vocabulary vocabulary = layout.vocabulary();
        Optional<Meaning> meaning = vocabulary.plain(said);
        if (meaning.isEmpty() && named && (said.equals(first) || said.equals(second))) {
            return said.equals(first) ? second : first;
        }
        Optional<Meaning> means = meaning.or(() -> vocabulary.implied(said));
        boolean neither = means.isPresent()
                && (means.get().kind() == Meaning.Kind.SKIPPED
                        || (means.get().kind() == Meaning.Kind.DECIDED
                                && means.get().outcome() != Outcome.FIRST
                                && means.get().outcome() != Outcome.SECOND));
        if (neither) {
            return said;
        }
        for (String candidate : candidates(said)) {
            Optional<Meaning> other = vocabulary.plain(candidate).or(() -> vocabulary.implied(candidate));
            if (means.isPresent() && other.equals(means.map(Meaning::reversed))) {
                return candidate;
            }
        }
        throw new BadRow("no label is known that says the opposite of " + Quoted.of(said));
    }

    private List<String> candidates(String said) {
        List<String> candidates = new ArrayList<>();
        String first = layout.of().name(layout.column(Role.FIRST));
        String second = layout.of().name(layout.column(Role.SECOND));
        List<List<String>> opposites = new ArrayList<>(List.of(List.of(first, second)));
        opposites.addAll(OPPOSITES);
        for (List<String> pair : opposites) {
            if (pair.contains(said)) {
                candidates.add(pair.get(1 - pair.indexOf(said)));
            }
        }
        candidates.add(said.startsWith("-") ? said.substring(1) : "-" + said);
        return candidates;
    }
}

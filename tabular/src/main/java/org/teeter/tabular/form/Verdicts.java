package org.teeter.tabular.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.UnknownLabel;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.ByteTable;
import org.teeter.tabular.tally.Names;

/** What the labels of one file mean, found again quickly. Mutable: labels and names are learnt as they come. */
final class Verdicts {
    private static final Outcome[] OUTCOMES = Outcome.values();

    /** A code from here on is an option whose name stands for it; one below is a meaning. */
    private static final int OPTION = 1 << 29;

    /** So many different labels are kept; parts of votes may be more, and are read each time. */
    private static final int MOST_KEPT = 1 << 12;

    private static final int MOST_BESIDE = 1 << 13;

    private final Vocabulary vocabulary;
    private final Names names;
    private final ByteTable known = new ByteTable();
    private final List<Meaning> meanings = new ArrayList<>();
    private final Set<String> impliedUsed = new HashSet<>();
    private final Set<String> beside = new HashSet<>(); // what labels say unless an option has such a name
    private boolean someNameIsALabel;

    Verdicts(Vocabulary vocabulary, Names names) {
        this.vocabulary = vocabulary;
        this.names = names;
        for (Outcome outcome : OUTCOMES) {
            meanings.add(Meaning.of(outcome));
        }
    }

    /** Takes note that an option has this name. */
    void meet(String name) throws BadRow {
        someNameIsALabel |= vocabulary.plain(name).isPresent();
        if (impliedUsed.contains(name)) {
            throw new BadRow("an option is called " + Quoted.of(name)
                    + ", which an earlier row has as a label; rename it, or say what the label means with --label");
        }
    }

    /** Whether no option is called as a label is, so that a label means the same in every row. */
    boolean isClear() {
        return !someNameIsALabel;
    }

    /**
     * Whether what was said may hang on the order of rows: a text is a label that leaves no doubt, and the name of an option, or there
     * were too many such labels to keep.
     */
    boolean hangOnOrder() {
        return beside.size() >= MOST_BESIDE || beside.stream().anyMatch(text -> names.find(text) >= 0);
    }

    private Optional<Meaning> implied(String text) {
        Optional<Meaning> meaning = vocabulary.implied(text);
        if (meaning.isPresent() && beside.size() < MOST_BESIDE) {
            beside.add(Visible.trimmed(text));
        }
        return meaning;
    }

    /** What a field says of two options. */
    Meaning of(String column, Row row, int slot, int first, int second) throws BadRow {
        if (!someNameIsALabel) {
            int code = known.find(row.bytes(slot), row.from(slot), row.to(slot));
            if (code >= 0 && code < OPTION) {
                return meanings.get(code);
            }
            if (code >= OPTION && (code - OPTION == first || code - OPTION == second)) {
                return meanings.get(code - OPTION == first ? 0 : 1);
            }
        }
        String text = Word.of(column, row, slot);
        if (!someNameIsALabel && meanings.size() < MOST_KEPT && !row.isMissing(slot)) {
            int code = code(text);
            if (code >= 0 && known.find(row.bytes(slot), row.from(slot), row.to(slot)) < 0) {
                PairRows.keep(known, column, row, slot, code);
            }
        }
        return meaning(column, text, first, second);
    }

    /** The code of a label: a meaning, an option, or -1 for nothing that is known. */
    int code(String text) {
        Optional<Meaning> plain = vocabulary.plain(text);
        int named = names.find(Visible.trimmed(text));
        if (plain.isEmpty() && named >= 0) {
            return OPTION + named;
        }
        Optional<Meaning> meaning = plain.or(() -> implied(text));
        if (meaning.isEmpty()) {
            return -1;
        }
        if (plain.isEmpty()) {
            impliedUsed.add(Visible.trimmed(text));
        }
        int at = meanings.indexOf(meaning.get());
        if (at < 0) {
            at = meanings.size();
            meanings.add(meaning.get());
        }
        return at;
    }

    /** What a code says of two options. */
    Meaning meaning(int code, int first, int second) throws BadRow {
        if (code < OPTION) {
            return meanings.get(code);
        }
        if (code - OPTION != first && code - OPTION != second) {
            throw new BadRow("a winner that did not take part");
        }
        return meanings.get(code - OPTION == first ? 0 : 1);
    }

    private Meaning meaning(String column, String text, int first, int second) throws BadRow {
        int named = named(text, first, second);
        Optional<Meaning> plain = vocabulary.plain(text);
        if (plain.isPresent()) {
            Meaning meaning = plain.get();
            Outcome own = named == first ? Outcome.FIRST : Outcome.SECOND;
            if (named >= 0 && (meaning.kind() != Meaning.Kind.DECIDED || meaning.outcome() != own)) {
                throw new BadRow(column + " is " + Quoted.of(text) + ", which is both a label and the name of the "
                        + (named == first ? "first" : "second") + " option; rename the option");
            }
            return meaning;
        }
        if (named >= 0) {
            return meanings.get(named == first ? 0 : 1);
        }
        Optional<Meaning> implied = implied(text);
        if (implied.isPresent() && names.find(Visible.trimmed(text)) < 0) {
            if (meanings.size() < MOST_KEPT) {
                impliedUsed.add(Visible.trimmed(text));
            }
            return implied.get();
        }
        String nearest =
                vocabulary.nearest(text).map(label -> "; nearest is " + label).orElse("");
        throw new UnknownLabel(
                column + " must be one of " + vocabulary.list() + ", got "
                        + (Visible.trimmed(text).isEmpty() ? "nothing" : Quoted.of(text)) + nearest,
                Visible.trimmed(text));
    }

    /** Which of the two options the text names, by its letters or, if both are numbers, by the number; -1 if neither. */
    private int named(String text, int first, int second) {
        int named = names.find(Visible.trimmed(text));
        if (named == first || named == second) {
            return named;
        }
        if (named < 0 && Vocabulary.number(text).isPresent()) {
            for (int option : new int[] {first, second}) {
                if (Vocabulary.normal(names.name(option)).equals(Vocabulary.normal(text))) {
                    return option;
                }
            }
        }
        return -1;
    }
}

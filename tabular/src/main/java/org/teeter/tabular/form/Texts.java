package org.teeter.tabular.form;

import java.util.List;
import java.util.function.Function;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.text.TextPair;

/**
 * Two texts, which are the options themselves, each together with its prompt.
 *
 * @param required the roles of the texts, then those of what is said of them
 * @param judging what rows of a layout say of their texts
 */
record Texts(List<Role> required, Function<Layout, Judging> judging) implements Form {
    private static final Meaning[] FIRST = {Meaning.of(Outcome.FIRST)};

    /** What a row says of its two texts. */
    interface Judging {
        /** One verdict, or that of each judge. */
        Meaning[] of(Row row) throws BadRow;
    }

    /** The preferred one first. */
    static Texts chosen() {
        return new Texts(List.of(Role.CHOSEN, Role.REJECTED), layout -> row -> FIRST);
    }

    /** A label says which was preferred; several, where several people judged one row. */
    static Texts judged() {
        return new Texts(List.of(Role.FIRST, Role.SECOND, Role.WINNER), Texts::labels);
    }

    /** A number for each, of which the larger wins, as {@link Scored} has it of options that have names. */
    static Texts scored() {
        return new Texts(List.of(Role.FIRST, Role.SECOND, Role.SCORE_FIRST, Role.SCORE_SECOND), layout -> {
            List<String> columns = layout.slotNames();
            return row -> new Meaning[] {
                Meaning.of(Scored.outcome(Numbers.value(columns.get(2), row, 2), Numbers.value(columns.get(3), row, 3)))
            };
        });
    }

    @Override
    public List<Role> optional() {
        return List.of(Role.PROMPT);
    }

    @Override
    public boolean isOfTexts() {
        return true;
    }

    @Override
    public boolean isLabelled() {
        return required.contains(Role.WINNER);
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        TextRow texts = new TextRow(layout);
        Judging verdicts = judging.apply(layout);
        return row -> {
            Meaning[] said = verdicts.of(row);
            TextPair pair = texts.read(row);
            double weight = texts.weight(row);
            if (said.length > 1) {
                into.texts().judged(said);
            }
            for (Meaning meaning : said) {
                into.texts().count(pair, meaning, weight);
            }
        };
    }

    private static Judging labels(Layout layout) {
        Verdicts verdicts = new Verdicts(layout.vocabulary(), new Names());
        int first = layout.slot(Role.WINNER);
        int judges = layout.columns(Role.WINNER).size();
        return row -> {
            Meaning[] said = new Meaning[judges];
            for (int k = 0; k < judges; k++) {
                int slot = first + k;
                boolean silent = judges > 1 && (row.isMissing(slot) || row.from(slot) == row.to(slot));
                said[k] = silent
                        ? Meaning.SKIPPED
                        : verdicts.of(layout.slotNames().get(slot), row, slot, -1, -1);
            }
            return said;
        };
    }
}

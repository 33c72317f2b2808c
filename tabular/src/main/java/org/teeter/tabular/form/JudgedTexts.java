package org.teeter.tabular.form;

import java.util.List;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.text.TextPair;

/** Two texts and a label that says which was preferred: the options are the texts, each together with its prompt. */
final class JudgedTexts implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINNER);
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
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        TextRow texts = new TextRow(layout);
        Verdicts verdicts = new Verdicts(layout.vocabulary(), new Names());
        int first = layout.slot(Role.WINNER);
        int judges = layout.columns(Role.WINNER).size();
        return new RowCounter() {
            @Override
            public void count(Row row) throws BadRow {
                Meaning[] said = new Meaning[judges];
                for (int k = 0; k < judges; k++) {
                    int slot = first + k;
                    boolean silent = judges > 1 && (row.isMissing(slot) || row.from(slot) == row.to(slot));
                    said[k] = silent
                            ? Meaning.SKIPPED
                            : verdicts.of(layout.slotNames().get(slot), row, slot, -1, -1);
                }
                TextPair pair = texts.read(row);
                double weight = texts.weight(row);
                if (judges > 1) {
                    into.texts().judged(said);
                }
                for (Meaning meaning : said) {
                    into.texts().count(pair, meaning, weight);
                }
            }
        };
    }
}

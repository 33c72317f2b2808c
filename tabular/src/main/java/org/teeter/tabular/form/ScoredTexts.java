package org.teeter.tabular.form;

import java.util.List;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.text.TextPair;

/** Two texts and a number for each, of which the larger wins, as {@link Scored} has it of options that have names. */
final class ScoredTexts implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.SCORE_FIRST, Role.SCORE_SECOND);
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
    public RowCounter counter(Layout layout, Sink into) {
        TextRow texts = new TextRow(layout);
        List<String> columns = layout.slotNames();
        return row -> {
            TextPair pair = texts.read(row);
            double ours = Numbers.value(columns.get(2), row, 2);
            double theirs = Numbers.value(columns.get(3), row, 3);
            into.texts().count(pair, Meaning.of(Scored.outcome(ours, theirs)), texts.weight(row));
        };
    }
}

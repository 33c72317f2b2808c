package org.teeter.tabular.form;

import java.util.List;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Meaning;

/** Two texts, the preferred one first: the options are the texts themselves, each together with its prompt. */
final class Texts implements Form {
    private static final Meaning FIRST = Meaning.of(Outcome.FIRST);

    @Override
    public List<Role> required() {
        return List.of(Role.CHOSEN, Role.REJECTED);
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
        return row -> into.texts().count(texts.read(row), FIRST, texts.weight(row));
    }
}

package org.teeter.tabular.meaning;

import java.util.Optional;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.row.Row;

/** What the first row of a file holds, as far as it could be read: names of columns alone may say too little for a proposal. */
public final class FirstRow {
    private final Optional<Row> row;

    public FirstRow(Optional<Row> row) {
        this.row = row;
    }

    /** Of columns alone. */
    public static FirstRow none() {
        return new FirstRow(Optional.empty());
    }

    /** What a column holds, without white space around it; nothing where that is not known. */
    public String text(int column) {
        return row.map(known -> Visible.trimmed(known.text(column))).orElse("");
    }

    /** Whether a column holds an object or a list. */
    public boolean isNested(int column) {
        return row.isPresent() && row.get().isJson(column);
    }

    /** Whether a column holds a number. */
    public boolean isNumber(int column) {
        return Vocabulary.number(text(column)).isPresent();
    }
}

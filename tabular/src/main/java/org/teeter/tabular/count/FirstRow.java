package org.teeter.tabular.count;

import java.util.Optional;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.row.Row;

/** What the first row of a file holds, as far as it could be read: names of columns alone may say too little for a proposal. */
final class FirstRow {
    private final Optional<Row> row;

    FirstRow(Optional<Row> row) {
        this.row = row;
    }

    /** Of columns alone. */
    static FirstRow none() {
        return new FirstRow(Optional.empty());
    }

    /** What a column holds, without white space around it; nothing where that is not known. */
    String text(int column) {
        return row.map(known -> Visible.trimmed(known.text(column))).orElse("");
    }

    /** Whether a column holds an object or a list. */
    boolean isNested(int column) {
        return row.isPresent() && row.get().isJson(column);
    }

    /** Whether a column holds a number. */
    boolean isNumber(int column) {
        return Vocabulary.number(text(column)).isPresent();
    }
}

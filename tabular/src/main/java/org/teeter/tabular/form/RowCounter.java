package org.teeter.tabular.form;

import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** What becomes of the rows of one file. */
public interface RowCounter {

    /** Counts the row wholly or, throwing, not at all. */
    void count(Row row) throws BadRow;

    /** Whether the rows counted so far may say something else in another order, as where a label is the name of an option too. */
    default boolean hangsOnOrder() {
        return false;
    }

    /** Counts what could not be counted before all rows had come. */
    default void finish() throws BadRow {}
}

package org.teeter.tabular.count;

import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** What becomes of the rows of one file. */
public interface RowCounter {

    /** Counts the row wholly or, throwing, not at all. */
    void count(Row row) throws BadRow;

    /** Counts what could not be counted before all rows had come. */
    default void finish() throws BadRow {}
}

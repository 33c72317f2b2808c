package org.teeter.tabular;

/** What becomes of the rows of one file. */
interface RowCounter {

    /** Counts the row wholly or, throwing, not at all. */
    void count(Row row) throws BadRow;
}

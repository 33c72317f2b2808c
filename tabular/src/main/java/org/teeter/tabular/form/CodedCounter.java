package org.teeter.tabular.form;

import org.teeter.tabular.row.BadRow;

/** Counts rows also where their fields come as numbers: a code for each different value that was looked at once, or the value. */
public interface CodedCounter extends RowCounter {

    /** Whether a slot holds numbers that are read as they are. */
    boolean isNumber(int slot);

    /** The code of a value that is somewhere in a slot; a value that is not in order is a bad row. */
    int code(int slot, String text) throws BadRow;

    /** Whether codes tell all, once every value has one. */
    boolean isClear();

    /** Counts a row given by the codes of its slots and, in the place of those that are numbers, the numbers. */
    void count(int[] codes, double[] numbers) throws BadRow;
}

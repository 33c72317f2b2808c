package org.teeter.tabular.form;

import java.util.List;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.shape.Shape;

/**
 * A way in which rows say who was preferred: which columns they need, and how a row is counted. A new shape of file is a class that
 * implements this, and its names in {@link Shape}.
 */
public interface Form {

    /** The roles that a row needs, in the order in which it carries them. */
    List<Role> required();

    /** The roles that come next, where the file has them. */
    List<Role> optional();

    /** Counts the rows of one file. */
    RowCounter counter(Layout layout, Sink into);

    /** Whether options are texts, which are told apart by their prompts. */
    default boolean isOfTexts() {
        return false;
    }

    /** Whether a row ranks any number of options, or is a part of such a ranking. */
    default boolean isOfBallots() {
        return false;
    }

    /** Whether a row is counted by itself, so that rows that hold the same can be counted together. */
    default boolean countsEachRow() {
        return !isOfTexts();
    }

    /** The roles of the first columns that say which rows belong together, where a row is not counted by itself but with those. */
    default List<Role> together() {
        return List.of();
    }

    /** Whether every column may be an option, so that none is passed over. */
    default boolean isOfAllColumns() {
        return false;
    }

    /** Whether a column holds labels that say who won. */
    default boolean isLabelled() {
        return false;
    }

    /** Whether the row says itself how often it counts. */
    default boolean isCounted() {
        return false;
    }
}

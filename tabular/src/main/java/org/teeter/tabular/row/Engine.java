package org.teeter.tabular.row;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whoever holds rows and can count those that are alike: a database, a cluster. Rows come as often as they are asked for, the same each
 * time.
 */
public interface Engine extends AutoCloseable {

    /** What messages call the rows. */
    Path name();

    /** What the engine calls itself. */
    String product();

    /**
     * A column of the rows.
     *
     * @param canGroup whether values that the engine takes for equal are the same
     */
    record Column(String name, boolean canGroup) {}

    /** The columns; known once the {@link #first} rows were asked for. */
    List<Column> columns();

    /** At most so many first rows, in all columns; what is asked first. */
    Rows first(int most);

    /** All rows as they come, in these columns. */
    Rows all(int... columns);

    /** Different rows, in no order, each with how often it is there. */
    Rows counted(int... columns);

    /**
     * Different groups of the rows whose first fields are alike, each with how often it is there: the rows of a group come one after the
     * other, and each of their first fields is a number of the group. Empty where the engine cannot do
     * that, or where a row has nothing in one of these fields.
     *
     * @param keys so many first fields
     */
    default Optional<Rows> gathered(int keys, int... columns) {
        return Optional.empty();
    }

    /** Rows on their way, each the fields of the columns asked for. */
    interface Rows extends AutoCloseable {
        boolean next();

        /** Those of the row reached. */
        Field[] fields();

        /** How many rows, or groups of rows, hold what the row reached does. */
        default long times() {
            return 1;
        }

        @Override
        default void close() {}
    }

    @Override
    default void close() {}
}

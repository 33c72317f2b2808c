package org.teeter.tabular.row;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one file, one after the other, whatever its format.
 *
 * <p>First the {@link #columns}, then {@link #take} says which of them are wanted, then {@link #next} and {@link #row} in turns. A row
 * that is broken is a {@link BadRow}, after which the next one can be read.
 */
public interface Records extends AutoCloseable {

    /** What {@link Late} says of a column that rows are not to carry. */
    int NOT_TAKEN = -1;

    /** Told of a column that the first record does not have; says in which slot rows are to carry it. */
    interface Late {
        int meet(String column) throws BadRow;
    }

    /** Whether the columns are known before the first row is. */
    boolean hasHeader();

    /** The columns: the header's, or those of the first good record, which {@link #next} must have reached. */
    List<String> columns() throws BadRow;

    /**
     * Names the columns that rows are to carry from now on, in the order of their slots; a row before that has none.
     *
     * @param columns where the columns are not known before the first row, {@link #NOT_TAKEN} keeps a slot for one that comes late
     * @param needed so many of them, the first ones, make a row bad if they are; the others may hold anything
     */
    void take(int[] columns, int needed, Late late);

    /** Goes to the next row; false at the end. */
    boolean next() throws IOException;

    /** The fields of the row reached, valid until the next one. */
    Row row() throws BadRow;

    /** Where the row is: the line on which it begins, or in Parquet its number. */
    long number();

    /** What is said of a bad row before its reason, where {@link #number} is no good place. */
    default String place() {
        return "";
    }

    /** The bytes of the row reached as they were found, for the rows left out; at most so many of them. */
    byte[] found(int most);

    /** What is left behind the row reached in parts that can be read apart from each other, if that can be; of so many bytes or more. */
    default Optional<Parts> parts(int bytes) {
        return Optional.empty();
    }

    /** What a person should know of how the file was read. */
    default List<String> notes() {
        return List.of();
    }

    @Override
    default void close() {}
}

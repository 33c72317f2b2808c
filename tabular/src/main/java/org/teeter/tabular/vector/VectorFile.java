package org.teeter.tabular.vector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.teeter.head.Embeddings;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.row.ParquetFile;

/**
 * The vectors of options in a file: a NumPy array of two dimensions, whose rows are called 0, 1, 2, …, or Parquet with a column of lists of
 * numbers and one of names.
 *
 * @param embeddings the vectors
 * @param names of the rows; empty where these are their numbers
 * @param isRoundedAtOnce whether single precision lacks numbers that were read when the file was opened
 */
public record VectorFile(Embeddings embeddings, Optional<Map<String, Integer>> names, boolean isRoundedAtOnce)
        implements AutoCloseable {

    /**
     * Opens a file; which kind it is its first bytes say.
     *
     * @throws InputException if it is neither, or broken
     */
    public static VectorFile open(Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(8);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        if (Npy.isMagic(head)) {
            return new VectorFile(Npy.open(file), Optional.empty(), false);
        }
        if (ParquetFile.isMagic(head)) {
            return ParquetVectors.read(file);
        }
        throw InputException.of(
                file, "vectors are read from a NumPy array (.npy) or from Parquet, and it is neither; write it as one");
    }

    /** What is to be said of numbers that were read so far and are not held as they are, if anything. */
    public Optional<String> rounding() {
        boolean isRounded = isRoundedAtOnce || (embeddings instanceof Npy array && array.isRounded());
        return isRounded
                ? Optional.of(
                        "vectors of double precision are held in single: numbers are off by up to 6e-8 of their size,"
                                + " and differences of vectors by as much of what these have in common")
                : Optional.empty();
    }

    /** The row of an option. */
    public OptionalInt row(String name) {
        if (names.isPresent()) {
            Integer row = names.get().get(name);
            return row == null ? OptionalInt.empty() : OptionalInt.of(row);
        }
        if (!name.matches("0|[1-9][0-9]{0,8}")) {
            return OptionalInt.empty();
        }
        int row = Integer.parseInt(name);
        return row < embeddings.size() ? OptionalInt.of(row) : OptionalInt.empty();
    }

    /** What rows are called, in words. */
    public String called() {
        return names.isPresent()
                ? "the names in its column of names"
                : "row numbers from 0 to " + (embeddings.size() - 1);
    }

    static Map<String, Integer> numbered(Path file, List<String> names) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < names.size(); row++) {
            Integer before = rows.put(names.get(row), row);
            if (before != null) {
                throw InputException.of(
                        file,
                        "rows " + (before + 1) + " and " + (row + 1) + " are both called \"" + names.get(row)
                                + "\"; each option needs one vector");
            }
        }
        return rows;
    }

    @Override
    public void close() {
        if (embeddings instanceof Npy array) {
            array.close();
        }
    }
}

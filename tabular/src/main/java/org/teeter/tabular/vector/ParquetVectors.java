package org.teeter.tabular.vector;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.head.Embeddings;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.row.DuckDb;
import org.teeter.tabular.row.ParquetFile;

/** Vectors in Parquet, read into memory: the one column of lists of numbers, and the names beside it. */
final class ParquetVectors {
    private static final Set<String> NAMES = Set.of("id", "item", "name", "option", "model", "key", "row");
    private static final double SHARE_OF_MEMORY = 0.6;

    private ParquetVectors() {}

    static VectorFile read(Path file) {
        try (DuckDb duckDb = DuckDb.open(file)) {
            return read(file, duckDb);
        }
    }

    /** The same in a database that is open. */
    static VectorFile read(Path file, DuckDb duckDb) {
        try {
            ParquetFile.requireWhole(file);
            return read(file, new ParquetFile(file, duckDb));
        } catch (IOException e) {
            throw InputException.of(file, "the Parquet file cannot be read (" + e.getMessage() + ")");
        } catch (SQLException e) {
            throw InputException.of(
                    file,
                    "the Parquet file cannot be read (" + DuckDb.reason(file, e)
                            + "); it may be damaged or truncated: fetch or write it again");
        }
    }

    private static VectorFile read(Path file, ParquetFile parquet) throws SQLException {
        int[] lists = IntStream.range(0, parquet.types().size())
                .filter(c -> parquet.types().get(c).matches("(FLOAT|DOUBLE|DECIMAL.*)\\[[0-9]*]"))
                .toArray();
        if (lists.length != 1) {
            throw InputException.of(
                    file,
                    "vectors are one column of lists of numbers, and there are " + lists.length + " such columns among "
                            + parquet.columns() + "; write one, FLOAT[]");
        }
        parquet.requireNumbers(lists[0]);
        String list = parquet.column(lists[0]);
        long[] shape = new long[4];
        parquet.query(
                "SELECT count(*), count(" + list + "), coalesce(min(len(" + list + ")), 0), coalesce(max(len(" + list
                        + ")), 0) FROM " + parquet.table(),
                chunk -> {
                    for (int k = 0; k < shape.length && chunk.rowCount() > 0; k++) {
                        shape[k] = chunk.vector(k).getLong(0);
                    }
                });
        if (shape[0] == 0 || shape[1] != shape[0] || shape[2] != shape[3] || shape[2] == 0) {
            throw InputException.of(
                    file,
                    "all vectors have the same length, and of " + shape[0] + " rows " + shape[1] + " have one, of "
                            + shape[2] + " to " + shape[3] + " numbers");
        }
        double room = SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory();
        if (shape[0] > Integer.MAX_VALUE || (double) shape[0] * shape[2] * Float.BYTES > room) {
            throw InputException.of(
                    file,
                    shape[0] + " vectors of " + shape[2] + " numbers do not fit into the memory that may be used;"
                            + " write them as a NumPy array, which is not held in memory");
        }
        float[][] rows = new float[(int) shape[0]][(int) shape[2]];
        int width = (int) shape[2];
        boolean isDouble = !parquet.types().get(lists[0]).startsWith("FLOAT");
        double[] vector = new double[width];
        long[] at = new long[1];
        boolean[] isRounded = new boolean[1];
        parquet.query("SELECT unnest(CAST(" + list + " AS DOUBLE[])) FROM " + parquet.table(), chunk -> {
            for (long k = 0; k < chunk.rowCount(); k++, at[0]++) {
                int row = (int) (at[0] / width);
                int column = (int) (at[0] % width);
                if (chunk.vector(0).isNull(k)) {
                    throw InputException.of(
                            file,
                            "row " + (row + 1) + ", number " + column
                                    + ", is missing, and a vector is of finite numbers");
                }
                vector[column] = chunk.vector(0).getDouble(k);
                rows[row][column] = (float) vector[column];
                if (column == width - 1) {
                    isRounded[0] |= SinglePrecision.require(file, row + 1, vector, isDouble);
                }
            }
        });
        Embeddings embeddings = Embeddings.of(rows);
        return names(file, parquet, lists[0])
                .map(names -> new VectorFile(embeddings, Optional.of(VectorFile.numbered(file, names)), isRounded[0]))
                .orElseGet(() -> new VectorFile(embeddings, Optional.empty(), isRounded[0]));
    }

    /** The column whose name says so, or the only other one. */
    private static Optional<List<String>> names(Path file, ParquetFile parquet, int list) throws SQLException {
        int[] others = IntStream.range(0, parquet.columns().size())
                .filter(c -> c != list)
                .toArray();
        int[] called = IntStream.of(others)
                .filter(c -> NAMES.contains(parquet.columns().get(c).toLowerCase(Locale.ROOT)))
                .toArray();
        int[] fit = called.length > 0 ? called : others;
        if (fit.length == 0) {
            return Optional.empty();
        }
        if (fit.length > 1) {
            throw InputException.of(
                    file, "which column names the vectors is not clear, of " + parquet.columns() + "; call it id");
        }
        if (ParquetFile.isNested(parquet.types().get(fit[0]))) {
            throw InputException.of(
                    file,
                    "the column " + Quoted.of(parquet.columns().get(fit[0])) + " that names the vectors is of the type "
                            + Quoted.of(parquet.types().get(fit[0])) + "; write it as text or whole numbers");
        }
        long longest = parquet.longestText(new int[] {fit[0]});
        if (longest > Window.LONGEST_ROW) {
            throw InputException.of(
                    file,
                    "a name of a vector has " + longest + " bytes, where at most " + Window.LONGEST_ROW
                            + " are read; give the vectors shorter names");
        }
        List<String> names = new ArrayList<>();
        parquet.query("SELECT CAST(" + parquet.column(fit[0]) + " AS VARCHAR) FROM " + parquet.table(), chunk -> {
            for (long k = 0; k < chunk.rowCount(); k++) {
                if (chunk.vector(0).isNull(k)) {
                    throw InputException.of(file, "row " + (names.size() + 1) + " has no name");
                }
                names.add(chunk.vector(0).getString(k));
            }
        });
        return Optional.of(names);
    }
}

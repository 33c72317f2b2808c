package org.teeter.tabular.row;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Window;

/** Writes Parquet, compressed; the same rows give the same bytes. */
public final class ParquetWriter {

    private ParquetWriter() {}

    /**
     * Writes a file of JSON lines as Parquet.
     *
     * @param types DuckDB's type of each column, in their order
     */
    public static void write(Path jsonLines, Map<String, String> types, Path parquet) {
        String columns = types.entrySet().stream()
                .map(column -> DuckDb.literal(column.getKey()) + ": " + DuckDb.literal(column.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        String rows = "read_json(" + DuckDb.path(jsonLines) + ", format = 'newline_delimited', columns = " + columns
                + ", maximum_object_size = " + Window.LONGEST_ROW + ")";
        String target = DuckDb.literal(parquet.toAbsolutePath().toString());
        try (DuckDb duckDb = DuckDb.open(parquet)) {
            duckDb.restrain(true); // one thread, so that rows keep their order
            duckDb.query(
                    "COPY (SELECT * FROM " + rows + ") TO " + target + " (FORMAT parquet, COMPRESSION zstd)",
                    chunk -> {});
        } catch (SQLException e) {
            throw InputException.of(
                    parquet, "the Parquet file could not be written (" + DuckDb.reason(parquet, e) + ")");
        } catch (BadRow e) {
            throw new IllegalStateException("no row is read", e);
        }
    }
}

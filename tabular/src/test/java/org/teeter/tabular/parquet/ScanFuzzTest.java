package org.teeter.tabular.parquet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.reader.Inputs;
import org.teeter.testing.Fuzzing;

/**
 * Files with bytes changed, of the structure or of the data: what is read of them is, row by row, what DuckDB reads, and what the whole
 * file held where DuckDB refuses to read something that is not needed; or it is not plain.
 */
class ScanFuzzTest {
    @Test
    @Tag("slow")
    void rowsAreThoseOfDuckDb(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Changed.class, scratch);
    }

    @Test
    void aFewAreReadAlike(@TempDir Path scratch) throws IOException {
        Changed files = new Changed(scratch);
        int taken = 0;
        for (int seed = 0; seed < 300; seed++) {
            taken += files.isTaken(new Random(seed)) ? 1 : 0;
        }
        assertTrue(taken > 20 && taken < 280, taken + " of 300");
    }

    /** For the other process. */
    public static final class Changed implements Fuzzing.Input {
        private static final List<String> QUERIES = List.of(
                "SELECT 'm' || (i % 7) AS a, 'n' || (i % 5) AS b, ['tie', 'model_a'][1 + i % 2] AS c FROM range(300) t(i)",
                "SELECT 'a' || (i * 7 % 101) AS a, 'b' || (i * 13 % 97) AS b, i % 3 AS c FROM range(400) t(i)",
                "SELECT i % 9 AS a, (10 + i % 8)::UTINYINT AS b, (i % 3)::DOUBLE AS c, i % 4 = 1 AS d FROM range(260) t(i)");
        private static final List<String> WRITTEN = List.of(
                ", COMPRESSION UNCOMPRESSED",
                ", COMPRESSION SNAPPY",
                ", COMPRESSION ZSTD",
                ", COMPRESSION GZIP",
                ", COMPRESSION LZ4_RAW",
                ", COMPRESSION UNCOMPRESSED, PARQUET_VERSION V2",
                ", COMPRESSION UNCOMPRESSED, DICTIONARY_SIZE_LIMIT 1",
                ", COMPRESSION UNCOMPRESSED, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1");
        private static final int MOST = 1 << 24;

        private final List<byte[]> whole = new ArrayList<>();
        private final List<List<String>> rowsOf = new ArrayList<>();
        private final Path folder;
        private Connection connection = open();
        private int tried;
        private String refusal = "";

        public Changed(Path folder) throws IOException {
            this.folder = folder;
            Inputs inputs = new Inputs(folder);
            for (String query : QUERIES) {
                for (String written : WRITTEN) {
                    add(Files.readAllBytes(inputs.parquet("whole.parquet", query, ", ROW_GROUP_SIZE 128" + written)));
                }
            }
            add(MadeFile.votes());
        }

        private void add(byte[] file) throws IOException {
            whole.add(file);
            Path path = Files.write(folder.resolve("whole" + whole.size() + ".parquet"), file);
            List<String> rows = duckDb(path).orElseThrow();
            rowsOf.add(rows);
            if (!plain(path).orElseThrow().equals(rows)) {
                throw new AssertionError("whole files differ");
            }
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            int of = random.nextInt(whole.size());
            byte[] bytes = whole.get(of).clone();
            int structure = bytes.length - 8 - footer(bytes);
            boolean footer = random.nextInt(3) == 0; // where the structure is; that of a page is before it
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                int at = footer ? structure + random.nextInt(footer(bytes)) : 4 + random.nextInt(structure - 4);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
            }
            tried++;
            // What a database holds of one file is not taken for another.
            Path file = Files.write(folder.resolve("x" + tried + ".parquet"), bytes);
            try {
                Optional<List<String>> read = plain(file);
                if (read.isPresent()) {
                    Optional<List<String>> expected = duckDb(file);
                    // The library that unpacks zstd does not refuse bits that are left over behind the last sequence.
                    boolean isLenient = expected.isEmpty() && refusal.contains("ZSTD Decompression failure");
                    if (!isLenient && !read.get().equals(expected.orElse(rowsOf.get(of)))) {
                        throw new AssertionError((expected.isPresent()
                                        ? "DuckDB reads "
                                        : "DuckDB says " + refusal + ", and the whole file is ")
                                + difference(expected.orElse(rowsOf.get(of)), read.get()));
                    }
                }
                return read.isPresent();
            } finally {
                Files.delete(file);
            }
        }

        private static String difference(List<String> expected, List<String> read) {
            for (int i = 0; i < Math.min(expected.size(), read.size()); i++) {
                if (!expected.get(i).equals(read.get(i))) {
                    return expected.get(i) + " in row " + i + ", where " + read.get(i) + " was read";
                }
            }
            return expected.size() + " rows, where " + read.size() + " were read";
        }

        private static int footer(byte... bytes) {
            int at = bytes.length - 8;
            return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
        }

        /** The rows, as texts and, of columns of numbers, as numbers. */
        private static Optional<List<String>> plain(Path path) {
            try {
                PlainFile file = PlainFile.open(path, MOST);
                int[] columns = IntStream.range(0, file.columns().size()).toArray();
                boolean[] isNumber = new boolean[columns.length];
                for (int c = 0; c < columns.length; c++) {
                    isNumber[c] = file.type(c).map("DOUBLE"::equals).orElse(false);
                }
                Scan scan = file.scan(columns, isNumber, 100);
                List<String> rows = new ArrayList<>();
                scan.<RuntimeException>rows((places, numbers, count) -> {
                    for (int i = 0; i < count; i++) {
                        List<String> row = new ArrayList<>();
                        for (int c : columns) {
                            row.add(isNumber[c] ? Double.toString(numbers[c][i]) : scan.value(c, places[c][i]));
                        }
                        rows.add(row.toString());
                    }
                });
                return Optional.of(rows);
            } catch (NotPlain e) {
                return Optional.empty();
            }
        }

        private static Connection open() {
            try {
                return DriverManager.getConnection("jdbc:duckdb:");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The rows; empty where they are refused. */
        private Optional<List<String>> duckDb(Path path) throws IOException {
            String query = "SELECT * FROM read_parquet('" + path + "', binary_as_string = true)";
            List<String> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(query)) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int c = 1; c <= columns; c++) {
                        row.add(String.valueOf(found.getObject(c)));
                    }
                    rows.add(row.toString());
                }
                return Optional.of(rows);
            } catch (SQLException e) {
                if (String.valueOf(e.getMessage()).contains("database has been invalidated")) {
                    connection = open();
                    return duckDb(path);
                }
                refusal = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                return Optional.empty();
            }
        }
    }
}

package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.InputException;
import org.teeter.testing.Fuzzing;

/** Tables in Parquet with bytes changed, of the structure or of the data: each file is read to its counts, or it is refused. */
class ParquetFuzzTest {
    @Test
    @Tag("slow")
    void tablesAreReadOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Tables.class, scratch);
    }

    @Test
    void aFewAreReadOrRefused(@TempDir Path scratch) throws IOException {
        Tables tables = new Tables(scratch);
        int taken = 0;
        for (int seed = 0; seed < 60; seed++) {
            taken += tables.isTaken(new Random(seed)) ? 1 : 0;
        }
        assertTrue(taken > 5 && taken < 60, taken + " of 60");
    }

    /** For the other process. */
    public static final class Tables implements Fuzzing.Input {
        private static final List<String> QUERIES = List.of(
                "SELECT 'm' || (i % 7) AS model_a, 'n' || (i % 5) AS model_b, 'tie' AS winner, i / 4 AS weight FROM range(300) t(i)",
                "SELECT 'a' AS item1, 'b' || (i % 3) AS item2, i AS wins1, i::DOUBLE AS wins2, 1::DECIMAL(9, 2) AS ties FROM range(50) t(i)",
                "SELECT {'q': 'p' || (i // 2)} AS prompt, [{'role': 'user', 'content': 'a' || i}] AS chosen,"
                        + " [{'role': 'user', 'content': 'b'}] AS rejected FROM range(40) t(i)",
                "SELECT map{'a': [i]} AS chosen, 'x' || i AS rejected, repeat('long ', 1000) AS prompt FROM range(20) t(i)",
                "SELECT CASE WHEN i % 3 > 0 THEN 'x' END AS winner, NULL::VARCHAR AS note, 'y' AS loser FROM range(30) t(i)");
        private static final int FILES_OF_ONE = 500;

        private final List<byte[]> seeds = new ArrayList<>();
        private final Path folder;
        private int tried;

        @Nullable
        private InputFiles opener;

        public Tables(Path folder) throws IOException {
            this.folder = folder;
            Inputs inputs = new Inputs(folder);
            for (String query : QUERIES) {
                for (String compression : List.of("ZSTD", "SNAPPY", "UNCOMPRESSED")) {
                    seeds.add(Files.readAllBytes(
                            inputs.parquet("seed.parquet", query, ", ROW_GROUP_SIZE 128, COMPRESSION " + compression)));
                }
            }
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            boolean footer = random.nextBoolean(); // which is where the structure is
            for (int k = random.nextInt(5); k > 0; k--) {
                int from = footer ? Math.max(4, bytes.length - 8 - (bytes.length - 12) / 2) : 4;
                int at = from + random.nextInt(bytes.length - 8 - from);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
            }
            byte[] all = random.nextInt(20) == 0 ? Fuzzing.changed(bytes, random, List.of("PAR1", "\0")) : bytes;
            // What a database holds of one file is not taken for another.
            Path file = Files.write(folder.resolve("x" + tried + ".parquet"), all);
            ReadOptions options = ReadOptions.defaults();
            try (Reading read = PreferenceFiles.read(
                    List.of(file),
                    random.nextBoolean() ? options.skippingBadRows() : options,
                    opener(),
                    Optional.empty(),
                    Optional.empty())) {
                Source source = read.sources().get(0);
                if (source.rows() <= source.rejected()) {
                    throw new AssertionError(
                            "counts of " + source.rows() + " rows, " + source.rejected() + " rejected");
                }
                return true;
            } catch (InputException e) {
                return Fuzzing.refused(e, InputException.class);
            } finally {
                Files.delete(file);
            }
        }

        /** One for many files, since starting a database takes longer than reading does; a fresh one now and then. */
        private InputFiles opener() {
            InputFiles last = opener;
            if (last == null || tried % FILES_OF_ONE == 0) {
                if (last != null) {
                    last.close();
                }
                last = new InputFiles(Optional.empty(), false, (file, bytes, size) -> {});
                opener = last;
            }
            tried++;
            return last;
        }
    }
}

package org.teeter.tabular.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.row.DuckDb;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.testing.Fuzzing;

/** Vectors in NumPy's form and in Parquet, with headers and bytes changed: each file is opened and every row read, or it is refused. */
class VectorFuzzTest {

    @Test
    @Tag("slow")
    void arraysAreReadOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Arrays.class, scratch);
    }

    @Test
    @Tag("slow")
    void parquetIsReadOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Tables.class, scratch);
    }

    @Test
    void aFewAreReadOrRefused(@TempDir Path scratch) throws IOException {
        for (Fuzzing.Input input : List.of(new Arrays(scratch), new Tables(scratch))) {
            int taken = 0;
            for (int seed = 0; seed < 60; seed++) {
                taken += input.isTaken(new Random(seed)) ? 1 : 0;
            }
            assertTrue(taken > 5 && taken < 60, taken + " of 60");
        }
    }

    private static boolean reads(Path file, byte[] bytes, Function<Path, VectorFile> reader) throws IOException {
        Files.write(file, bytes);
        try (VectorFile vectors = reader.apply(file)) {
            float[] row = new float[vectors.embeddings().width()];
            for (int k = 0; k < Math.min(100, vectors.embeddings().size()); k++) {
                vectors.embeddings().copy(k, row);
                for (float value : row) {
                    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
                        throw new AssertionError("a vector of " + value);
                    }
                }
            }
            vectors.row("0");
            return true;
        } catch (InputException e) {
            return Fuzzing.refused(e, InputException.class);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
    }

    /** For the other process: {@code .npy}. */
    public static final class Arrays implements Fuzzing.Input {
        private static final List<String> PIECES = List.of(
                "'",
                "(",
                ")",
                ",",
                "{",
                "}",
                ":",
                "True",
                "False",
                "<f4",
                ">f8",
                "|u1",
                "<f2",
                "<c8",
                "|O",
                "-1",
                "0",
                "1L",
                "2147483648",
                "9223372036854775807",
                "4294967296, 4294967296",
                "\n",
                "\0",
                " ",
                "é",
                "'shape': (1, 1)",
                "NaN");
        private final Path file;

        public Arrays(Path folder) {
            file = folder.resolve("x.npy");
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            String type =
                    List.of("<f4", ">f4", "<f8", ">f8", "<f2", "|f4", "<i4").get(random.nextInt(7));
            int rows = random.nextInt(4);
            int width = random.nextInt(4);
            String header = "{'descr': '" + type + "', 'fortran_order': " + (random.nextInt(4) == 0 ? "True" : "False")
                    + ", 'shape': (" + rows + ", " + width + "), }";
            byte[] text = (header + " ".repeat(random.nextInt(64)) + "\n").getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                text = Fuzzing.changed(text, random, PIECES);
            }
            int version = 1 + random.nextInt(10) / 8;
            byte[] data = new byte[Math.max(0, rows * width * (type.charAt(2) - '0') + random.nextInt(20) / 18 * 4)];
            random.nextBytes(data);
            if (type.endsWith("f8") && random.nextBoolean()) { // of bytes by chance single precision has few doubles
                for (int at = 0; at + Double.BYTES <= data.length; at += Double.BYTES) {
                    ByteBuffer.wrap(data)
                            .order(type.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                            .putDouble(at, random.nextGaussian());
                }
            }
            ByteBuffer bytes =
                    ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
            int length = random.nextInt(10) == 0 ? random.nextInt() : text.length;
            if (version == 1) {
                bytes.putShort((short) length);
            } else {
                bytes.putInt(length);
            }
            bytes.put(text).put(data);
            byte[] all = java.util.Arrays.copyOf(bytes.array(), bytes.position());
            return reads(file, random.nextInt(5) == 0 ? Fuzzing.changed(all, random, PIECES) : all, VectorFile::open);
        }
    }

    /** For the other process: Parquet. */
    public static final class Tables implements Fuzzing.Input {
        private static final List<String> QUERIES = List.of(
                "SELECT 'm' || i AS id, [i::FLOAT, 1.5::FLOAT] AS v FROM range(20) t(i)",
                "SELECT i AS item, [i / 3, -i, 2]::DOUBLE[3] AS v FROM range(40) t(i)",
                "SELECT [1::FLOAT] AS v FROM range(5) t(i)",
                "SELECT 'same' AS name, [i::FLOAT, NULL] AS v FROM range(6) t(i)",
                "SELECT i AS id, CASE WHEN i % 2 = 0 THEN [1::DOUBLE] ELSE [] END AS v FROM range(9) t(i)");
        private final List<byte[]> seeds = new ArrayList<>();
        private static final int FILES_OF_ONE = 500;

        private final Path folder;
        private int tried;

        @Nullable
        private DuckDb database;

        public Tables(Path folder) throws IOException {
            this.folder = folder;
            Path file = folder.resolve("x.parquet");
            for (String query : QUERIES) {
                for (String compression : List.of("ZSTD", "SNAPPY", "UNCOMPRESSED")) {
                    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                            Statement statement = connection.createStatement()) {
                        statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, COMPRESSION "
                                + compression + ")");
                    } catch (SQLException e) {
                        throw new IOException(e);
                    }
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            boolean footer = random.nextBoolean(); // which is where the structure is
            for (int k = random.nextInt(4); k > 0; k--) {
                int from = footer ? Math.max(4, bytes.length - 8 - (bytes.length - 12) / 2) : 4;
                int at = from + random.nextInt(bytes.length - 8 - from);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
            }
            byte[] all = random.nextInt(20) == 0 ? Fuzzing.changed(bytes, random, List.of("PAR1", "\0")) : bytes;
            Path next = folder.resolve(
                    "x" + tried++ + ".parquet"); // what a database holds of one file is not taken for another
            try {
                return reads(next, all, this::open);
            } finally {
                Files.delete(next);
            }
        }

        /** In one database for many files, since starting one takes longer than reading does; a fresh one now and then. */
        private VectorFile open(Path next) {
            if (database == null || tried % FILES_OF_ONE == 0) {
                close();
                database = DuckDb.open(next);
            }
            try (InputStream in = Files.newInputStream(next)) {
                if (!ParquetFile.isMagic(in.readNBytes(8))) {
                    return VectorFile.open(next);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return ParquetVectors.read(next, Objects.requireNonNull(database));
        }

        private void close() {
            if (database != null) {
                database.close();
            }
        }
    }
}

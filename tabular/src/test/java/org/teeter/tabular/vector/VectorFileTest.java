package org.teeter.tabular.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.tabular.bytes.InputException;

class VectorFileTest {
    private static final float[][] ROWS = {{1, -2.5f}, {0.125f, 0}, {3, 1024}};

    @TempDir
    Path folder = Path.of("");

    /** As numpy.save writes it. */
    private static byte[] npy(String type, String order, String shape, byte[] data) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text)
                .put(data);
        return file.array();
    }

    private static byte[] numbers(String type) {
        ByteBuffer data =
                ByteBuffer.allocate(6 * 8).order(type.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (float[] row : ROWS) {
            for (float value : row) {
                switch (type.charAt(2)) {
                    case '4' -> data.putFloat(value);
                    case '8' -> data.putDouble(value);
                    default -> data.putShort(half(value));
                }
            }
        }
        return Arrays.copyOf(data.array(), data.position());
    }

    private static short half(float value) {
        return (short)
                (value == 1
                        ? 0x3C00
                        : value == -2.5f
                                ? 0xC100
                                : value == 0.125f ? 0x3000 : value == 0 ? 0 : value == 3 ? 0x4200 : 0x6400);
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.npy"), bytes);
    }

    private static String refusal(Executable action) {
        return String.valueOf(assertThrows(InputException.class, action).getMessage());
    }

    private static void assertRows(VectorFile file) {
        assertEquals(3, file.embeddings().size());
        assertEquals(2, file.embeddings().width());
        for (int r = 0; r < 3; r++) {
            float[] row = new float[2];
            file.embeddings().copy(r, row);
            assertArrayEquals(ROWS[r], row);
        }
        assertEquals(Optional.empty(), file.rounding(), "single precision has these numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f2", "<f4", "<f8", ">f2", ">f4", ">f8"})
    void numpyArraysAreRead(String type) throws IOException {
        try (VectorFile file = VectorFile.open(written(npy(type, "False", "(3, 2)", numbers(type))))) {
            assertRows(file);
            assertEquals(OptionalInt.of(2), file.row("2"));
            assertEquals(OptionalInt.empty(), file.row("3"));
            assertEquals(OptionalInt.empty(), file.row("02"));
            assertEquals(OptionalInt.empty(), file.row("-1"));
            assertEquals("row numbers from 0 to 2", file.called());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <f4 | True | (3, 2) | must have two dimensions, in C order, of float16, float32 or float64
            <i4 | False | (3, 2) | must have two dimensions, in C order, of float16, float32 or float64
            <f4 | False | (6,) | must have two dimensions, in C order, of float16, float32 or float64
            <f4 | False | (3, 3) | is said to be 3 rows of 3 numbers of 4 bytes, and the file has 24 bytes of them
            <f4 | False | (2000000000, 1000000) | is said to be 2000000000 rows of 1000000 numbers of 4 bytes
            <f4 | False | (0, 0) | is said to be 0 rows of 0 numbers
            """)
    void whatIsNoArrayOfVectorsIsRefused(String type, String order, String shape, String message) throws IOException {
        Path file = written(npy(type, order, shape, numbers("<f4")));
        String said = refusal(() -> VectorFile.open(file));
        assertTrue(said.contains(message), said);
    }

    @Test
    void numbersThatAreNoneAreFoundWhereTheyAre() throws IOException {
        byte[] bytes = numbers("<f4");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(12, Float.NaN);
        try (VectorFile file = VectorFile.open(written(npy("<f4", "False", "(3, 2)", bytes)))) {
            float[] row = new float[2];
            file.embeddings().copy(0, row);
            String said = refusal(() -> file.embeddings().copy(1, row));
            assertTrue(said.endsWith("row 1, number 1, is NaN, and a vector is of finite numbers"), said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1e308   | row 1, number 1, is 1.0E308, and vectors are held in single precision, up to 3.4e38; divide all vectors by one number
            -3.5e38 | row 1, number 1, is -3.5E38, and vectors are held in single precision, up to 3.4e38; divide all vectors by one number
            1e-308  | row 1 has no number beyond 1.0E-308, and vectors are held in single precision, down to 1.2e-38; multiply all vectors by one number
            1e-38   | row 1 has no number beyond 1.0E-38, and vectors are held in single precision, down to 1.2e-38; multiply all vectors by one number
            NaN     | row 1, number 1, is NaN, and a vector is of finite numbers
            """)
    void doublesThatSinglePrecisionHasNotAreRefused(double number, String message) throws IOException {
        byte[] bytes = numbers("<f8");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(16, 0).putDouble(24, number);
        try (VectorFile file = VectorFile.open(written(npy("<f8", "False", "(3, 2)", bytes)))) {
            float[] row = new float[2];
            file.embeddings().copy(0, row);
            String said = refusal(() -> file.embeddings().copy(1, row));
            assertTrue(said.endsWith(message), said);
        }
    }

    /** A number that vanishes beside its neighbours is off by rounding, as all are. */
    @Test
    void aNumberMayVanishBesideOthers() throws IOException {
        byte[] bytes = numbers("<f8");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(8, 1e-308);
        try (VectorFile file = VectorFile.open(written(npy("<f8", "False", "(3, 2)", bytes)))) {
            float[] row = new float[2];
            assertEquals(Optional.empty(), file.rounding());
            file.embeddings().copy(0, row);
            assertArrayEquals(new float[] {1, 0}, row);
            assertTrue(file.rounding().orElseThrow().startsWith("vectors of double precision are held in single: "));
        }
    }

    /** A long name once in a dictionary, and rows that refer to it; and a number that lists repeat. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT repeat('x', 8000000) AS id, [1.5] AS v FROM range(4000)",
                "SELECT i AS id, list_resize([1.5::FLOAT], 40000, 1.5::FLOAT) AS v FROM range(2000) t(i)"
            })
    void aFileThatUnfoldsWithoutMeasureIsRefused(String select) throws SQLException, IOException {
        Path file = parquet(select);
        long most = 256 + ((1032 * Files.size(file)) >> 20);
        String said = refusal(() -> VectorFile.open(file));
        assertTrue(
                said.endsWith(String.format(
                        Locale.ROOT,
                        "the columns that are read hold more than %,d MB, which is more than a file of this size is expected to"
                                + " unfold to; write it again without dictionaries, or as JSON lines",
                        most)),
                said);
    }

    /** Whatever bytes change in a header, a file is read or refused, and nothing is allocated for what it claims. */
    @Test
    void brokenHeadersAreRefused() throws IOException {
        byte[] good = npy("<f4", "False", "(3, 2)", numbers("<f4"));
        SplittableRandom random = new SplittableRandom(4);
        int refused = 0;
        for (int k = 0; k < 3000; k++) {
            byte[] bad = good.clone();
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                bad[random.nextInt(80)] = (byte) random.nextInt(256);
            }
            Path file = written(random.nextInt(4) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad);
            try (VectorFile read = VectorFile.open(file)) {
                assertTrue(read.embeddings().size() * (long) read.embeddings().width() <= 24);
            } catch (InputException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }

    private Path parquet(String select) throws SQLException {
        Path file = folder.resolve("x.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT[]", "DOUBLE[]", "FLOAT[2]"})
    void parquetIsRead(String type) throws SQLException {
        Path file = parquet(
                "SELECT id, CAST(v AS " + type + ") AS embedding, 'x' AS other FROM (VALUES ('a', [1, -2.5]), ('b',"
                        + " [0.125, 0]), ('c', [3, 1024])) t(id, v)");
        try (VectorFile read = VectorFile.open(file)) {
            assertRows(read);
            assertEquals(OptionalInt.of(1), read.row("b"));
            assertEquals(OptionalInt.empty(), read.row("1"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT 1 AS id, 2.0 AS x | vectors are one column of lists of numbers, and there are 0 such columns among [id, x]
            SELECT * FROM (VALUES ('a', [1.0]), ('b', [1.0, 2.0])) t(id, v) | all vectors have the same length, and of 2 rows 2 have one, of 1 to 2 numbers
            SELECT * FROM (VALUES ('a', [1.0]), ('a', [2.0])) t(id, v) | rows 1 and 2 are both called "a"; each option needs one vector
            SELECT * FROM (VALUES ('a', [1.0]), (NULL, [2.0])) t(id, v) | row 2 has no name
            SELECT * FROM (VALUES ('a', [1.0, NULL])) t(id, v) | row 1, number 1, is missing, and a vector is of finite numbers
            SELECT 'a' AS id, [-5.5e280] AS v | row 1, number 0, is -5.5E280, and vectors are held in single precision, up to 3.4e38; divide all vectors by one number
            SELECT 'a' AS id, [1, '-Infinity'::DOUBLE] AS v | row 1, number 1, is -Infinity, and a vector is of finite numbers
            SELECT * FROM (VALUES ('a', [0e0, 0]), ('b', [1e-308, -2e-308])) t(id, v) | row 2 has no number beyond 2.0E-308, and vectors are held in single precision, down to 1.2e-38; multiply all vectors by one number
            SELECT ['a', 'b'] AS id, [1.0] AS v | the column "id" that names the vectors is of the type "VARCHAR[]"; write it as text or whole numbers
            SELECT {'a': 'b'} AS id, [1.0] AS v | the column "id" that names the vectors is of the type "STRUCT(a VARCHAR)"; write it as text or whole numbers
            SELECT repeat('a', 16777217) AS id, [1.0] AS v | a name of a vector has 16777217 bytes, where at most 16777216 are read; give the vectors shorter names
            SELECT 'a' AS left, 'b' AS right, [1.0] AS v | which column names the vectors is not clear, of [left, right, v]; call it id
            """)
    void parquetThatHoldsNoVectorsIsRefused(String select, String message) throws SQLException {
        Path file = parquet(select);
        String said = refusal(() -> VectorFile.open(file));
        assertTrue(said.endsWith(message) || said.contains(message), said);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n");
        assertTrue(
                refusal(() -> VectorFile.open(file))
                        .endsWith(
                                "vectors are read from a NumPy array (.npy) or from Parquet, and it is neither; write it as one"));
    }
}

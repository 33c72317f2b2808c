package org.teeter.tabular.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.teeter.tabular.parquet.MadeFile.bytes;
import static org.teeter.tabular.parquet.MadeFile.data;
import static org.teeter.tabular.parquet.MadeFile.data2;
import static org.teeter.tabular.parquet.MadeFile.dictionary;
import static org.teeter.tabular.parquet.MadeFile.int32;
import static org.teeter.tabular.parquet.MadeFile.joined;
import static org.teeter.tabular.parquet.MadeFile.texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that no writer at hand writes, or that none may; what is read of them, DuckDB reads too. */
class HandMadeTest {
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final byte[] NONE = {};
    private static final byte[] A_B_C = dictionary(PLAIN, "a", "b", "c");

    @TempDir
    private Path folder;

    /** The rows of the one column of a file, as places of values and as the values. */
    private List<String> read(byte[] file) throws IOException, NotPlain {
        Path path = Files.write(folder.resolve("made.parquet"), file);
        Scan scan = PlainFile.open(path, 1 << 20).scan(new int[] {0}, new boolean[] {false}, 100);
        List<String> rows = new ArrayList<>();
        scan.<RuntimeException>rows((places, numbers, count) -> {
            for (int i = 0; i < count; i++) {
                rows.add(scan.value(0, places[0][i]));
            }
        });
        Map<String, Long> counted = new TreeMap<>();
        scan.<RuntimeException>kinds((places, times) -> counted.merge(scan.value(0, places[0]), times, Long::sum));
        Map<String, Long> times = new TreeMap<>();
        rows.forEach(row -> times.merge(row, 1L, Long::sum));
        assertEquals(times, counted);
        assertEquals(times.size(), scan.values(0)); // and no value that no row has
        assertEquals(duckDb(path), rows);
        return rows;
    }

    private static List<String> duckDb(Path path) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT w FROM '" + path + "'")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MadeFile column(int rows, byte[] dictionary, byte[]... pages) {
        return new MadeFile(rows).column("w", false, dictionary, pages);
    }

    private static MadeFile optional(int rows, byte[] dictionary, byte[]... pages) {
        return new MadeFile(rows).column("w", true, dictionary, pages);
    }

    private void refuses(String why, MadeFile made) {
        refuses(why, made.done());
    }

    private void refuses(String why, byte[] file) {
        NotPlain e = assertThrows(NotPlain.class, () -> read(file), why);
        assertEquals(why, e.getMessage());
    }

    @Test
    void valuesThatNoRowHasAreNotTold() throws Exception {
        byte[] runs = bytes(2, 2 << 1, 2, 1 << 1, 0); // two bits each: c c a
        assertEquals(
                List.of("c", "c", "a"),
                read(column(3, A_B_C, data(3, RLE_DICTIONARY, runs)).done()));
    }

    @Test
    void dictionariesMayHoldAValueTwice() throws Exception {
        byte[] packed = bytes(2, 1 << 1 | 1, 0b11_10_01_00, 0);
        assertEquals(
                List.of("a", "b", "a", "b"),
                read(column(4, dictionary(PLAIN, "a", "b", "a", "b"), data(4, RLE_DICTIONARY, packed))
                        .done()));
    }

    @Test
    void oldWritersCallDictionariesOtherwise() throws Exception {
        byte[] page = data(3, PLAIN_DICTIONARY, bytes(2, 3 << 1, 1));
        byte[] dictionary = dictionary(PLAIN_DICTIONARY, "a", "b", "c");
        assertEquals(List.of("b", "b", "b"), read(column(3, dictionary, page).done()));
        assertEquals(
                List.of("b", "b", "b"),
                read(column(3, dictionary, page).untold().done()));
    }

    @Test
    void placesOfNoBitsAndOf32() throws Exception {
        byte[] one = dictionary(PLAIN, "only");
        List<String> all = Collections.nCopies(3, "only");
        assertEquals(
                all,
                read(column(3, one, data(3, RLE_DICTIONARY, bytes(0, 3 << 1))).done()));
        byte[] wide = bytes(32, 2 << 1, 1, 0, 0, 0, 1 << 1, 2, 0, 0, 0);
        assertEquals(
                List.of("b", "b", "c"),
                read(column(3, A_B_C, data(3, RLE_DICTIONARY, wide)).done()));
        byte[] packed = joined(bytes(32, 1 << 1 | 1), int32(2), int32(1), int32(0), new byte[20]);
        assertEquals(
                List.of("c", "b", "a"),
                read(column(3, A_B_C, data(3, RLE_DICTIONARY, packed)).done()));
        refuses(
                "numbers of too many bits",
                column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(33, 3 << 1, 1, 0, 0, 0, 0))));
    }

    /** All widths, against numbers shifted out of one large number. */
    @Test
    void packedNumbersOfAllWidths() throws NotPlain {
        java.util.Random random = new java.util.Random(1);
        for (int bits = 1; bits <= 32; bits++) {
            int count = 64;
            java.math.BigInteger all = new java.math.BigInteger(bits * count, random);
            byte[] page = new byte[1 + bits * count / 8 + ChunkBytes.SLACK];
            page[0] = (byte) (((count / 8) << 1) | 1);
            for (int k = 0; k < bits * count / 8; k++) {
                page[1 + k] = all.shiftRight(8 * k).byteValue();
            }
            Runs runs = new Runs();
            runs.begin(page, 0, 1 + bits * count / 8, bits);
            int[] read = new int[count];
            for (int done = 0; done < count; ) {
                int some = Math.min(count - done, 1 + random.nextInt(20));
                runs.read(read, done, some);
                done += some;
            }
            runs.requireEnd();
            for (int k = 0; k < count; k++) {
                long expected = all.shiftRight(bits * k).longValue() & ((1L << bits) - 1);
                assertEquals((int) expected, read[k], bits + " bits, number " + k);
            }
        }
    }

    @Test
    void runsThatGoBeyondTheirPage() throws Exception {
        byte[] packed = bytes(2, 1 << 1 | 1, 0b10_01_00, 0xFF);
        assertEquals(
                List.of("a", "b", "c"),
                read(column(3, A_B_C, data(3, RLE_DICTIONARY, packed)).done()));
        refuses("more numbers than there are values", column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 4 << 1, 1))));
        refuses("runs that end too early", column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 2 << 1, 1))));
        refuses("runs longer than their page", column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 2 << 1 | 1, 1))));
        refuses("runs longer than their page", column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 0, 1, 3 << 1, 1))));
        refuses("a number of more bits than it has", column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 3 << 1, 5))));
        refuses("a page without its values", column(3, A_B_C, data(3, RLE_DICTIONARY, NONE)));
    }

    @Test
    void placesBeyondTheDictionary() {
        refuses("a place beyond the dictionary", column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 3 << 1, 3))));
        refuses("a place beyond the dictionary", column(3, NONE, data(3, RLE_DICTIONARY, bytes(2, 3 << 1, 0))));
        byte[] high = bytes(32, 3 << 1, 0, 0, 0, 0x80);
        refuses("a place beyond the dictionary", column(3, A_B_C, data(3, RLE_DICTIONARY, high)));
    }

    @Test
    void severalPagesInSeveralEncodings() throws Exception {
        byte[] first = data(2, RLE_DICTIONARY, bytes(2, 2 << 1, 2));
        byte[] second = data(2, PLAIN, texts("d", "a"));
        byte[] third = data2(1, 0, RLE_DICTIONARY, 0, bytes(2, 1 << 1, 1));
        byte[] none = data(0, PLAIN, NONE);
        assertEquals(
                List.of("c", "c", "d", "a", "b"),
                read(column(5, A_B_C, first, second, third).done()));
        assertEquals(List.of("c", "c"), read(column(2, A_B_C, none, first).done()));
    }

    @Test
    void pagesOfOtherNumbersOfValues() {
        byte[] page = data(3, RLE_DICTIONARY, bytes(2, 3 << 1, 1));
        refuses("more values than there are rows", column(2, A_B_C, page));
        refuses("structs longer than their bytes", column(4, A_B_C, page));
        refuses("a chunk of other values", column(3, A_B_C, page, page));
        refuses("a column that has not all values", column(3, A_B_C, page).saying(4));
        refuses("several dictionaries", column(3, A_B_C, A_B_C, page));
    }

    @Test
    void whichValuesAreThere() throws Exception {
        byte[] runs = bytes(2, 3 << 1, 1);
        byte[] all = joined(int32(2), bytes(3 << 1, 1));
        assertEquals(
                List.of("b", "b", "b"),
                read(optional(3, A_B_C, data(3, RLE_DICTIONARY, joined(all, runs)))
                        .done()));
        byte[] packed = joined(int32(2), bytes(1 << 1 | 1, 0b111));
        assertEquals(
                List.of("b", "b", "b"),
                read(optional(3, A_B_C, data(3, RLE_DICTIONARY, joined(packed, runs)))
                        .done()));
        byte[] second = joined(bytes(3 << 1, 1), runs);
        assertEquals(
                List.of("b", "b", "b"),
                read(optional(3, A_B_C, data2(3, 0, RLE_DICTIONARY, 2, second)).done()));
        byte[] some = joined(int32(2), bytes(1 << 1 | 1, 0b101), bytes(2, 2 << 1, 1));
        refuses("values that are missing", optional(3, A_B_C, data(3, RLE_DICTIONARY, some)));
        byte[] some2 = joined(bytes(1 << 1 | 1, 0b101), bytes(2, 2 << 1, 1));
        refuses("values that are missing", optional(3, A_B_C, data2(3, 1, RLE_DICTIONARY, 2, some2)));
        refuses(
                "a page that says in too many bytes which values are missing",
                optional(3, A_B_C, data(3, RLE_DICTIONARY, joined(int32(100), runs))));
        refuses("runs that end too early", optional(3, A_B_C, data(3, RLE_DICTIONARY, joined(int32(0), runs))));
    }

    /** The first rows may have values that are missing, where they are only looked at. */
    @Test
    void firstValuesMayBeMissing() throws Exception {
        byte[] some = joined(int32(2), bytes(1 << 1 | 1, 0b101), bytes(2, 2 << 1, 1));
        byte[] none = joined(int32(2), bytes(2 << 1, 0));
        Path path = Files.write(
                folder.resolve("made.parquet"),
                optional(5, A_B_C, data(3, RLE_DICTIONARY, some), data(2, RLE_DICTIONARY, none))
                        .done());
        List<String> read = PlainFile.open(path, 1 << 20).first(0, 5).stream()
                .map(value -> value.map(text -> new String(text, StandardCharsets.UTF_8))
                        .orElse("nothing"))
                .toList();
        assertEquals(List.of("b", "nothing", "b", "nothing", "nothing"), read);
    }

    /** Which are held in memory: long texts are not. */
    @Test
    void firstValuesAreShort() throws Exception {
        String half = "x".repeat(3 << 20);
        byte[] file = column(2, NONE, data(2, PLAIN, texts(half, half))).done();
        PlainFile one = PlainFile.open(Files.write(folder.resolve("made.parquet"), file), 1 << 24);
        assertEquals(2, one.first(0, 2).size());
        byte[] more = column(2, NONE, data(2, PLAIN, texts(half, half + "y"))).done();
        PlainFile two = PlainFile.open(Files.write(folder.resolve("made.parquet"), more), 1 << 24);
        assertEquals(1, two.first(0, 1).size());
        assertThrows(NotPlain.class, () -> two.first(0, 2));
    }

    @Test
    void textsThatAreNone() {
        refuses("a text longer than its page", column(1, NONE, data(1, PLAIN, joined(int32(9), bytes('a')))));
        refuses("a text longer than its page", column(1, NONE, data(1, PLAIN, joined(int32(-1), bytes('a')))));
        refuses("texts that end too early", column(2, NONE, data(2, PLAIN, texts("a"))));
        refuses("text that is not UTF-8", column(1, NONE, data(1, PLAIN, joined(int32(2), bytes(0xC3, 0x28)))));
        refuses(
                "something behind the values",
                column(1, NONE, data(1, PLAIN, joined(texts("a"), new byte[ChunkBytes.BEHIND + 1]))));
        refuses(
                "longer texts or more different values than names are",
                column(1, NONE, data(1, PLAIN, texts("long ".repeat(30)))));
        refuses(
                "a dictionary in another encoding",
                column(3, dictionary(RLE_DICTIONARY, "a"), data(3, PLAIN, texts("a", "b", "c"))));
        refuses("another encoding", column(1, NONE, data(1, 77, texts("a"))));
        refuses("an encoding of other values", column(1, NONE, data(1, RLE, texts("a"))));
    }

    /** As fastparquet leaves them. */
    @Test
    void aFewBytesBehindTheValues() throws Exception {
        byte[] page = data(1, PLAIN, joined(texts("a"), new byte[ChunkBytes.BEHIND]));
        assertEquals(List.of("a"), read(column(1, NONE, page).done()));
    }

    @Test
    void columnsOfNamesThatDifferInCase() {
        byte[] page = data(1, PLAIN, texts("a"));
        refuses(
                "columns of the same name, or of none",
                new MadeFile(1).column("w", false, NONE, page).column("W", false, NONE, page));
        refuses("columns of the same name, or of none", new MadeFile(1).column("", false, NONE, page));
    }

    @Test
    void everyFileThatIsCut() throws Exception {
        byte[] whole =
                column(3, A_B_C, data(3, RLE_DICTIONARY, bytes(2, 3 << 1, 1))).done();
        assertEquals(3, read(whole).size());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThrows(NotPlain.class, () -> read(cut));
        }
    }
}

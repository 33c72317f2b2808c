package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to fill the memory. */
class BoundsTest {
    private static final String SKIP = "; --skip-bad-rows leaves such rows out";
    private static final int TOO_LONG = 20 << 20;

    @TempDir
    private Path folder;

    /** A gzipped file of a beginning, very many bytes of one kind, and an end. */
    private Path swollen(String name, String begin, char filling, long times, String end) throws IOException {
        Path file = folder.resolve(name);
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) filling);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            for (long left = times; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private void refuses(String message, String name, String begin, char filling, String end) throws IOException {
        assertEquals(name + message, new Inputs(folder).refusal(swollen(name, begin, filling, TOO_LONG, end)));
    }

    @Test
    void aRowWithoutAnEnd() throws IOException {
        String good = "{\"winner\":\"x\",\"loser\":\"y\"}";
        refuses(
                ":2: the line is longer than 16 MiB; is this the right file?" + SKIP,
                "a.csv.gz",
                "winner,loser\n",
                'x',
                "");
        refuses(
                ":2: the line is longer than 16 MiB; is this the right file?" + SKIP,
                "b.csv.gz",
                "winner,loser\nx,\"",
                'y',
                "\"");
        refuses(
                ":2: the row is longer than 16 MiB; is a quote missing?" + SKIP,
                "c.csv.gz",
                "winner,loser\n\"x\n",
                '\n',
                "\"");
        refuses(":1: the line is longer than 16 MiB; is this the right file?", "d.csv.gz", "", ',', "");
        refuses(":2: the line is longer than 16 MiB" + SKIP, "e.jsonl.gz", good + "\n{\"winner\":\"", 'x', "\"}");
        refuses(
                ":1: record 2 is longer than 16 MiB; is a bracket or quote missing?",
                "f.json.gz",
                "[" + good + ",{\"winner\":\"",
                'x',
                "");
        refuses(":1: record 1 is longer than 16 MiB; is a bracket or quote missing?", "g.json.gz", "", '[', "");
    }

    @Test
    void aRowThatIsTooLongIsLeftOutAndTheNextIsRead() throws IOException {
        Path file = swollen("a.csv.gz", "winner,loser\nx,y\n", 'z', TOO_LONG, ",y\ny,x\n");
        Reading.Judgements read = Inputs.judgements(ReadOptions.defaults().skippingBadRows(), file);
        assertEquals(Map.of("x|y", "1 1 0 0"), Inputs.table(read.counts()));
        assertTrue(Files.size(read.rejected().orElseThrow().file()) < 100_000);
        read.close();
    }

    @Test
    void blankLinesWithoutEnd() throws IOException {
        Path file = swollen("a.csv.gz", "winner,loser\nx,y\n", '\n', TOO_LONG, "x,x\n");
        assertEquals(
                "a.csv.gz:" + (3 + TOO_LONG)
                        + ": winner and loser are both \"x\", and nothing can be preferred to itself" + SKIP,
                new Inputs(folder).refusal(file));
    }

    @Test
    void moreColumnsThanAnyTableHas() {
        assertEquals(
                "a.csv:1: the row has more than 10000 fields",
                new Inputs(folder).refusal(new Inputs(folder).text("a.csv", "a,".repeat(20_000) + "b\n1\n")));
        String keys = "\"k%d\":1,"
                .repeat(10_001)
                .formatted(java.util.stream.IntStream.range(0, 10_001).boxed().toArray());
        assertEquals(
                "a.jsonl:1: there are more than 10000 keys",
                new Inputs(folder)
                        .refusal(new Inputs(folder)
                                .text("a.jsonl", "{" + keys + "\"winner\":\"x\",\"loser\":\"y\"}\n")));
    }

    private static final String DICTIONARY = ", COMPRESSION ZSTD, ROW_GROUP_SIZE 4096, DICTIONARY_SIZE_LIMIT 10000,"
            + " STRING_DICTIONARY_PAGE_SIZE_LIMIT 100000000";

    private void refusesParquet(String message, String query) {
        Inputs inputs = new Inputs(folder);
        Path file = inputs.parquet("a.parquet", query, DICTIONARY);
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertEquals(
                        "a.parquet: " + message,
                        inputs.refusal(file).replaceAll("more than \\d+ MB,", "more than … MB,")));
    }

    @Tag("slow")
    @Test
    void aTextThatAParquetFileHoldsOnceAndMeansOften() {
        String message = "the columns that are read hold more than … MB, which is more than a file of this size is"
                + " expected to unfold to; write it again without dictionaries, or as JSON lines";
        String text = "repeat('x', 8000000)";
        refusesParquet(message, "SELECT " + text + " AS chosen, 'r' || i AS rejected FROM range(36) t(i)");
        refusesParquet(message, "SELECT 'w' || i AS winner, " + text + " AS loser FROM range(36) t(i)");
        refusesParquet(
                message,
                "SELECT [{'role': 'user', 'content': " + text
                        + "}] AS chosen, [{'role': 'user', 'content': 'r' || i}] AS rejected FROM range(36) t(i)");
    }

    @Test
    void aLongTextInAColumnThatIsNotReadHarmsNothing() {
        Path file = new Inputs(folder)
                .parquet(
                        "a.parquet",
                        "SELECT 'x' AS winner, 'y' AS loser, repeat('x', 8000000) AS note FROM range(60)",
                        DICTIONARY);
        assertEquals(60, Inputs.judgements(file).counts().rows());
    }

    @Test
    @Tag("slow")
    void longPromptsThatAreRepeatedAreRead() {
        String prompt = "repeat('long prompt ' || (i // 300), 5000)";
        Path file = new Inputs(folder)
                .parquet(
                        "a.parquet",
                        "SELECT " + prompt
                                + " AS prompt, 'a' || i AS chosen, 'b' || i AS rejected FROM range(3000) t(i)",
                        DICTIONARY);
        Reading.Unshared read = (Reading.Unshared) PreferenceFiles.read(List.of(file), ReadOptions.defaults());
        assertEquals(3000, read.profile().rows());
        assertEquals(10, read.profile().prompts());
    }

    @Test
    void aParquetRowIsAsLongAsARowOfText() {
        Inputs inputs = new Inputs(folder);
        String rows =
                "SELECT * FROM (VALUES ('a', 'b'), (repeat('x', 9000000), repeat('y', 9000000)), ('c', 'd')) t(chosen, rejected)";
        Path file = inputs.parquet("a.parquet", rows);
        assertEquals("a.parquet:2: the row is longer than 16 MiB" + SKIP, inputs.refusal(file));
        String lists =
                rows.replace("SELECT *", "SELECT [{'content': chosen}] AS chosen, [{'content': rejected}] AS rejected");
        assertEquals(
                "a.parquet:2: the row is longer than 16 MiB" + SKIP,
                inputs.refusal(inputs.parquet("a.parquet", lists)));
        try (Reading read =
                PreferenceFiles.read(List.of(file), ReadOptions.defaults().skippingBadRows())) {
            assertEquals(3, Inputs.source(read).rows());
            assertEquals(1, Inputs.source(read).rejected());
        }
    }

    @Test
    void manyLongRowsTogether() {
        refusesParquet(
                "2048 rows of the Parquet file hold 1,171 MB of text, where at most 1,024 MB are read together; write it as"
                        + " JSON lines",
                "SELECT repeat('x', 600000) AS chosen, md5(i::VARCHAR) AS rejected, array_to_string(list_transform("
                        + "range(50), lambda k: md5((100 * i + k)::VARCHAR)), '') AS note FROM range(2048) t(i)");
    }

    /** A footer in Thrift's compact protocol, with many columns and no rows: 700 kB that DuckDB would describe for minutes. */
    @Test
    void moreColumnsThanAnyParquetFileHas() throws IOException {
        int columns = 50_000;
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        footer.write(new byte[] {0x15, 2, 0x19, (byte) 0xFC}); // version 1; a list of structs, the schema
        varint(footer, columns + 1);
        element(footer, "root", columns);
        for (int c = 0; c < columns; c++) {
            element(footer, "c" + c, 0);
        }
        footer.write(new byte[] {0x16, 0, 0x19, 0x0C, 0}); // no rows; an empty list of row groups
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        footer.writeTo(file);
        file.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .put("PAR1".getBytes(StandardCharsets.US_ASCII))
                .array());
        Inputs inputs = new Inputs(folder);
        assertEquals(
                "a.parquet: the Parquet file has 50001 columns and parts of columns, where at most 40000 are read; write"
                        + " only the columns that are needed",
                inputs.refusal(inputs.bytes("a.parquet", file.toByteArray())));
    }

    private static void element(ByteArrayOutputStream to, String name, int children) throws IOException {
        boolean leaf = children == 0;
        to.write(
                leaf ? new byte[] {0x15, 12, 0x25, 2, 0x18} : new byte[] {0x35, 2, 0x18}); // byte array; optional; name
        varint(to, name.length());
        to.write(name.getBytes(StandardCharsets.US_ASCII));
        if (!leaf) {
            to.write(0x15);
            varint(to, 2 * children);
        }
        to.write(0);
    }

    private static void varint(ByteArrayOutputStream to, int n) {
        int left = n;
        for (; left > 127; left >>>= 7) {
            to.write((left & 127) | 128);
        }
        to.write(left);
    }

    @Test
    void aColumnOfAnotherTypeIsNamed() {
        refusesParquet(
                "the column \"winner\" is of the type \"VARIANT\", which is not read; write it as text or numbers",
                "SELECT 'x'::VARIANT AS winner, 'y' AS loser");
    }

    @Test
    @Tag("slow")
    void aFieldOfAGigabyte() throws IOException {
        Path file = swollen("a.csv.gz", "winner,loser\nx,y\n\"", 'z', 1L << 30, "\",y\ny,x\n");
        Reading.Judgements read = Inputs.judgements(ReadOptions.defaults().skippingBadRows(), file);
        assertEquals(Map.of("x|y", "1 1 0 0"), Inputs.table(read.counts()));
        read.close();
    }
}

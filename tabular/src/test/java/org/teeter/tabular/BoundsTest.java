package org.teeter.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    @Test
    @Tag("slow")
    void aFieldOfAGigabyte() throws IOException {
        Path file = swollen("a.csv.gz", "winner,loser\nx,y\n\"", 'z', 1L << 30, "\",y\ny,x\n");
        Reading.Judgements read = Inputs.judgements(ReadOptions.defaults().skippingBadRows(), file);
        assertEquals(Map.of("x|y", "1 1 0 0"), Inputs.table(read.counts()));
        read.close();
    }
}

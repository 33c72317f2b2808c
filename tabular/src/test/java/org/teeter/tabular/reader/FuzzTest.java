package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.row.Format;

/**
 * Whatever the bytes, a file is read or refused in our words; no other exception, and it ends. {@code -Dteeter.fuzz=100000} tries that
 * many files.
 */
class FuzzTest {
    private static final int CASES = Integer.getInteger("teeter.fuzz", 300);
    private static final long SLOWEST = TimeUnit.SECONDS.toNanos(20);
    private static final String[] SEEDS = {
        "left,right,winner\nx,y,left\n\"a, \"\"b\"\"\",y,tie\nx,é,right\n",
        "model_a;model_b;winner;weight\r\nx;y;model_a;0.5\r\ny;z;tie (bothbad);2\r\n",
        "item1\titem2\twins1\twins2\tties\nx\ty\t3\t4.0\t5\ny\tz\t1e2\t0\t0\n",
        "model_a,model_b,winner_model_a,winner_model_b,winner_tie\nx,y,1,0,0\ny,z,0,0,1\n",
        "{\"winner\":\"x\",\"loser\":\"y\"}\n{\"loser\":\"z\",\"winner\":\"x\",\"note\":{\"a\":[1,2,null]}}\n",
        "[{\"winner\":\"x\",\"loser\":1},\n {\"winner\":\"\\u00e9\\n\",\"loser\":2.5e3}]",
        "{\"prompt\":\"p\",\"chosen\":[{\"role\":\"user\",\"content\":\"a\"}],\"rejected\":[{\"role\":\"user\",\"content\":null}]}\n",
        "prompt,chosen,rejected\np,a,b\np,b,c\n\"q\n\",a,\n",
        "# FILE NAME: 1.toi\n# DATA TYPE: toi\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n3: 1,2\n2: {1,2}\n",
        "{\"ranking\":[\"a\",[\"b\",\"c\"]],\"rest\":[\"d\"]}\n{\"ranking\":[\"d\"],\"rest\":[]}\n",
        "{\"answers\":[{\"model\":\"a\",\"rank\":1.0},{\"model\":\"b\",\"rank\":2}]}\n",
        "{\"models\":[\"a\",\"b\"],\"scores\":[1,2.5]}\n",
        "1st,2nd,3rd\nx,y,z\nz,x,\n",
        "voter,item,rank\nu,x,1\nv,x,2\nu,y,2\nv,y,1\n",
        "a,b,c\n1,2,3\n2,,1\n1,0,2\n"
    };
    private static final String[] PIECES = {
        "\"",
        ",",
        "\n",
        "\r",
        ";",
        "\t",
        "|",
        "{",
        "}",
        "[",
        "]",
        ":",
        "\\",
        "\0",
        "\uFEFF",
        "NaN",
        "-1",
        "1e999",
        "null",
        "left",
        "winner",
        "é",
        "🦙",
        "weight",
        " ",
        "\\ud83d",
        "0",
        "1e-400",
        "1e308",
        "5e-324",
        "1e-30",
        "\u202E",
        "\u2066",
        "\u200B",
        "\u001B[2J",
        "\uFFFF",
        "[[[[[[[[",
        "{\"a\":{\"a\":",
        "\u2028",
        "-0",
        "9007199254740993"
    };

    @TempDir
    private Path folder;

    @Test
    void changedFilesAreReadOrRefused() throws IOException {
        readChangedFiles(0, CASES);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 1_200, unit = TimeUnit.SECONDS)
    void manyMoreChangedFilesAreReadOrRefused() throws IOException {
        readChangedFiles(CASES, CASES + 40_000);
    }

    private void readChangedFiles(int fromSeed, int toSeed) throws IOException {
        Path file = folder.resolve("fuzz");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int seed = fromSeed; seed < toSeed; seed++) {
                Random random = new Random(seed);
                byte[] bytes = changedFile(random);
                out.truncate(0).write(ByteBuffer.wrap(bytes), 0);
                ReadOptions options = ReadOptions.defaults();
                options = random.nextBoolean() ? options.skippingBadRows() : options;
                options = random.nextInt(4) == 0 ? options.withFormat(Format.values()[random.nextInt(3)]) : options;
                read(file, options, "seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] changedFile(Random random) {
        byte[] bytes = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8);
        boolean packed = random.nextInt(5) == 0;
        int changes = 1 + random.nextInt(6);
        for (int k = 0; k < changes; k++) {
            bytes = changed(bytes, random);
        }
        if (packed) {
            bytes = Inputs.gzip(bytes);
            bytes = random.nextBoolean() ? changed(bytes, random) : bytes;
        }
        return bytes;
    }

    static void read(Path file, ReadOptions options, String what) {
        long start = System.nanoTime();
        try (Reading read = PreferenceFiles.read(List.of(file), options)) {
            Source source = read.sources().get(0);
            assertTrue(source.rows() > source.rejected(), what);
            assertEquals(
                    source.rejected(), read.rejected().map(RejectedRows::rows).orElse(0L), what);
            assertTrue(source.rejected() == 0 || options.skipBadRows(), what);
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(file.toString()) && message.lines().count() == 1, what + ": " + message);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what, e);
        }
        assertTrue(System.nanoTime() - start < SLOWEST, what);
    }

    static byte[] changed(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(12));
        byte[] before = Arrays.copyOf(bytes, from);
        byte[] between = Arrays.copyOfRange(bytes, from, to);
        byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> joined(before, after);
            case 1 -> joined(before, between, between, after);
            case 2 ->
                joined(before, PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8), between, after);
            case 3 -> joined(before, new byte[] {(byte) random.nextInt(256)}, between, after);
            case 4 ->
                random.nextInt(4) == 0 ? before : joined(before, PIECES[0].getBytes(StandardCharsets.UTF_8), after);
            default -> joined(before, SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8), after);
        };
    }

    private static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

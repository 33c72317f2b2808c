package org.teeter.tabular.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.reader.Inputs;

class UnzstdTest {
    @TempDir
    private Path folder;

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        return new Unzstd(new ByteArrayInputStream(packed)).readAllBytes();
    }

    @Test
    void unpacksAllFrames() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            byte[] plain = new byte[random.nextInt(300_000)];
            random.nextBytes(plain);
            Arrays.fill(plain, 0, plain.length / 2, (byte) 'x');
            byte[] one = packed(plain);
            byte[] two = Arrays.copyOf(one, 2 * one.length);
            System.arraycopy(one, 0, two, one.length, one.length);
            assertArrayEquals(plain, unpacked(one), "seed " + seed);
            assertEquals(2 * plain.length, unpacked(two).length, "seed " + seed);
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] plain = new byte[300];
        new Random(1).nextBytes(plain);
        byte[] packed = packed(plain);
        for (int length = 1; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThrows(IOException.class, () -> unpacked(cut), "length " + length);
        }
    }

    @Test
    void aChangedByteEndsInAnIOExceptionOrInOtherBytes() throws IOException {
        byte[] plain = "winner,loser\nx,y\n".repeat(200).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] packed = packed(plain);
        for (int at = 0; at < packed.length; at++) {
            byte[] changed = packed.clone();
            changed[at] ^= 0x10;
            try {
                assertTrue(unpacked(changed).length <= 2 * plain.length, "byte " + at);
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("zstd"), e.getMessage());
            }
        }
    }

    @Test
    void isReadAsAnyOtherFile() throws IOException {
        byte[] csv = "winner,loser\na,b\nb,a\na,b\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (String name : new String[] {"votes.csv.zst", "votes"}) {
            Path file = new Inputs(folder).bytes(name, packed(csv));
            assertEquals(
                    Map.of("a|b", "2 1 0 0"),
                    Inputs.table(Inputs.judgements(file).counts()));
            assertEquals(
                    "CSV, packed by zstd",
                    Inputs.source(Inputs.judgements(file)).format());
        }
    }
}

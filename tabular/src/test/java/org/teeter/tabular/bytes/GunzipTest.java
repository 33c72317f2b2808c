package org.teeter.tabular.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.teeter.tabular.reader.Inputs;

class GunzipTest {

    private static byte[] unpack(byte[] packed) throws IOException {
        try (Gunzip in = new Gunzip(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void unpacksAllMembersAndPassesOverPadding() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            byte[] first = new byte[random.nextInt(200_000)];
            byte[] second = new byte[random.nextInt(3)];
            random.nextBytes(first);
            Arrays.fill(first, 0, first.length / 2, (byte) 'x');
            byte[] packed = concatenated(Inputs.gzip(first), Inputs.gzip(second), new byte[random.nextInt(600)]);
            assertArrayEquals(concatenated(first, second), unpack(packed), "seed " + seed);
        }
    }

    @Test
    void readsEveryKindOfHeader() throws IOException {
        byte[] plain = Inputs.gzip(new byte[] {'a'});
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] extra = {3, 0, 1, 2, 3};
        byte[] names = {'n', 0, 'c', 'o', 0, 9, 9};
        assertArrayEquals(new byte[] {'a'}, unpack(concatenated(header, extra, names, body)));
    }

    @Test
    void refusesEveryTruncation() {
        byte[] packed = concatenated(Inputs.gzip(new byte[300]), Inputs.gzip(new byte[] {'a', 'b', 'c'}));
        int whole = Inputs.gzip(new byte[300]).length;
        for (int length = 1; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            if (length != whole) {
                IOException e = assertThrows(IOException.class, () -> unpack(cut), "length " + length);
                assertEquals(
                        "the gzip data end too early: the file is truncated; fetch or compress it again",
                        e.getMessage());
            }
        }
    }

    @Test
    void aChangedByteIsRefusedUnlessItChangesNothing() {
        byte[] data = new byte[400];
        new Random(1).nextBytes(data);
        byte[] packed = Inputs.gzip(data);
        int refused = 0;
        for (int at = 0; at < packed.length; at++) {
            byte[] changed = packed.clone();
            changed[at] ^= 0x10;
            try {
                assertArrayEquals(data, unpack(changed), "byte " + at);
            } catch (IOException e) {
                refused++;
            }
        }
        assertEquals(
                packed.length - 7, refused); // all but time, extra flags, system and the padding before stored data
    }
}

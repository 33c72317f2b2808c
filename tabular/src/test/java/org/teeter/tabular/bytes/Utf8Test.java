package org.teeter.tabular.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final int[] LEADS = {
        0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF
    };

    /** Where the JDK's decoder, told to report, stops. */
    private static int firstBad(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean good =
                decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true).isUnderflow();
        return good && !in.hasRemaining() ? -1 : in.position();
    }

    @Test
    void agreesWithTheDecoder() {
        Random random = new Random(1);
        for (int k = 0; k < 200_000; k++) {
            byte[] bytes = new byte[random.nextInt(7)];
            for (int i = 0; i < bytes.length; i++) {
                boolean tail = random.nextBoolean();
                bytes[i] = (byte) (tail ? 0x80 + random.nextInt(0x40) : LEADS[random.nextInt(LEADS.length)]);
            }
            assertEquals(firstBad(bytes), Utf8.firstBad(bytes, 0, bytes.length), java.util.Arrays.toString(bytes));
        }
    }
}

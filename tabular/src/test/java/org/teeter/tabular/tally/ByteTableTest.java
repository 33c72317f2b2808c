package org.teeter.tabular.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTableTest {

    @Test
    void agreesWithAMap() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            ByteTable table = new ByteTable();
            Map<String, Integer> map = new HashMap<>();
            byte[] bytes = new byte[60];
            for (int k = 0; k < 3_000; k++) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt(seed < 25 ? 2 : 256); // zeros at the end must not be lost
                }
                int from = random.nextInt(30);
                int to = from + random.nextInt(bytes.length - from + 1);
                String key = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertEquals(map.getOrDefault(key, -1), table.find(bytes, from, to), "seed " + seed);
                if (map.putIfAbsent(key, map.size()) == null) {
                    assertTrue(table.put(bytes, from, to, map.size() - 1));
                }
            }
        }
    }

    @Test
    void keysThatCollideAreStillFoundAtOnce() {
        ByteTable table = new ByteTable();
        byte[][] colliding = new byte[2_000][];
        byte[] key = new byte[8];
        int found = 0;
        for (long k = 0; found < colliding.length; k++) {
            for (int i = 0; i < 8; i++) {
                key[i] = (byte) (k >>> (8 * i));
            }
            byte[] padded = java.util.Arrays.copyOf(key, 24);
            if ((ByteTable.hash(padded, 0, 8) & 0xFFF) == 0) {
                colliding[found++] = padded;
            }
        }
        for (int k = 0; k < found; k++) {
            assertEquals(-1, table.find(colliding[k], 0, 8));
            assertTrue(table.put(colliding[k], 0, 8, k));
        }
        for (int k = 0; k < found; k++) {
            assertEquals(k, table.find(colliding[k], 0, 8));
        }
        assertTrue(table.collisions() > 1_000); // nearly all had to go elsewhere, so that no look-up probes for long
    }
}

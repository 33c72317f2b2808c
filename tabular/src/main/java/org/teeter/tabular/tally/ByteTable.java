package org.teeter.tabular.tally;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A number for each of many byte strings, found without making a {@code String} of what is looked up. Mutable, only grows.
 *
 * <p>Open addressing; keys are kept and compared as words of eight bytes, the last padded with zeros. Byte strings that a hostile
 * file has chosen to collide go to an ordinary map, whose trees keep every look-up logarithmic.
 */
public final class ByteTable {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd
    private static final int MOST_PROBES = 48;
    private static final int MOST_WORDS = 1 << 27;

    private long[] words = new long[1 << 8];
    private int[] starts = new int[1 << 6]; // in words, of each entry
    private int[] lengths = new int[1 << 6]; // in bytes
    private int[] values = new int[1 << 6];
    private long[] slots = new long[1 << 8]; // upper half of the hash, then the number of the entry plus one
    private int entries;
    private int used; // words
    private final Map<String, Integer> colliding = new HashMap<>();
    private byte[] padded = new byte[1 << 6];

    /** None yet. */
    public ByteTable() {}

    /** The number of these bytes, or -1. */
    public int find(byte[] bytes, int from, int to) {
        int length = to - from;
        byte[] key = bytes;
        int start = from;
        if (from + length + Long.BYTES > bytes.length) { // reading by words would read past the end
            key = padded(bytes, from, length);
            start = 0;
        }
        long hash = hash(key, start, length);
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            long slot = slots[at];
            if (slot == 0) {
                return -1;
            }
            if ((slot ^ hash) >>> 32 == 0 && isEntry((int) slot - 1, key, start, length)) {
                return values[(int) slot - 1];
            }
            at = (at + 1) & mask;
        }
        return colliding.getOrDefault(text(key, start, length), -1);
    }

    /** Gives bytes that are not here yet their number, which is not negative; false if there is no more room. */
    public boolean put(byte[] bytes, int from, int to, int value) {
        int length = to - from;
        int size = length / Long.BYTES + 1;
        if (used > MOST_WORDS - size) {
            return false;
        }
        if (entries == starts.length) {
            starts = Arrays.copyOf(starts, 2 * entries);
            lengths = Arrays.copyOf(lengths, 2 * entries);
            values = Arrays.copyOf(values, 2 * entries);
        }
        if (2 * entries >= slots.length) {
            rehash();
        }
        if (used + size > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, used + size));
        }
        byte[] key = padded(bytes, from, length);
        for (int k = 0; k < size; k++) {
            words[used + k] = word(key, k * Long.BYTES, length - k * Long.BYTES);
        }
        starts[entries] = used;
        lengths[entries] = length;
        values[entries] = value;
        used += size;
        place(entries++, hash(key, 0, length), key);
        return true;
    }

    /** How many keys had to go to the ordinary map. */
    int collisions() {
        return colliding.size();
    }

    private void place(int entry, long hash, byte[] key) {
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            if (slots[at] == 0) {
                slots[at] = (hash & 0xFFFFFFFF00000000L) | (entry + 1);
                return;
            }
            at = (at + 1) & mask;
        }
        colliding.put(text(key, 0, lengths[entry]), values[entry]);
    }

    private void rehash() {
        slots = new long[2 * slots.length];
        for (int entry = 0; entry < entries; entry++) {
            byte[] key = new byte[lengths[entry] + 2 * Long.BYTES];
            for (int k = 0; k <= lengths[entry] / Long.BYTES; k++) {
                WORD.set(key, k * Long.BYTES, words[starts[entry] + k]);
            }
            place(entry, hash(key, 0, lengths[entry]), key);
        }
    }

    private boolean isEntry(int entry, byte[] key, int from, int length) {
        if (lengths[entry] != length) {
            return false;
        }
        int at = starts[entry];
        int left = length;
        int i = from;
        while (left >= Long.BYTES) {
            if (words[at++] != (long) WORD.get(key, i)) {
                return false;
            }
            i += Long.BYTES;
            left -= Long.BYTES;
        }
        return words[at] == word(key, i, left);
    }

    static long hash(byte[] key, int from, int length) {
        long hash = length;
        int left = length;
        int i = from;
        while (left >= Long.BYTES) {
            hash = mixed(hash ^ (long) WORD.get(key, i));
            i += Long.BYTES;
            left -= Long.BYTES;
        }
        return mixed(mixed(hash ^ word(key, i, left)));
    }

    /** The eight bytes at a position, those beyond the first {@code left} made zero. */
    private static long word(byte[] key, int at, int left) {
        long word = (long) WORD.get(key, at);
        return left >= Long.BYTES ? word : word & ((1L << (Byte.SIZE * left)) - 1);
    }

    private static long mixed(long hash) {
        long product = hash * MIX;
        return product ^ product >>> 29;
    }

    private byte[] padded(byte[] bytes, int from, int length) {
        if (length + Long.BYTES > padded.length) {
            padded = new byte[2 * (length + Long.BYTES)];
        }
        System.arraycopy(bytes, from, padded, 0, length);
        return padded;
    }

    private static String text(byte[] key, int from, int length) {
        return new String(key, from, length, StandardCharsets.ISO_8859_1); // one char a byte, nothing merged
    }
}

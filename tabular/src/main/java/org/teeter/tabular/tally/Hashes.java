package org.teeter.tabular.tally;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A number for each of many texts, by 128 bits of their SHA-256: 16 bytes a text, and nobody can make two texts that are taken for
 * one. Mutable, only grows.
 */
public final class Hashes {
    private long[] high = new long[1 << 8];
    private long[] low = new long[1 << 8];
    private int[] slots = new int[1 << 10]; // number plus one
    private int size;

    /** None yet. */
    public Hashes() {}

    /** The number of the text with this digest; the next one if it is new. */
    public int number(byte[] digest) {
        ByteBuffer bits = ByteBuffer.wrap(digest);
        long h = bits.getLong();
        long l = bits.getLong();
        int at = slot(h, l);
        if (slots[at] != 0) {
            return slots[at] - 1;
        }
        if (size == high.length) {
            high = Arrays.copyOf(high, 2 * size);
            low = Arrays.copyOf(low, 2 * size);
        }
        high[size] = h;
        low[size] = l;
        slots[at] = ++size;
        if (2L * size > slots.length && slots.length < 1 << 30) {
            slots = new int[2 * slots.length];
            for (int k = 0; k < size; k++) {
                slots[slot(high[k], low[k])] = k + 1;
            }
        }
        return size - 1;
    }

    private int slot(long h, long l) {
        int mask = slots.length - 1;
        int at = (int) l & mask;
        while (slots[at] != 0 && (high[slots[at] - 1] != h || low[slots[at] - 1] != l)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    public int size() {
        return size;
    }

    /** The 128 bits, as hexadecimal digits. */
    public String hex(int number) {
        return String.format("%016x%016x", high[number], low[number]);
    }
}

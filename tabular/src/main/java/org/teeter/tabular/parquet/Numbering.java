package org.teeter.tabular.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.teeter.tabular.bytes.Utf8;

/**
 * A number for each different value of a column, in the order in which they were met. Mutable, only grows.
 *
 * <p>Values are bytes whose order without signs is the order of the values: texts as they are, whole numbers as eight bytes from the
 * highest on with the sign turned.
 */
final class Numbering {
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd
    private static final int MOST = 1 << 24;
    /** So many bytes names may have together. */
    static final int MOST_BYTES = 1 << 28;

    /** More than any honest values need in a table that is at most half full. */
    private static final int MOST_PROBES = 1 << 8;

    private final Kind kind;
    private final int longest;
    private final int room;
    private byte[] bytes = new byte[1 << 8]; // with slack
    private int[] starts = new int[1 << 6]; // of each value, then the end
    private int[] slots = new int[1 << 8]; // the number plus one
    private int[] tags = new int[1 << 8]; // the upper half of the hash
    private int size;
    private final byte[] word = new byte[Long.BYTES + ChunkBytes.SLACK];

    /**
     * @param longest bytes that a text may have
     * @param room bytes that all texts may have together
     */
    Numbering(Kind kind, int longest, int room) {
        this.kind = kind;
        this.longest = longest;
        this.room = room;
    }

    int size() {
        return size;
    }

    /** The number of a whole number, of 0 or 1 for a truth value, or of the bits of a double. */
    int number(long value) throws NotPlain {
        BIG.set(word, 0, value ^ Long.MIN_VALUE);
        return number(word, 0, Long.BYTES);
    }

    /** The number of bytes behind which there are eight more of any content; a new one if they are new. */
    int number(byte[] from, int start, int end) throws NotPlain {
        long hash = hash(from, start, end - start);
        int tag = (int) (hash >>> 32);
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            if (slots[at] == 0) {
                return add(from, start, end, at, tag);
            }
            int known = slots[at] - 1;
            if (tags[at] == tag && Arrays.equals(bytes, starts[known], starts[known + 1], from, start, end)) {
                return known;
            }
            at = (at + 1) & mask;
        }
        throw new NotPlain("values that were chosen to collide");
    }

    /** The number of a value of another numbering of the same column. */
    int number(Numbering other, int number) throws NotPlain {
        return number(other.bytes, other.starts[number], other.starts[number + 1]);
    }

    private int add(byte[] from, int start, int end, int at, int tag) throws NotPlain {
        int length = end - start;
        int used = starts[size];
        if (length > longest || size == MOST || length > room - used) {
            throw new NotPlain("longer texts or more different values than names are");
        }
        if (kind == Kind.VARCHAR && Utf8.firstBad(from, start, end) >= 0) {
            throw new NotPlain("text that is not UTF-8");
        }
        if (used + length + ChunkBytes.SLACK > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length + ChunkBytes.SLACK));
        }
        System.arraycopy(from, start, bytes, used, length);
        slots[at] = size + 1;
        tags[at] = tag;
        size++;
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
        }
        starts[size] = used + length;
        if (2 * size > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        tags = new int[slots.length];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            long hash = hash(bytes, starts[number], starts[number + 1] - starts[number]);
            int at = (int) hash & mask;
            while (slots[at] != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = number + 1;
            tags[at] = (int) (hash >>> 32);
        }
    }

    private static long hash(byte[] bytes, int start, int length) {
        long hash = length;
        int at = start;
        int left = length;
        for (; left >= Long.BYTES; left -= Long.BYTES) {
            hash = mixed(hash ^ (long) WORD.get(bytes, at));
            at += Long.BYTES;
        }
        if (left > 0) {
            hash = mixed(hash ^ ((long) WORD.get(bytes, at) & ((1L << (8 * left)) - 1)));
        }
        return hash;
    }

    private static long mixed(long hash) {
        long mixed = hash * MIX;
        return mixed ^ mixed >>> 29;
    }

    /** The numbers of values that are used, in the order of the values. */
    int[] sorted(boolean[] used) {
        int count = 0;
        Integer[] order = new Integer[size];
        for (int number = 0; number < size; number++) {
            if (used[number]) {
                order[count++] = number;
            }
        }
        Arrays.sort(order, 0, count, this::compare);
        int[] sorted = new int[count];
        Arrays.setAll(sorted, k -> order[k]);
        return sorted;
    }

    private int compare(int a, int b) {
        return Arrays.compareUnsigned(bytes, starts[a], starts[a + 1], bytes, starts[b], starts[b + 1]);
    }

    int length(int number) {
        return starts[number + 1] - starts[number];
    }

    /** A value as text. */
    String text(int number) {
        if (kind.isWhole()) {
            long value = (long) BIG.get(bytes, starts[number]) ^ Long.MIN_VALUE;
            return kind == Kind.BOOLEAN ? Boolean.toString(value != 0) : Long.toString(value);
        }
        if (kind != Kind.VARCHAR) {
            return DoubleText.of(Double.longBitsToDouble((long) BIG.get(bytes, starts[number]) ^ Long.MIN_VALUE));
        }
        return new String(bytes, starts[number], length(number), StandardCharsets.UTF_8);
    }
}

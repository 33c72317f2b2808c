package org.teeter.tabular.parquet;

import java.util.Arrays;

/**
 * Whole numbers of a fixed number of bits, as runs of equal ones and as packed ones in turns: Parquet's hybrid. Mutable.
 *
 * <p>Packed numbers come by eights, which DuckDB writes by 256 at once, so that those of a page may end with some that are not its own.
 */
final class Runs {
    private static final int MOST_BITS = 32;
    private static final int MOST_FILLING = 255;

    private byte[] bytes = {};
    private int at;
    private int end;
    private int bits;
    private int left; // of the run
    private boolean isPacked;
    private int equal; // the number of a run of equal ones
    private long bit; // of the next packed number, in the bytes

    /** Begins with these bytes, behind which there are eight more of any content. */
    void begin(byte[] from, int start, int stop, int width) throws NotPlain {
        if (width < 0 || width > MOST_BITS) {
            throw new NotPlain("numbers of too many bits");
        }
        bytes = from;
        at = start;
        end = stop;
        bits = width;
        left = 0;
    }

    /** Whether so many numbers are one run of this one; if not, nothing has been read. */
    boolean areAll(int value, int count) throws NotPlain {
        int start = at;
        if (count == 0) {
            return at == end;
        }
        run();
        if (!isPacked && equal == value && left == count && at == end) {
            left = 0;
            return true;
        }
        at = start;
        left = 0;
        return false;
    }

    /** Reads so many numbers. */
    void read(int[] into, int from, int count) throws NotPlain {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                run();
            }
            int n = Math.min(left, count - done);
            if (isPacked) {
                unpack(bytes, bit, bits, into, from + done, n);
                bit += (long) n * bits;
            } else {
                Arrays.fill(into, from + done, from + done + n, equal);
            }
            left -= n;
            done += n;
        }
    }

    /** Makes sure that nothing is left but what fills the last of those that are packed together. */
    void requireEnd() throws NotPlain {
        if (end - at > ChunkBytes.BEHIND || left > (isPacked ? MOST_FILLING : 0)) {
            throw new NotPlain("more numbers than there are values");
        }
    }

    private void run() throws NotPlain {
        long head = 0;
        int shift = 0;
        int b;
        do {
            if (at == end || shift > 28) {
                throw new NotPlain("runs that end too early");
            }
            b = bytes[at++] & 0xFF;
            head |= (long) (b & 0x7F) << shift;
            shift += 7;
        } while (b >= 0x80);
        isPacked = (head & 1) == 1;
        long size = isPacked ? (head >>> 1) * bits : (bits + 7) / 8;
        long numbers = isPacked ? (head >>> 1) * 8 : head >>> 1;
        if (size > end - at || numbers > Integer.MAX_VALUE || numbers == 0) {
            throw new NotPlain("runs longer than their page");
        }
        left = (int) numbers;
        if (isPacked) {
            bit = (long) at * 8;
        } else {
            long value = 0;
            for (int k = 0; k < size; k++) {
                value |= (bytes[at + k] & 0xFFL) << (8 * k);
            }
            if (value >>> bits != 0) {
                throw new NotPlain("a number of more bits than it has");
            }
            equal = (int) value;
        }
        at += (int) size;
    }

    private static void unpack(byte[] bytes, long bit, int bits, int[] into, int from, int count) {
        if (bits == 8) {
            bytes(bytes, (int) (bit >>> 3), into, from, count);
        } else if (bits <= 24) {
            few(bytes, bit, bits, into, from, count);
        } else {
            many(bytes, bit, bits, into, from, count);
        }
    }

    private static void bytes(byte[] bytes, int at, int[] into, int from, int count) {
        for (int i = 0; i < count; i++) {
            into[from + i] = bytes[at + i] & 0xFF;
        }
    }

    /** Of up to 24 bits, which with those before them fit into 32. */
    private static void few(byte[] bytes, long bit, int bits, int[] into, int from, int count) {
        int at = (int) (bit >>> 3);
        int held = -(int) (bit & 7); // bits of the buffer that are still to come, and before them some that were
        int buffer = 0;
        int mask = (1 << bits) - 1;
        if (held < 0) {
            buffer = (bytes[at++] & 0xFF) >>> -held;
            held += 8;
        }
        for (int i = 0; i < count; i++) {
            while (held < bits) {
                buffer |= (bytes[at++] & 0xFF) << held;
                held += 8;
            }
            into[from + i] = buffer & mask;
            buffer >>>= bits;
            held -= bits;
        }
    }

    private static void many(byte[] bytes, long bit, int bits, int[] into, int from, int count) {
        long mask = (1L << bits) - 1;
        for (int i = 0; i < count; i++) {
            int at = (int) (bit >>> 3);
            long word = 0;
            for (int k = 0; k < 5; k++) { // 32 bits and the seven before them
                word |= (bytes[at + k] & 0xFFL) << (8 * k);
            }
            into[from + i] = (int) (word >>> (bit & 7) & mask);
            bit += bits;
        }
    }
}

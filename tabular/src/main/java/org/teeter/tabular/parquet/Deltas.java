package org.teeter.tabular.parquet;

/**
 * Whole numbers as differences from those before them, in blocks of equally many bits each: Parquet's {@code DELTA_BINARY_PACKED}.
 *
 * @param at behind the last byte of them
 */
record Deltas(int at) {
    private static final int LARGEST_BLOCK = 1 << 16;
    private static final int MULTIPLE = 128; // of a block
    private static final int MULTIPLE_EACH = 32; // of a part of one

    /**
     * Reads all numbers of a page.
     *
     * @param into as many as there must be
     */
    static Deltas read(byte[] bytes, int from, int end, long[] into, int count) throws NotPlain {
        Reader in = new Reader(bytes, from, end);
        long block = in.varint();
        long parts = in.varint();
        long total = in.varint();
        long value = in.zigzag();
        if (block <= 0 || block > LARGEST_BLOCK || parts <= 0 || parts > block || block % parts != 0) {
            throw new NotPlain("blocks of another size");
        }
        int each = (int) (block / parts);
        if (block % MULTIPLE != 0 || each % MULTIPLE_EACH != 0 || total != count) {
            throw new NotPlain("differences of other values");
        }
        int done = 0;
        if (count > 0) {
            into[done++] = value;
        }
        while (done < count) {
            long least = in.zigzag();
            int widths = in.at;
            in.pass(parts);
            for (int part = 0; part < parts && done < count; part++) {
                int width = bytes[widths + part] & 0xFF;
                if (width > Long.SIZE) {
                    throw new NotPlain("differences of too many bits");
                }
                long bit = (long) in.at * 8;
                in.pass((long) each / 8 * width);
                for (int k = 0; k < each && done < count; k++) {
                    value += least + bits(bytes, bit, width);
                    into[done++] = value;
                    bit += width;
                }
            }
        }
        return new Deltas(in.at);
    }

    private static long bits(byte[] bytes, long bit, int width) {
        int at = (int) (bit >>> 3);
        int before = (int) (bit & 7);
        long value = 0;
        for (int got = -before, k = 0; got < width; got += 8, k++) {
            long b = bytes[at + k] & 0xFFL;
            value |= got < 0 ? b >>> -got : b << got;
        }
        return width == Long.SIZE ? value : value & ((1L << width) - 1);
    }

    private static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;

        Reader(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
        }

        void pass(long count) throws NotPlain {
            if (count > end - at) {
                throw new NotPlain("differences that end too early");
            }
            at += (int) count;
        }

        long varint() throws NotPlain {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                pass(1);
                int b = bytes[at - 1] & 0xFF;
                value |= (long) (b & 0x7F) << shift;
                if (b < 0x80) {
                    return value;
                }
            }
            throw new NotPlain("a number of too many bytes");
        }

        long zigzag() throws NotPlain {
            long value = varint();
            return value >>> 1 ^ -(value & 1);
        }
    }
}

package org.teeter.tabular.parquet;

import java.nio.charset.StandardCharsets;
import org.teeter.tabular.bytes.Utf8;

/**
 * Reads Thrift's compact protocol, in which Parquet describes itself: structs of numbered fields. Mutable.
 *
 * <p>Fields must come in the order of their numbers, each once, as every writer writes them. No length is believed beyond the bytes that
 * are there.
 */
final class Compact {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int DEEPEST = 16;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int type; // of the field reached

    Compact(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Where reading goes on. */
    int at() {
        return at;
    }

    /** The fields of a struct that begins here. */
    Fields fields() {
        return new Fields();
    }

    /** The fields of one struct, one after the other. */
    final class Fields {
        private int number;
        private long seen;

        /** Goes to the next field; false if there is none. */
        boolean next() throws NotPlain {
            int head = one();
            type = head & 0xF;
            if (type == 0) {
                if (head != 0) {
                    throw new NotPlain("a field without a type");
                }
                return false;
            }
            int step = head >>> 4;
            long next = step > 0 ? number + step : zigzag();
            if (next <= number || next > Short.MAX_VALUE) {
                throw new NotPlain("fields out of order");
            }
            number = (int) next;
            seen |= number < Long.SIZE ? 1L << number : 0;
            return true;
        }

        int number() {
            return number;
        }

        /** Makes sure that some fields were there, as readers of every kind do. */
        void require(int... numbers) throws NotPlain {
            for (int needed : numbers) {
                if ((seen & 1L << needed) == 0) {
                    throw new NotPlain("structs without what they must have");
                }
            }
        }
    }

    boolean truth() throws NotPlain {
        if (type != TRUE && type != FALSE) {
            throw new NotPlain("a field that is no truth value");
        }
        return type == TRUE;
    }

    int i8() throws NotPlain {
        require(BYTE);
        return (byte) one();
    }

    int i32() throws NotPlain {
        require(I32);
        return asInt(zigzag());
    }

    long i64() throws NotPlain {
        require(I64);
        return zigzag();
    }

    String text() throws NotPlain {
        require(BINARY);
        return string();
    }

    void struct() throws NotPlain {
        require(STRUCT);
    }

    /** How many structs a list holds; each is read as one. */
    int structs() throws NotPlain {
        return elements(STRUCT);
    }

    /** How many texts a list holds; each is a {@link #string}. */
    int strings() throws NotPlain {
        return elements(BINARY);
    }

    String string() throws NotPlain {
        int length = length();
        if (Utf8.firstBad(bytes, at, at + length) >= 0) {
            throw new NotPlain("text that is not UTF-8");
        }
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** A list of numbers. */
    int[] numbers() throws NotPlain {
        int[] numbers = new int[elements(I32)];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = asInt(zigzag());
        }
        return numbers;
    }

    /** Passes over a list of structs that must have some fields, which are numbers. */
    void skipStructsOfNumbers(int... needed) throws NotPlain {
        skipStructs(I32, needed);
    }

    /** Passes over a list of structs that must have some fields, which are texts. */
    void skipStructsOfTexts(int... needed) throws NotPlain {
        skipStructs(BINARY, needed);
    }

    private void skipStructs(int kind, int... needed) throws NotPlain {
        for (int k = structs(); k > 0; k--) {
            Fields fields = fields();
            while (fields.next()) {
                if (type != kind) {
                    throw new NotPlain("a field of another type");
                }
                skip();
            }
            fields.require(needed);
        }
    }

    /** Passes over the field reached. */
    void skip() throws NotPlain {
        if (type != TRUE && type != FALSE) {
            skip(type, 0);
        }
    }

    private void require(int wanted) throws NotPlain {
        if (type != wanted) {
            throw new NotPlain("a field of another type");
        }
    }

    private int elements(int wanted) throws NotPlain {
        require(LIST);
        int head = one();
        int size = size(head);
        if (size > 0 && (head & 0xF) != wanted) {
            throw new NotPlain("a list of another type");
        }
        return size;
    }

    private int size(int head) throws NotPlain {
        long size = head >>> 4 == 15 ? varint() : head >>> 4;
        if (size < 0 || size > end - at) { // each element takes a byte or more
            throw new NotPlain("a list longer than its bytes");
        }
        return (int) size;
    }

    private int length() throws NotPlain {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new NotPlain("text longer than its bytes");
        }
        return (int) length;
    }

    private void skip(int of, int depth) throws NotPlain {
        if (depth > DEEPEST) {
            throw new NotPlain("structs in structs");
        }
        switch (of) {
            case TRUE, FALSE, BYTE -> one(); // in a list
            case I16, I32, I64 -> zigzag();
            case DOUBLE -> {
                requireLeft(Double.BYTES);
                at += Double.BYTES;
            }
            case BINARY -> {
                int length = length();
                at += length;
            }
            case LIST, SET -> {
                int head = one();
                for (int k = size(head); k > 0; k--) {
                    skip(head & 0xF, depth + 1);
                }
            }
            case MAP -> skipMap(depth);
            case STRUCT -> {
                Fields fields = fields();
                while (fields.next()) {
                    if (type != TRUE && type != FALSE) {
                        skip(type, depth + 1);
                    }
                }
            }
            default -> throw new NotPlain("an unknown type");
        }
    }

    private void skipMap(int depth) throws NotPlain {
        long size = varint();
        if (size < 0 || size > end - at) {
            throw new NotPlain("a map longer than its bytes");
        }
        int types = size == 0 ? 0 : one();
        for (long k = 0; k < size; k++) {
            skip(types >>> 4, depth + 1);
            skip(types & 0xF, depth + 1);
        }
    }

    private void requireLeft(int count) throws NotPlain {
        if (end - at < count) {
            throw new NotPlain("structs longer than their bytes");
        }
    }

    private int one() throws NotPlain {
        requireLeft(1);
        return bytes[at++] & 0xFF;
    }

    private long varint() throws NotPlain {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = one();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new NotPlain("a number of too many bytes");
    }

    private long zigzag() throws NotPlain {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private static int asInt(long value) throws NotPlain {
        if (value != (int) value) {
            throw new NotPlain("a number that is too large");
        }
        return (int) value;
    }
}

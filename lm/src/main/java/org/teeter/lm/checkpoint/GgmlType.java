package org.teeter.lm.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What the numbers of a tensor in a GGUF file are: plain ones, or blocks of small whole numbers q with a scale d and perhaps a minimum
 * m in half precision. All is computed in single precision and in the order of ggml's reference, so that the bits are its.
 */
enum GgmlType {
    F32(0, 1, 4, ScalarType.Float),
    F16(1, 1, 2, ScalarType.Half),
    BF16(30, 1, 2, ScalarType.BFloat16),
    Q4_0(2, 32, 18, ScalarType.Float),
    Q4_1(3, 32, 20, ScalarType.Float),
    Q5_0(6, 32, 22, ScalarType.Float),
    Q5_1(7, 32, 24, ScalarType.Float),
    Q8_0(8, 32, 34, ScalarType.Float),
    Q4_K(12, 256, 144, ScalarType.Float),
    Q5_K(13, 256, 176, ScalarType.Float),
    Q6_K(14, 256, 210, ScalarType.Float);

    private final int id;
    private final int blockLength;
    private final int blockBytes;
    private final ScalarType scalar;

    GgmlType(int id, int blockLength, int blockBytes, ScalarType scalar) {
        this.id = id;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
        this.scalar = scalar;
    }

    static Optional<GgmlType> of(int id) {
        return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
    }

    static String supported() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** How many numbers are stored together; a row is made of whole blocks. */
    int blockLength() {
        return blockLength;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** The type of the numbers: as they are stored, or as they are unpacked. */
    ScalarType scalar() {
        return scalar;
    }

    boolean isPlain() {
        return blockLength == 1;
    }

    /**
     * Unpacks blocks from the start of some bytes.
     *
     * @param in little endian
     * @param count how many numbers, of whole blocks
     */
    void unpack(ByteBuffer in, int count, float[] out) {
        for (int i = 0; i < count / blockLength; i++) {
            unpack(in, i * blockBytes, out, i * blockLength);
        }
    }

    /** Unpacks the block at a byte, to a place. */
    private void unpack(ByteBuffer in, int at, float[] out, int to) {
        switch (this) {
            case Q4_0 -> small(in, at, out, to, false, false);
            case Q4_1 -> small(in, at, out, to, true, false);
            case Q5_0 -> small(in, at, out, to, false, true);
            case Q5_1 -> small(in, at, out, to, true, true);
            case Q8_0 -> bytes(in, at, out, to);
            case Q4_K -> eight(in, at, out, to, false);
            case Q5_K -> eight(in, at, out, to, true);
            case Q6_K -> sixteen(in, at, out, to);
            case F32, F16, BF16 -> throw new IllegalStateException(this + " is not packed");
        }
    }

    /** 32 numbers: d, perhaps m, perhaps each number's fifth bit, and 16 bytes with the lower bits of two numbers, 16 places apart. */
    private static void small(ByteBuffer in, int at, float[] out, int to, boolean minimum, boolean fifth) {
        float d = half(in.getShort(at));
        float m = minimum ? half(in.getShort(at + 2)) : 0;
        int high = at + (minimum ? 4 : 2);
        int fifths = fifth ? in.getInt(high) : 0;
        int low = fifth ? high + 4 : high;
        int middle = fifth ? 16 : 8;
        for (int i = 0; i < 32; i++) {
            int b = in.get(low + i % 16) & 0xff;
            int q = (i < 16 ? b & 15 : b >> 4) | (((fifths >>> i) & 1) << 4);
            out[to + i] = minimum ? d * q + m : d * (q - middle); // to add a zero would lose the sign of another
        }
    }

    /** 32 numbers: d, then a byte for each. */
    private static void bytes(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in.getShort(at));
        for (int i = 0; i < 32; i++) {
            out[to + i] = d * in.get(at + 2 + i);
        }
    }

    /** 256 numbers in eight parts, whose scales and minima have 6 bits each and a common d and m. */
    private static void eight(ByteBuffer in, int at, float[] out, int to, boolean fifth) {
        float d = half(in.getShort(at));
        float m = half(in.getShort(at + 2));
        int low = at + (fifth ? 48 : 16);
        for (int part = 0; part < 8; part++) {
            int scale;
            int minimum;
            int six = at + 4 + part; // the first four scales, then the first four minima; the rest is cut up
            if (part < 4) {
                scale = in.get(six) & 63;
                minimum = in.get(six + 4) & 63;
            } else {
                int lower = in.get(six + 4);
                scale = (lower & 15) | ((in.get(six - 4) >> 2) & 0x30);
                minimum = ((lower >> 4) & 15) | ((in.get(six) >> 2) & 0x30);
            }
            float ds = d * scale;
            float ms = m * minimum;
            for (int i = 0; i < 32; i++) {
                int q = (in.get(low + part / 2 * 32 + i) >> (part % 2 * 4)) & 15;
                if (fifth) {
                    q |= ((in.get(at + 16 + i) >> part) & 1) << 4;
                }
                out[to + part * 32 + i] = ds * q - ms;
            }
        }
    }

    /** 256 numbers of 6 bits in sixteen parts with a scale of a byte each, and a common d behind all. */
    private static void sixteen(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in.getShort(at + 208));
        for (int i = 0; i < 256; i++) {
            int inHalf = i % 128;
            int low = (in.get(at + i / 128 * 64 + inHalf % 64) >> (inHalf / 64 * 4)) & 15;
            int high = (in.get(at + 128 + i / 128 * 32 + inHalf % 32) >> (inHalf / 32 * 2)) & 3;
            out[to + i] = d * in.get(at + 192 + i / 16) * ((low | (high << 4)) - 32);
        }
    }

    /** The number that sixteen bits are in IEEE's half precision. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        int number = switch (exponent) {
            case 0 -> Float.floatToRawIntBits(fraction * 0x1p-24f);
            case 31 -> 0x7f800000 | (fraction << 13);
            default -> ((exponent + 112) << 23) | (fraction << 13);
        };
        return Float.intBitsToFloat(sign | number);
    }
}

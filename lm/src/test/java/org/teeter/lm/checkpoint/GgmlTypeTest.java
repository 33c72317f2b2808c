package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Blocks of random bytes against gguf 0.19.0 (golden/gguf_files.py), to the bit. */
class GgmlTypeTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"F32", "F16", "BF16"})
    void unpacksAsTheReferenceDoes(GgmlType type) throws IOException {
        JsonNode one = fixture(type);
        ByteBuffer packed = bytes(one.get("packed"));
        ByteBuffer expected = bytes(one.get("numbers"));
        float[] numbers = new float[expected.capacity() / 4];
        assertEquals(packed.capacity() / type.blockBytes() * type.blockLength(), numbers.length);
        type.unpack(packed, numbers.length, numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(expected.getInt(4 * i), Float.floatToRawIntBits(numbers[i]), type + ", number " + i);
        }
    }

    @Test
    void halvesAreThoseOfTheReference() throws IOException {
        JsonNode one = fixture(GgmlType.F16);
        ByteBuffer packed = bytes(one.get("packed"));
        ByteBuffer expected = bytes(one.get("numbers"));
        for (int i = 0; i < packed.capacity() / 2; i++) {
            assertEquals(
                    expected.getInt(4 * i),
                    Float.floatToRawIntBits(GgmlType.half(packed.getShort(2 * i))),
                    "half " + i);
        }
        assertEquals(Float.POSITIVE_INFINITY, GgmlType.half((short) 0x7c00));
        assertEquals(Float.NaN, GgmlType.half((short) 0x7e00));
        assertEquals(-0.0f, GgmlType.half((short) 0x8000));
    }

    static JsonNode fixture(GgmlType type) throws IOException {
        return JsonMapper.shared()
                .readTree(
                        DecoderParityTest.FIXTURES.resolve("gguf/unpacked.json").toFile())
                .get(type.name());
    }

    static ByteBuffer bytes(JsonNode hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.stringValue())).order(ByteOrder.LITTLE_ENDIAN);
    }
}

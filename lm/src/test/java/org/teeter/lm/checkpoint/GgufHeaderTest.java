package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufHeaderTest {
    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.gguf"), bytes);
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = file(bytes);
        String message = String.valueOf(assertThrows(CheckpointException.class, () -> GgufHeader.read(file))
                .getMessage());
        assertTrue(message.startsWith(file + ": "), message);
        assertEquals(1, message.lines().count());
        return message.substring((file + ": ").length());
    }

    private String refusal(Consumer<GgufWriter> change) throws IOException {
        GgufWriter file = new GgufWriter().put("a", 1);
        change.accept(file);
        return refusal(file.bytes());
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** A file by the Python package's writer (golden/gguf_files.py). */
    @Test
    void readsWhatTheReferenceWrites() throws IOException {
        GgufHeader header = GgufHeader.read(DecoderParityTest.FIXTURES.resolve("gguf/written.gguf"));
        GgufMetadata metadata = header.metadata();
        assertEquals(Optional.of("llama"), metadata.text("general.architecture"));
        assertEquals(Optional.of("Ġdog 🙂"), metadata.text("a.text"));
        assertEquals(Optional.of(true), metadata.flag("a.bool"));
        String[] keys = {"u8", "i8", "u16", "i16", "u32", "i32", "f32", "u64", "i64", "f64"};
        double[] numbers = {255, -1, 65535, -2, 4294967295.0, -3, 1e-5, 0x1p40, -0x1p40, 0.1};
        for (int i = 0; i < keys.length; i++) {
            assertEquals(numbers[i], metadata.number("a." + keys[i]).orElseThrow(), keys[i]);
        }
        assertEquals(List.of("a", "", "▁b"), metadata.texts("a.texts", 3));
        assertArrayEquals(new double[] {1, 2, -3}, metadata.numbers("a.numbers", 3));
        assertTrue(metadata.has("a.lists"));
        assertFalse(metadata.text("none").isPresent() || metadata.number("none").isPresent());
        assertEquals(
                List.of("plain", "half", "packed"), List.copyOf(header.entries().keySet()));
        header.entries().values().forEach(entry -> assertEquals(List.of(3L, 64L), entry.shape()));
        assertEquals(
                List.of(GgmlType.F32, GgmlType.F16, GgmlType.Q5_1),
                header.entries().values().stream().map(GgufHeader.Entry::type).toList());
        float[] plain = header.floats("plain", 3, 64);
        assertEquals(-1, plain[0]);
        assertEquals(1, plain[191]);
    }

    @Test
    void saysWhatIsWrongWithAValue() throws IOException {
        GgufMetadata metadata = GgufHeader.read(DecoderParityTest.FIXTURES.resolve("gguf/written.gguf"))
                .metadata();
        for (List<String> one : List.of(
                List.of("a.u8", "a text, but is U8"),
                List.of("a.texts", "a text, but is a list of TEXT"),
                List.of("a.lists", "a text, but is a list of LIST"))) {
            CheckpointException e = assertThrows(CheckpointException.class, () -> metadata.text(one.get(0)));
            assertEquals(metadata.file() + ": " + one.get(0) + " must be " + one.get(1), e.getMessage());
        }
        assertThrows(CheckpointException.class, () -> metadata.number("a.bool"));
        assertThrows(CheckpointException.class, () -> metadata.flag("a.u8"));
        assertThrows(CheckpointException.class, () -> metadata.numbers("a.texts", 3));
        assertThrows(CheckpointException.class, () -> metadata.texts("a.texts", 2));
        assertThrows(CheckpointException.class, () -> metadata.texts("none", 2));
    }

    @Test
    void saysWhatIsWrongWithAHeader() throws IOException {
        assertEquals("it must begin with the letters GGUF and have a header", refusal(new byte[3]));
        assertEquals("it must begin with the letters GGUF and have a header", refusal(new byte[40]));
        assertEquals(
                "it must be of GGUF's version 2 or 3, little endian, but is of version 1",
                refusal(file -> file.version = 1));
        assertEquals(
                "it must be of GGUF's version 2 or 3, little endian, but is of version 3, big endian",
                refusal(file -> file.version = 3 << 24));
        byte[] magic = joined("GGUF".getBytes(StandardCharsets.US_ASCII), GgufWriter.u32(3));
        assertEquals(
                "it must have at most 131072 tensors, but says that it has 18446744073709551615",
                refusal(joined(magic, GgufWriter.u64(-1), GgufWriter.u64(0))));
        assertEquals(
                "it must have at most 16384 keys, but says that it has 16385",
                refusal(joined(magic, GgufWriter.u64(0), GgufWriter.u64(16385))));
        byte[] oneKey = joined(magic, GgufWriter.u64(0), GgufWriter.u64(1));
        assertEquals(
                "key 1 must lie inside the file of 24 bytes, but needs 8 from byte 24 on; the file is truncated or damaged",
                refusal(oneKey));
        assertEquals(
                "key 1 must have a name of at most 65536 bytes, but says that it has 9223372036854775807; the file is"
                        + " truncated or damaged",
                refusal(joined(oneKey, GgufWriter.u64(Long.MAX_VALUE))));
        byte[] named = joined(oneKey, GgufWriter.text("k"));
        assertEquals(
                "k must have a value of a known type, but has one of type 13",
                refusal(joined(named, GgufWriter.u32(13))));
        assertEquals(
                "k must lie inside the file of 45 bytes, but needs 9223372036854775807 from byte 45 on; the file is"
                        + " truncated or damaged",
                refusal(joined(named, GgufWriter.u32(8), GgufWriter.u64(Long.MAX_VALUE))));
        for (int kind : new int[] {0, 8, 9}) {
            assertEquals(
                    "k must have a list that the file has room for, but says that it has 4611686018427387904 entries; the"
                            + " file is truncated or damaged",
                    refusal(joined(named, GgufWriter.u32(9), GgufWriter.u32(kind), GgufWriter.u64(1L << 62))));
        }
        byte[] deep = named;
        for (int i = 0; i < 6; i++) {
            deep = joined(deep, i == 0 ? GgufWriter.u32(9) : new byte[0], GgufWriter.u32(9), GgufWriter.u64(1));
        }
        assertEquals("k must have lists in lists 4 deep at most", refusal(deep));
        byte[] notUtf8 = joined(oneKey, GgufWriter.u64(1), new byte[] {(byte) 0xff}, GgufWriter.u32(0), new byte[1]);
        assertEquals("key 1 must have a name in UTF-8", refusal(notUtf8));
        byte[] twice = joined(
                magic,
                GgufWriter.u64(0),
                GgufWriter.u64(2),
                GgufWriter.text("k"),
                GgufWriter.u32(0),
                new byte[1],
                GgufWriter.text("k"),
                GgufWriter.u32(0),
                new byte[1]);
        assertEquals("the key k must be there once, but is there twice", refusal(twice));
        for (Object alignment : new Object[] {0, 3, 1 << 17, 1.5f, -8f}) {
            assertTrue(refusal(file -> file.put("general.alignment", alignment))
                    .startsWith("general.alignment must be a power of two up to 65536, got "));
        }
    }

    @Test
    void saysWhatIsWrongWithATensor() throws IOException {
        byte[] data = new byte[64];
        assertEquals(
                "tensor t must be of one of the types F32, F16, BF16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q4_K, Q5_K, Q6_K, but"
                        + " is of ggml's type 10; take a file that is quantized otherwise",
                refusal(file -> file.tensor("t", 10, new long[] {256}, 0, data)));
        assertEquals(
                "tensor t must have 1 to 4 dimensions, but has 5",
                refusal(file -> file.tensor("t", 0, new long[] {1, 1, 1, 1, 1}, 0, data)));
        assertEquals(
                "tensor t must have dimensions of 1 or more, got 18446744073709551615",
                refusal(file -> file.tensor("t", 0, new long[] {-1}, 0, data)));
        assertEquals(
                "tensor t has an impossible shape [4611686018427387904, 4]",
                refusal(file -> file.tensor("t", 0, new long[] {1L << 62, 4}, 0, data)));
        assertEquals(
                "tensor t of type Q8_0 must have rows of a multiple of 32 numbers, but has rows of 16",
                refusal(file -> file.tensor("t", GgmlType.Q8_0, new long[] {2, 16}, data)));
        assertEquals(
                "tensor t must lie inside the file of 160 bytes, but ends 68 bytes after byte 96; the file is truncated or"
                        + " damaged",
                refusal(file -> file.tensor("t", 0, new long[] {17}, 0, data)));
        for (long offset : new long[] {0, 32, 128, -1}) {
            assertEquals(
                    "tensor u must begin at byte 64 of the data, where the one before it ends, but begins at "
                            + Long.toUnsignedString(offset),
                    refusal(file -> file.tensor("t", 0, new long[] {16}, 0, data)
                            .tensor("u", 0, new long[] {16}, offset, data)));
        }
        byte[] once =
                new GgufWriter().tensor("t", 0, new long[] {1}, 0, new byte[0]).bytes();
        byte[] entry = Arrays.copyOfRange(once, 24, 24 + 9 + 4 + 8 + 4 + 8);
        once[8] = 2;
        assertEquals(
                "tensor t must be there once, but is there twice",
                refusal(joined(Arrays.copyOf(once, 24), entry, entry)));
    }

    /** A file of a gigabyte, all holes, whose header never ends. */
    @Test
    void aHeaderHasABound() throws IOException {
        Path file = file(joined(
                "GGUF".getBytes(StandardCharsets.US_ASCII),
                GgufWriter.u32(3),
                GgufWriter.u64(0),
                GgufWriter.u64(1),
                GgufWriter.text("k"),
                GgufWriter.u32(8),
                GgufWriter.u64(1 << 29)));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1 << 30);
        }
        CheckpointException e = assertThrows(CheckpointException.class, () -> GgufHeader.read(file));
        assertEquals(
                file + ": its metadata and table of tensors must have at most 67108864 bytes, but have more",
                e.getMessage());
    }

    @Test
    void isKnownByItsNameOrItsFirstLetters() throws IOException {
        assertTrue(GgufHeader.isGguf(file(new byte[0])));
        byte[] good = new GgufWriter().bytes();
        assertTrue(GgufHeader.isGguf(Files.write(folder.resolve("sha256-1"), good)));
        assertFalse(GgufHeader.isGguf(Files.write(folder.resolve("short"), Arrays.copyOf(good, 3))));
        assertFalse(GgufHeader.isGguf(folder));
        assertFalse(GgufHeader.isGguf(folder.resolve("none.gguf")));
    }
}

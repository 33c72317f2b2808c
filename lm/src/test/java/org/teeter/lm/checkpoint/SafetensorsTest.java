package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.safetensors"), bytes);
    }

    private static byte[] bytes(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Test
    void everyTypeComesBackBitForBit() throws IOException {
        Path file = folder.resolve("all.safetensors");
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (ElementType type : ElementType.values()) {
                tensors.put(
                        "a " + type,
                        torch.arange(new org.bytedeco.pytorch.Scalar(7)).to(type.scalar()));
                tensors.put("none " + type, torch.zeros(new long[] {3, 0}, Placement.CPU.options(type.scalar())));
                tensors.put(
                        "turned " + type,
                        torch.arange(new org.bytedeco.pytorch.Scalar(6))
                                .to(type.scalar())
                                .reshape(2, 3)
                                .t());
                tensors.put(
                        "one " + type,
                        torch.arange(new org.bytedeco.pytorch.Scalar(1))
                                .to(type.scalar())
                                .reshape());
            }
            SafetensorsWriter.write(file, tensors, Map.of("format", "pt", "é \"", "\n"));
            try (SafetensorsFile back = SafetensorsFile.open(file)) {
                assertEquals(Map.of("format", "pt", "é \"", "\n"), back.metadata());
                assertEquals(tensors.keySet(), back.names());
                tensors.forEach((name, tensor) -> {
                    Tensor read = back.tensor(name);
                    assertEquals(
                            tensor.scalar_type().intern(), read.scalar_type().intern(), name);
                    assertArrayEquals(tensor.shape(), read.shape(), name);
                    assertTrue(tensor.equal(read), name);
                });
            }
        }
        long header = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        assertEquals(0, header % 8, "the header is padded to eight bytes");
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing is left beside it");
        }
    }

    /** Longer than what is copied at a time, by half of it; a window and a turned matrix have no memory of their own. */
    @Test
    void longTensorsAreWrittenInPieces() throws IOException {
        Path file = folder.resolve("long.safetensors");
        long n = 12L << 20;
        try (PointerScope scope = new PointerScope()) {
            Tensor all = torch.arange(new org.bytedeco.pytorch.Scalar(n)).to(ScalarType.Short);
            Map<String, Tensor> tensors = Map.of(
                    "window",
                    all.narrow(0, 3, n - 3),
                    "turned",
                    all.view(3, n / 3).t());
            SafetensorsWriter.write(file, tensors, Map.of());
            try (SafetensorsFile back = SafetensorsFile.open(file)) {
                tensors.forEach((name, tensor) -> assertTrue(tensor.equal(back.tensor(name)), name));
            }
        }
    }

    @Test
    void unalignedTensorsAreRead() throws IOException {
        String header = "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"f\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]}}";
        byte[] bytes = bytes(header, 5);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, 2.5f);
        try (SafetensorsFile file = SafetensorsFile.open(file(bytes));
                PointerScope scope = new PointerScope()) {
            assertArrayEquals(new double[] {2.5}, Torch.toDoubles(file.tensor("f")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | 0 | its header must be a JSON object",
                "{} | 3 | its tensors must cover its data of 3 bytes, but end after 0",
                "{}{} | 0 | its header must be a single JSON object",
                "{\"a\":7} | 0 | tensor a must be an object",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}} | 4 | tensor a must have dtype, shape and data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}} | 4 | tensor a must have two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}} | 4 | tensor a must lie inside the 4 bytes of"
                        + " data, but is at 0 to 8; the file is truncated or damaged",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}} | 4 | tensor a must lie inside the 4 bytes of"
                        + " data, but is at 4 to 0; the file is truncated or damaged",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 4 | tensor a of shape [2] and type F32 must"
                        + " have 8 bytes, but has 4",
                "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | tensor a has elements of type 'F99',"
                        + " which is not supported",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4 | tensor a: shape must not be negative",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}} | 0 | tensor a has an"
                        + " impossible shape [4611686018427387904, 4]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,0]}} | 0 | tensor a: shape must"
                        + " be 63-bit numbers",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],"
                        + "\"data_offsets\":[2,6]}} | 6 | tensor b must begin at byte 4 of the data, where the one before it"
                        + " ends, but begins at 2",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}} | 2 | tensor a must begin at byte 0 of the"
                        + " data, where the one before it ends, but begins at 1",
                "{\"__metadata__\":{\"a\":1}} | 0 | __metadata__.a must be a text",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"x\":1}} | 1 | tensor a has an unknown"
                        + " property x",
            })
    void saysWhatIsWrongWithAHeader(String header, int data, String reason) throws IOException {
        Path file = file(bytes(header, data));
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(file));
        assertEquals(file + ": " + reason, e.getMessage());
    }

    @Test
    void refusesTheSameTensorTwice() throws IOException {
        String one = "{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
        Path file = file(bytes("{\"a\":" + one + ",\"a\":" + one + "}", 0));
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(file));
        assertTrue(String.valueOf(e.getMessage()).contains("Duplicate Object property \"a\""), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "100000001", "9223372036854775807", "17000000", "93"})
    void refusesALengthThatTheFileDoesNotHave(long length) throws IOException {
        byte[] bytes = new byte[100];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        Path file = file(bytes);
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(file));
        assertEquals(
                file + " must be a safetensors file whose header has 2 to 92 bytes, but it declares "
                        + Long.toUnsignedString(length) + "; the file is truncated or something else",
                e.getMessage());
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = file(new byte[7]);
        CheckpointException e = assertThrows(CheckpointException.class, () -> SafetensorsFile.open(file));
        assertEquals(
                file + " must start with the eight bytes of its header's length, but has 7 bytes in all",
                e.getMessage());
    }

    /** Bytes changed, cut, doubled: a file is either refused, or all of its tensors can be read. */
    @Test
    void damagedFilesAreRefusedOrRead() throws IOException {
        Path good = folder.resolve("good.safetensors");
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("a", torch.ones(3, 5));
            tensors.put("b", torch.ones(7).to(ScalarType.BFloat16));
            tensors.put("c", torch.ones(2).to(ScalarType.Long));
            SafetensorsWriter.write(good, tensors, Map.of("format", "pt"));
        }
        byte[] bytes = Files.readAllBytes(good);
        Random random = new Random(1);
        int refused = 0;
        int read = 0;
        for (int i = 0; i < 600; i++) {
            Path file = file(damaged(bytes, random));
            try (SafetensorsFile opened = SafetensorsFile.open(file);
                    PointerScope scope = new PointerScope()) {
                for (String name : opened.names()) {
                    opened.tensor(name).to(ScalarType.Double).sum().item_double();
                }
                read++;
            } catch (CheckpointException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 200 && read > 10, refused + " refused, " + read + " read");
    }

    /** One to three changes: a byte, a digit, a cut, a piece doubled. */
    static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int change = 0; change <= random.nextInt(3); change++) {
            if (bytes.length < 2) {
                return bytes;
            }
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[random.nextInt(Math.min(bytes.length, 8))] = (byte) random.nextInt(256);
                case 2 -> {
                    List<Integer> digits = new ArrayList<>();
                    for (int i = 0; i < bytes.length; i++) {
                        if (bytes[i] >= '0' && bytes[i] <= '9') {
                            digits.add(i);
                        }
                    }
                    if (!digits.isEmpty()) {
                        bytes[digits.get(random.nextInt(digits.size()))] = (byte) ('0' + random.nextInt(10));
                    }
                }
                case 3 -> bytes = java.util.Arrays.copyOf(bytes, at);
                default -> {
                    int length = random.nextInt(Math.min(20, bytes.length - at));
                    byte[] longer = new byte[bytes.length + length];
                    System.arraycopy(bytes, 0, longer, 0, at + length);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}

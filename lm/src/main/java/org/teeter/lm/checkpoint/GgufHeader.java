package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.teeter.lm.checkpoint.GgufMetadata.Kind;
import org.teeter.lm.checkpoint.GgufMetadata.Value;

/**
 * What the front of a GGUF file says, of version 2 or 3 and little endian: metadata, then the table of tensors.
 *
 * <p>Lengths are held against what is left of the file before anything is allocated, and the tensors must follow each other as the
 * table names them, as they do for ggml: then none overlaps another, and each lies inside the file.
 *
 * @param size the size of the file
 * @param entries the tensors by name, in the order of the table
 */
record GgufHeader(Path file, long size, GgufMetadata metadata, Map<String, Entry> entries) {
    /** Longest header that is read, in bytes. A tokenizer of a quarter of a million tokens has some 10 MB. */
    static final long LONGEST = 64L << 20;

    static final int MOST_KEYS = 1 << 14;
    static final int MOST_TENSORS = 1 << 17;
    private static final int MOST_DIMENSIONS = 4;
    private static final int DEEPEST = 4; // lists in lists
    private static final int LONGEST_NAME = 1 << 16;
    private static final int MAGIC = 0x46554747; // GGUF
    private static final int MOST_ALIGNMENT = 1 << 16;

    GgufHeader {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * A stored tensor.
     *
     * @param shape rows first, as in Hugging Face's files; the format has it the other way round
     * @param at its first byte, counted from the start of the file
     */
    record Entry(GgmlType type, List<Long> shape, long at, long bytes) {
        Entry {
            shape = List.copyOf(shape);
        }

        long[] shapeArray() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Whether a path is to be read as one: a file of that ending or beginning. */
    static boolean isGguf(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer first = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            while (first.hasRemaining() && channel.read(first) >= 0) {}
            return !first.hasRemaining() && first.getInt(0) == MAGIC;
        }
    }

    static GgufHeader read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Reader(file, channel).header();
        }
    }

    /** The numbers of a small tensor in single precision. */
    float[] floats(String name, long... shape) {
        Entry entry = entries.get(name);
        if (entry == null || entry.type() != GgmlType.F32 || !Arrays.equals(entry.shapeArray(), shape)) {
            throw new CheckpointException(
                    file + ": tensor " + name + " must be of type F32 and shape " + Arrays.toString(shape));
        }
        int count = (int) (entry.bytes() / 4);
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(entry.at());
            readFully(channel, bytes, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        float[] numbers = new float[count];
        bytes.flip().asFloatBuffer().get(numbers);
        return numbers;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, Path file) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new CheckpointException(file + " became shorter while it was read");
            }
        }
    }

    /** Goes through the bytes, of which it reads more as it needs them. */
    private static final class Reader {
        private final Path file;
        private final FileChannel channel;
        private final long size;
        private ByteBuffer bytes = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        private int at;

        Reader(Path file, FileChannel channel) throws IOException {
            this.file = file;
            this.channel = channel;
            this.size = channel.size();
        }

        GgufHeader header() throws IOException {
            require(size >= 24 && u32("the magic") == MAGIC, "it must begin with the letters GGUF and have a header");
            int version = u32("the version");
            require(
                    version == 2 || version == 3,
                    "it must be of GGUF's version 2 or 3, little endian, but is of version "
                            + (version == Integer.reverseBytes(2) || version == Integer.reverseBytes(3)
                                    ? Integer.reverseBytes(version) + ", big endian"
                                    : Integer.toUnsignedString(version)));
            long tensors = count("tensors", MOST_TENSORS);
            long keys = count("keys", MOST_KEYS);
            Map<String, Value> values = new HashMap<>();
            for (long i = 0; i < keys; i++) {
                String key = name("key " + (i + 1));
                Value value = value(kind(u32(key), key), key, 0);
                require(values.put(key, value) == null, "the key " + key + " must be there once, but is there twice");
            }
            Map<String, List<Long>> shapes = new LinkedHashMap<>();
            List<GgmlType> types = new ArrayList<>();
            List<Long> offsets = new ArrayList<>();
            for (long i = 0; i < tensors; i++) {
                String name = name("tensor " + (i + 1));
                require(
                        shapes.put(name, shape("tensor " + name)) == null,
                        "tensor " + name + " must be there once, but is there twice");
                int type = u32(name);
                types.add(GgmlType.of(type)
                        .orElseThrow(() -> new CheckpointException(file + ": tensor " + name
                                + " must be of one of the types " + GgmlType.supported() + ", but is of ggml's type "
                                + Integer.toUnsignedString(type)
                                + "; take a file that is quantized otherwise")));
                offsets.add(u64(name));
            }
            GgufMetadata metadata = new GgufMetadata(file, bytes, values);
            return new GgufHeader(file, size, metadata, entries(shapes, types, offsets, alignment(metadata)));
        }

        private long alignment(GgufMetadata metadata) {
            double alignment = metadata.number("general.alignment").orElse(32);
            require(
                    alignment >= 1
                            && alignment <= MOST_ALIGNMENT
                            && alignment == Math.rint(alignment)
                            && Long.bitCount((long) alignment) == 1,
                    "general.alignment must be a power of two up to " + MOST_ALIGNMENT + ", got " + alignment);
            return (long) alignment;
        }

        private Map<String, Entry> entries(
                Map<String, List<Long>> shapes, List<GgmlType> types, List<Long> offsets, long alignment) {
            long start = padded(at, alignment);
            long next = 0;
            int i = 0;
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (Map.Entry<String, List<Long>> shape : shapes.entrySet()) {
                String tensor = "tensor " + shape.getKey();
                GgmlType type = types.get(i);
                long bytes = bytes(type, shape.getValue(), tensor);
                long offset = offsets.get(i);
                require(
                        offset == next,
                        tensor + " must begin at byte " + next
                                + " of the data, where the one before it ends, but begins" + " at "
                                + Long.toUnsignedString(offset));
                require(
                        start <= size && bytes <= size - start - offset,
                        tensor + " must lie inside the file of " + size + " bytes, but ends " + bytes
                                + " bytes after byte " + (start + offset) + "; the file is truncated or damaged");
                entries.put(shape.getKey(), new Entry(type, shape.getValue(), start + offset, bytes));
                next = padded(offset + bytes, alignment);
                i++;
            }
            return entries;
        }

        private static long padded(long bytes, long alignment) {
            return (bytes + alignment - 1) / alignment * alignment;
        }

        private long bytes(GgmlType type, List<Long> shape, String tensor) {
            long row = shape.get(shape.size() - 1);
            require(
                    row % type.blockLength() == 0,
                    tensor + " of type " + type + " must have rows of a multiple of " + type.blockLength()
                            + " numbers, but has rows of " + row);
            try {
                long bytes = Math.multiplyExact(row / type.blockLength(), type.blockBytes());
                for (long length : shape.subList(0, shape.size() - 1)) {
                    bytes = Math.multiplyExact(bytes, length);
                }
                return bytes;
            } catch (ArithmeticException e) {
                throw new CheckpointException(file + ": " + tensor + " has an impossible shape " + shape, e);
            }
        }

        private List<Long> shape(String tensor) throws IOException {
            int dimensions = u32(tensor);
            require(
                    dimensions >= 1 && dimensions <= MOST_DIMENSIONS,
                    tensor + " must have 1 to " + MOST_DIMENSIONS + " dimensions, but has "
                            + Integer.toUnsignedString(dimensions));
            List<Long> shape = new ArrayList<>();
            for (int i = 0; i < dimensions; i++) {
                long length = u64(tensor);
                require(
                        length > 0,
                        tensor + " must have dimensions of 1 or more, got " + Long.toUnsignedString(length));
                shape.add(0, length);
            }
            return shape;
        }

        private Kind kind(int number, String key) {
            require(
                    number >= 0 && number < Kind.values().length,
                    key + " must have a value of a known type, but has one of type "
                            + Integer.toUnsignedString(number));
            return Kind.values()[number];
        }

        private Value value(Kind kind, String key, int depth) throws IOException {
            if (kind == Kind.LIST) {
                return list(key, depth);
            }
            Value value = new Value(kind, kind, 1, at);
            long length = kind == Kind.TEXT ? u64(key) : kind.bytes();
            need(length, key);
            at += (int) length;
            return value;
        }

        private Value list(String key, int depth) throws IOException {
            require(depth < DEEPEST, key + " must have lists in lists " + DEEPEST + " deep at most");
            Kind element = kind(u32(key), key);
            long count = u64(key);
            long least = switch (element) {
                case TEXT -> 8;
                case LIST -> 12;
                default -> element.bytes();
            };
            require(
                    count >= 0 && count <= Math.min(size, LONGEST) / least,
                    key + " must have a list that the file has room for, but says that it has "
                            + Long.toUnsignedString(count) + " entries; the file is truncated or damaged");
            int first = at;
            if (element.bytes() > 0) {
                need(count * least, key);
                at += (int) (count * least);
            } else {
                for (long i = 0; i < count; i++) {
                    value(element, key, depth + 1);
                }
            }
            return new Value(Kind.LIST, element, (int) count, first);
        }

        private String name(String what) throws IOException {
            long length = u64(what);
            require(
                    length >= 0 && length <= LONGEST_NAME,
                    what + " must have a name of at most " + LONGEST_NAME + " bytes, but says that it has "
                            + Long.toUnsignedString(length) + "; the file is truncated or damaged");
            need(length, what);
            try {
                String name = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.slice(at, (int) length))
                        .toString();
                at += (int) length;
                return name;
            } catch (CharacterCodingException e) {
                throw new CheckpointException(file + ": " + what + " must have a name in UTF-8", e);
            }
        }

        private long count(String what, int most) throws IOException {
            long count = u64("the number of " + what);
            require(
                    count >= 0 && count <= most,
                    "it must have at most " + most + " " + what + ", but says that it has "
                            + Long.toUnsignedString(count));
            return count;
        }

        private int u32(String what) throws IOException {
            need(4, what);
            at += 4;
            return bytes.getInt(at - 4);
        }

        private long u64(String what) throws IOException {
            need(8, what);
            at += 8;
            return bytes.getLong(at - 8);
        }

        /** So many bytes from here on, which must be in the file and in a header that is not too long. */
        private void need(long length, String what) throws IOException {
            if (length < 0 || length > size - at) {
                throw new CheckpointException(file + ": " + what + " must lie inside the file of " + size
                        + " bytes, but needs " + Long.toUnsignedString(length) + " from byte " + at
                        + " on; the file is truncated or damaged");
            }
            if (length > LONGEST - at) {
                throw new CheckpointException(file + ": its metadata and table of tensors must have at most " + LONGEST
                        + " bytes, but have more");
            }
            if (at + length <= bytes.limit()) {
                return;
            }
            long wanted =
                    Math.min(Math.min(size, LONGEST), Math.max(at + length, Math.max(1 << 16, 2L * bytes.limit())));
            ByteBuffer more = ByteBuffer.allocate((int) wanted).order(ByteOrder.LITTLE_ENDIAN);
            more.put(bytes.rewind());
            readFully(channel, more, file);
            bytes = more.flip();
        }

        private void require(boolean holds, String what) {
            if (!holds) {
                throw new CheckpointException(file + ": " + what);
            }
        }
    }
}

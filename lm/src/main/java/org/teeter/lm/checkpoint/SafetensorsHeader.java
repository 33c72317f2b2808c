package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * What the front of a safetensors file says about the rest: eight bytes with its own length, then JSON.
 *
 * <p>The data must be covered by the tensors without hole or overlap, as the format demands: then a file has no room for anything that
 * is not declared, and every tensor lies inside it. Nothing is allocated that the file's real size does not warrant.
 *
 * @param file the file
 * @param dataStart where the data begins, in bytes
 * @param size the size of the file
 * @param entries the tensors by name, in the order of the header
 * @param metadata free text by name
 */
record SafetensorsHeader(
        Path file, long dataStart, long size, Map<String, Entry> entries, Map<String, String> metadata) {
    /** Longest header that is read. A model of 100,000 tensors has one of 12 MB; the format allows 100 MB. */
    static final long LONGEST = 16L << 20;

    SafetensorsHeader {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * A stored tensor.
     *
     * @param begin first byte, counted from the start of the data
     * @param end first byte after it
     */
    record Entry(ElementType type, List<Long> shape, long begin, long end) {
        Entry {
            shape = List.copyOf(shape);
        }

        long[] shapeArray() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    static SafetensorsHeader read(Path file) throws IOException {
        long size = Files.size(file);
        if (size < 8) {
            throw new CheckpointException(file + " must start with the eight bytes of its header's length, but has "
                    + size + " bytes in all");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer first = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, first, file);
            long length = first.getLong(0);
            if (length < 2 || length > LONGEST || length > size - 8) {
                throw new CheckpointException(file + " must be a safetensors file whose header has 2 to "
                        + Math.min(LONGEST, size - 8) + " bytes, but it declares " + Long.toUnsignedString(length)
                        + "; the file is truncated or something else");
            }
            ByteBuffer json = ByteBuffer.allocate((int) length);
            readFully(channel, json, file);
            return new Reader(file, size - 8 - length).header(json.array(), 8 + length, size);
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer into, Path file) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new CheckpointException(file + " became shorter while it was read");
            }
        }
    }

    /** Reads the JSON as a stream, so that a header costs no more memory than its tensors. */
    private static final class Reader {
        private final Path file;
        private final long dataSize;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();

        Reader(Path file, long dataSize) {
            this.file = file;
            this.dataSize = dataSize;
        }

        SafetensorsHeader header(byte[] json, long dataStart, long size) {
            try (JsonParser parser = JsonFile.FACTORY.createParser(ObjectReadContext.empty(), json)) {
                require(parser.nextToken() == JsonToken.START_OBJECT, "its header must be a JSON object");
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (name.equals("__metadata__")) {
                        readMetadata(parser);
                    } else {
                        entries.put(name, readEntry(parser, name));
                    }
                }
                require(parser.nextToken() == null, "its header must be a single JSON object");
            } catch (JacksonException e) {
                throw new CheckpointException(file + ": its header must be JSON: " + e.getOriginalMessage(), e);
            }
            requireCovered();
            return new SafetensorsHeader(file, dataStart, size, entries, metadata);
        }

        private void readMetadata(JsonParser parser) {
            require(parser.currentToken() == JsonToken.START_OBJECT, "__metadata__ must be an object");
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                require(parser.nextToken() == JsonToken.VALUE_STRING, "__metadata__." + key + " must be a text");
                metadata.put(key, parser.getString());
            }
        }

        private Entry readEntry(JsonParser parser, String name) {
            String at = "tensor " + name;
            require(parser.currentToken() == JsonToken.START_OBJECT, at + " must be an object");
            String type = "";
            List<Long> shape = List.of();
            List<Long> offsets = List.of();
            int seen = 0;
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                seen++;
                switch (key) {
                    case "dtype" -> type = parser.getValueAsString("");
                    case "shape" -> shape = numbers(parser, at + ": shape");
                    case "data_offsets" -> offsets = numbers(parser, at + ": data_offsets");
                    default -> throw new CheckpointException(file + ": " + at + " has an unknown property " + key);
                }
            }
            require(seen == 3, at + " must have dtype, shape and data_offsets");
            require(offsets.size() == 2, at + " must have two data_offsets");
            long begin = offsets.get(0);
            long end = offsets.get(1);
            require(
                    begin <= end && end <= dataSize,
                    at + " must lie inside the " + dataSize + " bytes of data, but is at " + begin + " to " + end
                            + "; the file is truncated or damaged");
            String found = type;
            ElementType element = ElementType.named(type)
                    .orElseThrow(() -> new CheckpointException(
                            file + ": " + at + " has elements of type '" + found + "', which is not supported"));
            long bytes = element.bytes();
            try {
                for (long n : shape) {
                    bytes = Math.multiplyExact(bytes, n);
                }
            } catch (ArithmeticException e) {
                throw new CheckpointException(file + ": " + at + " has an impossible shape " + shape, e);
            }
            require(
                    bytes == end - begin,
                    at + " of shape " + shape + " and type " + element + " must have " + bytes + " bytes, but has "
                            + (end - begin));
            return new Entry(element, shape, begin, end);
        }

        private List<Long> numbers(JsonParser parser, String at) {
            require(parser.currentToken() == JsonToken.START_ARRAY, at + " must be a list");
            List<Long> numbers = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                require(parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER, at + " must be 63-bit numbers");
                require(parser.getLongValue() >= 0, at + " must not be negative");
                require(numbers.size() < 16, at + " must have at most 16 numbers");
                numbers.add(parser.getLongValue());
            }
            require(parser.currentToken() == JsonToken.END_ARRAY, at + " must be whole numbers");
            return numbers;
        }

        private void requireCovered() {
            List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
            inOrder.sort(Comparator.comparingLong(
                            (Map.Entry<String, Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()));
            long covered = 0;
            for (Map.Entry<String, Entry> entry : inOrder) {
                require(
                        entry.getValue().begin() == covered,
                        "tensor " + entry.getKey() + " must begin at byte " + covered
                                + " of the data, where the one before it ends, but begins at "
                                + entry.getValue().begin());
                covered = entry.getValue().end();
            }
            require(
                    covered == dataSize,
                    "its tensors must cover its data of " + dataSize + " bytes, but end after " + covered);
        }

        private void require(boolean holds, String what) {
            if (!holds) {
                throw new CheckpointException(file + ": " + what);
            }
        }
    }
}

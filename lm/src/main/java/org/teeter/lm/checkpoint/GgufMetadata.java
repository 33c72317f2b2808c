package org.teeter.lm.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The keys and values in front of a GGUF file. Where each value is and that it is whole has been checked when it was read; what it says
 * is taken from the bytes when it is asked for, so that lists nobody asks for cost nothing.
 */
final class GgufMetadata {
    /** What a value is, in the order of the format's numbers for it. */
    enum Kind {
        U8(1),
        I8(1),
        U16(2),
        I16(2),
        U32(4),
        I32(4),
        F32(4),
        BOOL(1),
        TEXT(0),
        LIST(0),
        U64(8),
        I64(8),
        F64(8);

        private final int bytes; // 0: it says itself

        Kind(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /** Where a value stands; of a list: its elements, and what they are. */
    record Value(Kind kind, Kind element, int count, int at) {
        boolean isNumber() {
            return isNumber(kind);
        }

        static boolean isNumber(Kind kind) {
            return kind.bytes() > 0 && kind != Kind.BOOL;
        }
    }

    private final Path file;
    private final ByteBuffer bytes;
    private final Map<String, Value> values;

    GgufMetadata(Path file, ByteBuffer bytes, Map<String, Value> values) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.values = new HashMap<>(values);
    }

    Path file() {
        return file;
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** A text; empty where there is none. */
    Optional<String> text(String key) {
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        require(value.kind() == Kind.TEXT, key, "a text", value);
        return Optional.of(textAt(value.at(), key));
    }

    /** A number, whole or not; empty where there is none. */
    OptionalDouble number(String key) {
        Value value = values.get(key);
        if (value == null) {
            return OptionalDouble.empty();
        }
        require(value.isNumber(), key, "a number", value);
        return OptionalDouble.of(numberAt(value.kind(), value.at()));
    }

    /** True or false; empty where there is neither. */
    Optional<Boolean> flag(String key) {
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        require(value.kind() == Kind.BOOL, key, "true or false", value);
        return Optional.of(bytes.get(value.at()) != 0);
    }

    /** A list of texts, which must be there. */
    List<String> texts(String key, int most) {
        Value list = list(key, most);
        require(list.element() == Kind.TEXT, key, "a list of texts", list);
        List<String> texts = new ArrayList<>(list.count());
        int at = list.at();
        for (int i = 0; i < list.count(); i++) {
            texts.add(textAt(at, key));
            at += 8 + (int) bytes.getLong(at);
        }
        return texts;
    }

    /** A list of numbers, which must be there. */
    double[] numbers(String key, int most) {
        Value list = list(key, most);
        require(Value.isNumber(list.element()), key, "a list of numbers", list);
        double[] numbers = new double[list.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numberAt(list.element(), list.at() + i * list.element().bytes());
        }
        return numbers;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    private Value list(String key, int most) {
        Value list = values.get(key);
        if (list == null) {
            throw refusal(key + " must be given, but is not");
        }
        require(list.kind() == Kind.LIST, key, "a list", list);
        if (list.count() > most) {
            throw refusal(key + " must have at most " + most + " entries, but has " + list.count());
        }
        return list;
    }

    private String textAt(int at, String key) {
        int length = (int) bytes.getLong(at);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.slice(at + 8, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file + ": " + key + " must be in UTF-8", e);
        }
    }

    /** Single-precision numbers become the doubles that are written alike: 1e-5 stays 1e-5. */
    private double numberAt(Kind kind, int at) {
        return switch (kind) {
            case U8 -> bytes.get(at) & 0xff;
            case I8 -> bytes.get(at);
            case U16 -> bytes.getShort(at) & 0xffff;
            case I16 -> bytes.getShort(at);
            case U32 -> bytes.getInt(at) & 0xffffffffL;
            case I32 -> bytes.getInt(at);
            case U64, I64 -> bytes.getLong(at);
            case F32 -> Double.parseDouble(Float.toString(bytes.getFloat(at)));
            case F64 -> bytes.getDouble(at);
            case BOOL, TEXT, LIST -> throw new IllegalStateException(kind + " is no number");
        };
    }

    private void require(boolean holds, String key, String what, Value found) {
        if (!holds) {
            throw refusal(key + " must be " + what + ", but is "
                    + (found.kind() == Kind.LIST ? "a list of " + found.element() : found.kind()));
        }
    }

    CheckpointException refusal(String what) {
        return new CheckpointException(file + ": " + what);
    }
}

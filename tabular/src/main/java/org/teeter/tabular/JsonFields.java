package org.teeter.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Takes from JSON objects the fields that a layout asks for. The first object's keys are the columns. */
final class JsonFields {
    /** Deeper nesting has no meaning in preferences, and a hostile file could exhaust the stack. */
    private static final int DEEPEST = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // the bytes are known to be UTF-8
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Window.LONGEST_ROW)
                    .build())
            .build();

    private static final int IGNORED = -1;

    private final FileReading reading;
    private final Map<String, Integer> slotOf = new HashMap<>();
    private Row row = new Row(0);
    private Optional<RowCounter> counter = Optional.empty();
    private byte[] scratch = new byte[1 << 12];
    private int used;

    JsonFields(FileReading reading) {
        this.reading = reading;
    }

    static JsonParser parser(byte[] bytes, int from, int to) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }

    /** Whether the columns are still to be learnt from a first record. */
    boolean areUnknown() {
        return counter.isEmpty();
    }

    /** Learns the columns from a record, which is the first good one. */
    void learn(byte[] bytes, int from, int to) throws BadRow {
        Set<String> keys = new LinkedHashSet<>();
        try (JsonParser parser = parser(bytes, from, to)) {
            requireObject(parser.nextToken());
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                if (!keys.add(key)) {
                    throw new BadRow("the key " + Quoted.of(key) + " is there twice");
                }
                if (keys.size() > Columns.MOST) {
                    throw new BadRow("there are more than " + Columns.MOST + " keys");
                }
                parser.nextToken();
                parser.skipChildren();
            }
        }
        Layout layout = reading.recognise(new Columns(reading.file(), List.copyOf(keys)));
        keys.forEach(key -> slotOf.put(key, IGNORED));
        int[] columns = layout.slotColumns();
        for (int slot = 0; slot < columns.length; slot++) {
            slotOf.put(reading.columns().name(columns[slot]), slot);
        }
        row = new Row(columns.length);
        counter = Optional.of(reading.counter());
    }

    /** Reads the object that comes next; {@code base} is where in the bytes the parser began. */
    void read(JsonParser parser, byte[] bytes, int base) throws BadRow {
        requireObject(parser.nextToken());
        row.clear();
        used = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            Integer slot = slotOf.get(key);
            if (slot == null) {
                meet(key);
                parser.skipChildren();
            } else if (slot == IGNORED) {
                parser.skipChildren();
            } else if (!row.isMissing(slot)) {
                throw new BadRow("the key " + Quoted.of(key) + " is there twice");
            } else {
                take(parser, value, slot, bytes, base);
            }
        }
    }

    /** Counts what was read. */
    void count() throws BadRow {
        counter.orElseThrow().count(row);
    }

    private static void requireObject(JsonToken token) throws BadRow {
        if (token != JsonToken.START_OBJECT) {
            String found = token == JsonToken.START_ARRAY ? "a list" : "a bare value";
            throw new BadRow("a record must be a JSON object with a key for each column, got " + found);
        }
    }

    private void take(JsonParser parser, JsonToken value, int slot, byte[] bytes, int base) throws BadRow {
        switch (value) {
            case VALUE_NULL -> {} // stays missing
            case START_OBJECT, START_ARRAY -> {
                int from = base + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                row.json(
                        slot, bytes, from, base + (int) parser.currentLocation().getByteOffset());
            }
            default -> {
                int from = used;
                encode(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                row.text(slot, scratch, from, used);
            }
        }
    }

    private void encode(char[] chars, int offset, int length) throws BadRow {
        if (used + 3L * length > scratch.length) {
            scratch = Arrays.copyOf(scratch, 2 * (used + 3 * length)); // slots set before keep the old array
        }
        int to = used;
        for (int i = offset; i < offset + length; i++) {
            char c = chars[i];
            if (c < 0x80) {
                scratch[to++] = (byte) c;
            } else if (c < 0x800) {
                scratch[to++] = (byte) (0xC0 | c >> 6);
                scratch[to++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                scratch[to++] = (byte) (0xE0 | c >> 12);
                scratch[to++] = (byte) (0x80 | (c >> 6 & 0x3F));
                scratch[to++] = (byte) (0x80 | (c & 0x3F));
            } else {
                if (i + 1 == offset + length || !Character.isSurrogatePair(c, chars[i + 1])) {
                    throw new BadRow("a string holds half a surrogate pair, which is no character");
                }
                int point = Character.toCodePoint(c, chars[++i]);
                scratch[to++] = (byte) (0xF0 | point >> 18);
                scratch[to++] = (byte) (0x80 | (point >> 12 & 0x3F));
                scratch[to++] = (byte) (0x80 | (point >> 6 & 0x3F));
                scratch[to++] = (byte) (0x80 | (point & 0x3F));
            }
        }
        used = to;
    }

    /** Meets a key that the first record does not have. */
    private void meet(String key) throws BadRow {
        if (Recognition.knows(key)) {
            List<String> more = new ArrayList<>(reading.columns().names());
            more.add(key);
            Optional<Layout> layout = reading.wouldBe(more);
            if (layout.isEmpty() || reading.isReadOtherwise(layout.get(), more)) {
                throw new BadRow(
                        "the key " + Quoted.of(key)
                                + " is missing in the first record and would change how rows are read; write it in every record");
            }
        }
        if (slotOf.size() < Columns.MOST) {
            slotOf.put(key, IGNORED);
            reading.ignore(key);
        }
    }
}

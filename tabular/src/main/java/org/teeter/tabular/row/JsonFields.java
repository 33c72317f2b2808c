package org.teeter.tabular.row;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Utf8;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.column.Columns;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Takes from JSON objects the fields that are wanted. The first object's keys are the columns. What is not wanted is passed over
 * whatever it holds: {@code NaN}, which Python writes, bytes that are not UTF-8, nesting of any depth a row can have.
 */
final class JsonFields {
    /** Contexts of the parser take memory; no row nests deeper by accident. */
    private static final int DEEPEST = 100_000;

    private static final byte FOREIGN = 0x7F; // in the place of a byte that is not UTF-8

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // the bytes are known to be UTF-8
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Window.LONGEST_ROW)
                    .maxNumberLength(Window.LONGEST_ROW)
                    .maxNameLength(Window.LONGEST_ROW)
                    .build())
            .build();

    private final Path file;
    private final Map<String, Integer> slotOf = new HashMap<>();
    private List<String> columns = List.of();
    private Records.Late late = column -> Records.NOT_TAKEN;
    private Row row = new Row(0);
    private PlainObjects plain = new PlainObjects(List.of(), key -> Records.NOT_TAKEN);
    private byte[] scratch = new byte[1 << 12];
    private int used;
    private int needed;
    private boolean isLenient;
    private int foreign = -1; // the first byte of the record that is not UTF-8

    JsonFields(Path file) {
        this.file = file;
    }

    static JsonParser parser(byte[] bytes, int from, int to) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }

    Path file() {
        return file;
    }

    /** Whether the columns are still to be learnt from a first record. */
    boolean areUnknown() {
        return columns.isEmpty();
    }

    List<String> columns() {
        return columns;
    }

    /** Learns the columns from a record, which is the first good one. */
    void learn(byte[] bytes, int from, int to) throws BadRow {
        byte[] clean = withoutForeign(bytes, from, to).orElse(bytes);
        int start = clean == bytes ? from : 0;
        Set<String> keys = new LinkedHashSet<>();
        try (JsonParser parser = parser(clean, start, start + to - from)) {
            requireObject(parser.nextToken());
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                keys.add(parser.currentName()); // a key that is there twice is refused where its value is wanted
                if (keys.size() > Columns.MOST) {
                    throw new BadRow("there are more than " + Columns.MOST + " keys");
                }
                parser.nextToken();
                parser.skipChildren();
            }
        }
        if (keys.isEmpty()) {
            throw new BadRow("the object has no keys");
        }
        columns = List.copyOf(keys);
        take(new int[0], 0, late);
    }

    /** Names the fields that are wanted. */
    void take(int[] wanted, int most, Records.Late told) {
        needed = most;
        late = told;
        columns.forEach(key -> slotOf.put(key, Records.NOT_TAKEN));
        slotOf.replaceAll((key, slot) -> Records.NOT_TAKEN);
        for (int slot = 0; slot < wanted.length; slot++) {
            if (wanted[slot] != Records.NOT_TAKEN) {
                slotOf.put(columns.get(wanted[slot]), slot);
            }
        }
        row = new Row(wanted.length);
        plain = new PlainObjects(columns, slotOf::get);
    }

    /** Takes the same fields, for another reader of the same file. */
    JsonFields apart(Records.Late told) {
        JsonFields other = new JsonFields(file);
        other.columns = columns;
        other.slotOf.putAll(slotOf);
        other.needed = needed;
        other.late = told;
        other.row = new Row(row.slots());
        other.plain = new PlainObjects(columns, slotOf::get);
        return other;
    }

    /** A record that holds bytes that are not UTF-8, with others in their place; empty if it holds none. */
    static Optional<byte[]> withoutForeign(byte[] bytes, int from, int to) {
        int bad = Utf8.firstBad(bytes, from, to);
        if (bad < 0) {
            return Optional.empty();
        }
        byte[] clean = Arrays.copyOfRange(bytes, from, to);
        for (int at = bad - from; at >= 0; at = Utf8.firstBad(clean, at, clean.length)) {
            clean[at] = FOREIGN;
        }
        return Optional.of(clean);
    }

    /** Reads a record that may hold bytes that are not UTF-8, where it is not wanted. */
    Row readForeign(byte[] clean, byte[] bytes, int from) throws BadRow {
        foreign = Utf8.firstBad(bytes, from, from + clean.length) - from;
        try (JsonParser parser = parser(clean, 0, clean.length)) {
            return read(parser, clean, 0);
        } finally {
            foreign = -1;
        }
    }

    /** Reads a line that is plain, and tells where it ends; {@link PlainObjects#NONE} where it is not. */
    int readPlain(byte[] bytes, int from, int to) {
        return plain.read(bytes, from, to, row);
    }

    /** What was read last. */
    Row row() {
        return row;
    }

    /** Reads the object that comes next; {@code base} is where in the bytes the parser began. */
    Row read(JsonParser parser, byte[] bytes, int base) throws BadRow {
        requireObject(parser.nextToken());
        row.clear();
        used = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            Integer slot = slotOf.get(key);
            if (slot == null) {
                slot = late(key);
            }
            if (slot == Records.NOT_TAKEN) {
                parser.skipChildren();
            } else if (!row.isMissing(slot) && slot < needed) {
                throw new BadRow("the key " + Quoted.of(key) + " is there twice");
            } else {
                take(parser, value, slot, bytes, base);
                if (foreign >= 0 && slot < needed && row.holds(slot, FOREIGN)) {
                    throw new BadRow("byte " + (foreign + 1) + " of the record is not UTF-8; save the file as UTF-8");
                }
            }
        }
        return row;
    }

    private int late(String key) throws BadRow {
        if (slotOf.size() >= Columns.MOST) {
            return Records.NOT_TAKEN;
        }
        int slot = late.meet(key);
        slotOf.put(key, slot);
        return slot;
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
            case VALUE_STRING -> text(parser, slot);
            case VALUE_NUMBER_FLOAT -> {
                if (!parser.getString().equals("NaN")) { // which is how Python writes that there is none
                    text(parser, slot);
                    row.bare(slot);
                }
            }
            default -> {
                text(parser, slot);
                row.bare(slot);
            }
        }
    }

    private void text(JsonParser parser, int slot) throws BadRow {
        int from = used;
        isLenient = slot >= needed;
        encode(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        row.text(slot, scratch, from, used);
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
                boolean half = i + 1 == offset + length || !Character.isSurrogatePair(c, chars[i + 1]);
                if (half && isLenient) {
                    scratch[to++] = '?';
                    continue;
                }
                if (half) {
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

    /** How many bytes the parser read before it gave up, or -1 if it does not say. */
    static long stop(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? -1 : location.getByteOffset();
    }

    /** The reason in our words and the parser's first ones; {@code inRecord} is the byte, the first being 1, or 0 if unknown. */
    static BadRow broken(long inRecord, JacksonException e) {
        String found =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        found = found.replaceFirst(", from `.*`\\)", ")"); // a limit of ours, not for the user to set
        int advice = found.indexOf(':');
        String shown = advice < 0 ? found : found.substring(0, advice);
        String where = inRecord > 0 ? " at byte " + inRecord + " of the record" : "";
        return new BadRow("the JSON is broken" + where + " (" + shown + ")");
    }

    /** The keys of the object that the parser stands before, as far as they are in its bytes. */
    static List<String> keys(JsonParser parser) {
        List<String> keys = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME && keys.size() < Columns.MOST) {
            keys.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
        return keys;
    }
}

package org.teeter.tabular.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.form.Layout;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one row that its {@link Layout} asks for, as UTF-8 bytes that stay valid until the next row; the reader's one row,
 * filled anew each time.
 */
public final class Row {
    private static final byte[] NONE = {};
    private static final int MOST_KEYS = 12; // in a message
    private static final byte TEXT = 0;
    private static final byte BARE = 1;
    private static final byte JSON = 2;

    private final byte[][] bytes;
    private final int[] from;
    private final int[] to;
    private final byte[] kind;

    Row(int slots) {
        bytes = new byte[slots][];
        from = new int[slots];
        to = new int[slots];
        kind = new byte[slots];
        clear();
    }

    /** Reads a field that is JSON. */
    @SuppressWarnings("exports") // the parser is for this module
    public static JsonParser parser(byte[] json) {
        return JsonFields.parser(json, 0, json.length);
    }

    void clear() {
        Arrays.fill(bytes, NONE);
        Arrays.fill(from, -1);
    }

    /** Sets all fields. */
    void fill(Field... fields) throws BadRow {
        clear();
        long bytes = 0;
        for (Field field : fields) {
            bytes += field.text().length;
        }
        if (bytes > Window.LONGEST_ROW) {
            throw new BadRow("the row is longer than " + (Window.LONGEST_ROW >> 20) + " MiB");
        }
        for (int slot = 0; slot < fields.length; slot++) {
            byte[] text = fields[slot].text();
            switch (fields[slot].kind()) {
                case MISSING -> {} // as it was cleared
                case JSON -> json(slot, text, 0, text.length);
                case TEXT -> text(slot, text, 0, text.length);
                case BARE -> {
                    text(slot, text, 0, text.length);
                    bare(slot);
                }
            }
        }
    }

    /** How many fields there are. */
    public int slots() {
        return bytes.length;
    }

    /** Sets a field to text. */
    void text(int slot, byte[] source, int start, int end) {
        if (bytes[slot] != source) { // most rows come from the same array, and storing a reference has its price
            bytes[slot] = source;
        }
        from[slot] = start;
        to[slot] = end;
        kind[slot] = TEXT;
    }

    /** Sets a field to an object or a list, given as JSON. */
    void json(int slot, byte[] source, int start, int end) {
        text(slot, source, start, end);
        kind[slot] = JSON;
    }

    /** Marks a field as a number or a truth value. */
    void bare(int slot) {
        kind[slot] = BARE;
    }

    /** Whether a field is this text. */
    public boolean isText(int slot, byte[] text) {
        return to[slot] - from[slot] == text.length
                && from[slot] >= 0
                && Arrays.equals(bytes[slot], from[slot], to[slot], text, 0, text.length);
    }

    /**
     * Refuses a row of which every field is the name of its column, in whatever case and with white space around it; {@code header} is
     * empty where there is none.
     */
    public void requireOther(List<byte[]> header) throws BadRow {
        boolean repeats = !header.isEmpty();
        for (int slot = 0; slot < header.size() && repeats; slot++) {
            repeats = isName(slot, header.get(slot));
        }
        if (repeats) {
            throw new BadRow("the row repeats the header, as where files with headers were joined");
        }
    }

    private boolean isName(int slot, byte[] name) {
        byte[] text = bytes[slot];
        int start = from(slot);
        int end = to(slot);
        while (start < end && text[start] == ' ') {
            start++;
        }
        while (start < end && text[end - 1] == ' ') {
            end--;
        }
        boolean same = end - start == name.length && from[slot] >= 0;
        for (int i = 0; i < name.length && same; i++) {
            int letter = name[i] | 0x20;
            same = text[start + i] == name[i] || (letter >= 'a' && letter <= 'z' && (text[start + i] | 0x20) == letter);
        }
        return same;
    }

    /** The keys of an object in a field, as a sentence lists them. */
    public Optional<String> fields(int slot) {
        byte[] json = Arrays.copyOfRange(bytes[slot], from(slot), to(slot));
        try (JsonParser parser = parser(json)) {
            List<String> keys =
                    parser.nextToken() == JsonToken.START_OBJECT ? JsonFields.keys(parser) : List.<String>of();
            return keys.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join(", ", keys.subList(0, Math.min(MOST_KEYS, keys.size()))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether a field holds this byte. */
    boolean holds(int slot, byte b) {
        for (int i = from(slot); i < to(slot); i++) {
            if (bytes[slot][i] == b) {
                return true;
            }
        }
        return false;
    }

    /** Whether the row says nothing here, which is less than an empty text. */
    public boolean isMissing(int slot) {
        return from[slot] < 0;
    }

    public boolean isJson(int slot) {
        return kind[slot] == JSON;
    }

    /** Whether a field is a number or a truth value, where the format tells those from text. */
    public boolean isBare(int slot) {
        return kind[slot] == BARE;
    }

    public byte[] bytes(int slot) {
        return bytes[slot];
    }

    public int from(int slot) {
        return Math.max(0, from[slot]);
    }

    public int to(int slot) {
        return from[slot] < 0 ? 0 : to[slot];
    }

    /** What a field holds; nothing where the row says nothing. */
    public String text(int slot) {
        return new String(bytes[slot], from(slot), to(slot) - from(slot), StandardCharsets.UTF_8);
    }

    /** The fields as a line of CSV, for a row that was never text. */
    byte[] asCsv() {
        StringBuilder line = new StringBuilder();
        for (int slot = 0; slot < slots(); slot++) {
            line.append(slot == 0 ? "" : ",")
                    .append('"')
                    .append(text(slot).replace("\"", "\"\""))
                    .append('"');
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package org.teeter.tabular.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Lines of JSON that are as plain as can be: an object with the keys of the first record in their order, whose values are texts of ASCII
 * without escapes, decimal numbers without exponents, {@code true}, {@code false} or {@code null}. They are read where they lie; all
 * others, right or wrong, are left to the parser.
 */
final class PlainObjects {
    /** One line that is not plain costs as much trust as so many that are give back; where there is none left, no more are tried. */
    private static final int COST = 4;

    private static final int MOST_TRUST = 256;
    /** There is no plain line. */
    static final int NONE = -1;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] keys; // in their quotation marks
    private final byte[][]
            openings; // all from the brace or comma before a key to the quotation mark of its text, without white space
    private final int[] slots; // of each key
    private int trust = MOST_TRUST;

    /** From the keys of the first record, and the slot of each. */
    PlainObjects(List<String> columns, ToIntFunction<String> slotOf) {
        keys = columns.stream()
                .map(key -> ('"' + key + '"').getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        openings = new byte[keys.length][];
        Arrays.setAll(
                openings, k -> ((k == 0 ? "{\"" : ",\"") + columns.get(k) + "\":\"").getBytes(StandardCharsets.UTF_8));
        slots = columns.stream().mapToInt(slotOf).toArray();
        for (byte[] key : keys) {
            trust = endOfText(key, 1, key.length) == key.length - 1 ? trust : 0;
        }
        trust = keys.length == 0 ? 0 : trust;
    }

    /**
     * Reads a line into a row and tells where it ends: its line break, or {@code end}. {@link #NONE} where it is not plain, and the row then
     * holds nothing that is of use.
     */
    int read(byte[] bytes, int from, int end, Row row) {
        if (trust <= 0) {
            return NONE;
        }
        int to = endOfLine(bytes, from, end, row);
        trust = to >= 0 ? Math.min(MOST_TRUST, trust + 1) : trust - COST;
        return to;
    }

    private int endOfLine(byte[] bytes, int from, int end, Row row) {
        row.clear();
        int at = from;
        for (int k = 0; k < keys.length && at >= 0; k++) {
            int text = after(bytes, at, end, openings[k]);
            at = text >= 0 ? afterText(bytes, text, end, slots[k], row) : afterMember(bytes, at, end, k, row);
        }
        at = at < 0 ? NONE : after(bytes, at, end, (byte) '}');
        int to = at < 0 ? end : skipSpace(bytes, at, end);
        return at >= 0 && (to == end || bytes[to] == '\n') ? to : NONE;
    }

    private int afterMember(byte[] bytes, int from, int end, int k, Row row) {
        int at = after(bytes, from, end, (byte) (k == 0 ? '{' : ','));
        at = at < 0 ? NONE : after(bytes, skipSpace(bytes, at, end), end, keys[k]);
        at = at < 0 ? NONE : after(bytes, at, end, (byte) ':');
        return at < 0 ? NONE : afterValue(bytes, skipSpace(bytes, at, end), end, slots[k], row);
    }

    private static int afterText(byte[] bytes, int from, int end, int slot, Row row) {
        int close = endOfText(bytes, from, end);
        if (close < 0) {
            return NONE;
        }
        if (slot != Records.NOT_TAKEN) {
            row.text(slot, bytes, from, close);
        }
        return close + 1;
    }

    private static int afterValue(byte[] bytes, int at, int end, int slot, Row row) {
        if (at < end && bytes[at] == '"') {
            return afterText(bytes, at + 1, end, slot, row);
        }
        int to = after(bytes, at, end, NULL);
        if (to >= 0) {
            return to; // the field stays missing
        }
        to = Math.max(endOfNumber(bytes, at, end), Math.max(after(bytes, at, end, TRUE), after(bytes, at, end, FALSE)));
        if (to >= 0 && slot != Records.NOT_TAKEN) {
            row.text(slot, bytes, at, to);
            row.bare(slot);
        }
        return to;
    }

    /** The quotation mark that ends a text; none where something before it has a meaning of its own, or is not ASCII. */
    private static int endOfText(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte c = bytes[at];
            if (c == '"') {
                return at;
            }
            if (c < ' ' || c == '\\') { // bytes beyond ASCII are negative
                return NONE;
            }
        }
        return NONE;
    }

    private static int endOfNumber(byte[] bytes, int from, int end) {
        int first = from < end && bytes[from] == '-' ? from + 1 : from;
        int whole = endOfDigits(bytes, first, end);
        if (whole == first || (bytes[first] == '0' && whole > first + 1)) {
            return NONE;
        }
        if (whole == end || bytes[whole] != '.') {
            return whole;
        }
        int to = endOfDigits(bytes, whole + 1, end);
        return to == whole + 1 ? NONE : to;
    }

    private static int endOfDigits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Behind a byte with white space before it. */
    private static int after(byte[] bytes, int from, int end, byte expected) {
        int at = skipSpace(bytes, from, end);
        return at < end && bytes[at] == expected ? at + 1 : NONE;
    }

    /** Behind these bytes. */
    private static int after(byte[] bytes, int from, int end, byte[] expected) {
        if (end - from < expected.length) {
            return NONE;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[from + i] != expected[i]) {
                return NONE;
            }
        }
        return from + expected.length;
    }

    private static int skipSpace(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }
}

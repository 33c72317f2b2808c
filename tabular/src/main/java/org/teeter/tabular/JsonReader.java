package org.teeter.tabular;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/** Reads JSON: one object a line, or one list of objects. */
final class JsonReader {
    private final FileReading reading;
    private final Window window;
    private final JsonFields fields;
    private long line = 1;

    private Optional<JsonParser> parser = Optional.empty();
    private int base; // where in the window the parser began

    private JsonReader(FileReading reading, Window window) {
        this.reading = reading;
        this.window = window;
        this.fields = new JsonFields(reading);
    }

    /** Counts all records of a window that holds the beginning of the file. */
    static void read(FileReading reading, Window window) throws IOException {
        JsonReader reader = new JsonReader(reading, window);
        try {
            if (reader.skipSpace() == '[') {
                new JsonArrayReader(reading, window, reader.fields, reader.line).readAll();
            } else {
                reader.readLines();
            }
        } catch (IOException e) {
            throw InputException.at(reading.file(), reader.line, String.valueOf(e.getMessage()));
        }
    }

    /** Goes to the first byte that is no white space and returns it; 0 if there is none. */
    private int skipSpace() throws IOException {
        while (true) {
            for (int at = window.from(); at < window.limit(); at++) {
                byte b = window.buffer()[at];
                if (!isSpace(b)) {
                    window.advance(at);
                    return b;
                }
                line += b == '\n' ? 1 : 0;
            }
            window.advance(window.limit());
            if (window.hasEnded()) {
                return 0;
            }
            window.fill();
        }
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void readLines() throws IOException {
        while (window.from() < window.limit() || !window.hasEnded()) {
            int end = endOfLines();
            if (end > window.from()) {
                readLines(window.from(), end);
                window.advance(end);
            } else if (!window.fill()) {
                reading.read(1);
                reading.bad(line++, "the line is longer than " + (Window.LONGEST_ROW >> 20) + " MiB");
                discardLine();
            }
        }
    }

    /** The end of the last line that is wholly in the window. */
    private int endOfLines() {
        if (window.hasEnded()) {
            return window.limit();
        }
        int end = window.limit();
        while (end > window.from() && window.buffer()[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void discardLine() throws IOException {
        while (true) {
            int found = window.indexOf((byte) '\n', window.from());
            window.advance(found >= 0 ? found + 1 : window.limit());
            if (found >= 0 || window.hasEnded()) {
                return;
            }
            window.fill();
        }
    }

    /**
     * Reads whole lines. One parser serves many, since making one costs more than a short record; where a record is broken it is
     * given up, and the next line gets a new one.
     */
    private void readLines(int from, int to) {
        for (int at = from; at < to; line++) {
            int found = window.indexOf((byte) '\n', at);
            int end = found < 0 || found >= to ? to : found;
            if (!isBlank(at, end)) {
                reading.read(1);
                try {
                    readLine(at, end, to);
                } catch (BadRow e) {
                    giveUpParser();
                    reading.bad(line, e.reason(), window.buffer(), at, end);
                }
            }
            at = end + 1;
        }
        giveUpParser();
    }

    private void readLine(int from, int end, int to) throws BadRow {
        byte[] bytes = window.buffer();
        requireUtf8(bytes, from, end);
        try {
            if (fields.areUnknown()) {
                fields.learn(bytes, from, end);
            }
            if (parser.isEmpty()) {
                parser = Optional.of(JsonFields.parser(bytes, from, to));
                base = from;
            }
            fields.read(parser.get(), bytes, base);
            long after = base + parser.get().currentLocation().getByteOffset();
            if (after > end) {
                throw unended();
            }
            if (!isBlank((int) after, end)) {
                throw new BadRow("text follows the object; write one object a line");
            }
        } catch (JacksonException e) {
            throw broken(e, from, end);
        }
        fields.count();
    }

    private BadRow broken(JacksonException e, int from, int end) {
        long stop = stop(e);
        long inRecord = stop < 0 ? 0 : (parser.isEmpty() ? 0 : base - from) + stop + 1;
        return inRecord > end - from ? unended() : brokenAt(inRecord, e);
    }

    /** How many bytes the parser read before it gave up, or -1 if it does not say. */
    static long stop(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? -1 : location.getByteOffset();
    }

    private static BadRow unended() {
        return new BadRow("the JSON object does not end on its line; write one object a line, or one list of objects");
    }

    /** The reason in our words and the parser's first ones; {@code inRecord} is the byte, the first being 1, or 0 if unknown. */
    static BadRow brokenAt(long inRecord, JacksonException e) {
        String found =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        found = found.replaceFirst(", from `.*`\\)", ")"); // a limit of ours, not for the user to set
        int advice = found.indexOf(':');
        String shown = advice < 0 ? found : found.substring(0, advice);
        String where = inRecord > 0 ? " at byte " + inRecord + " of the record" : "";
        return new BadRow("the JSON is broken" + where + " (" + shown + ")");
    }

    static void requireUtf8(byte[] bytes, int from, int end) throws BadRow {
        int bad = Utf8.firstBad(bytes, from, end);
        if (bad >= 0) {
            throw new BadRow("byte " + (bad - from + 1) + " of the record is not UTF-8; save the file as UTF-8");
        }
    }

    private boolean isBlank(int from, int end) {
        for (int at = from; at < end; at++) {
            if (!isSpace(window.buffer()[at])) {
                return false;
            }
        }
        return true;
    }

    private void giveUpParser() {
        parser.ifPresent(JsonParser::close);
        parser = Optional.empty();
    }
}

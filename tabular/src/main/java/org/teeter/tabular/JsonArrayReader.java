package org.teeter.tabular;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Reads one list of JSON objects, a record at a time: each is cut out by its brackets and then parsed. */
final class JsonArrayReader {
    private final FileReading reading;
    private final Window window;
    private final JsonFields fields;
    private long line;
    private long records;

    /** @param line of the opening bracket, which is the first byte of the window */
    JsonArrayReader(FileReading reading, Window window, JsonFields fields, long line) {
        this.reading = reading;
        this.window = window;
        this.fields = fields;
        this.line = line;
    }

    void readAll() throws IOException {
        window.advance(window.from() + 1);
        int next = skipSpace();
        if (next != ']') {
            readRecord();
            for (next = skipSpace(); next == ','; next = skipSpace()) {
                window.advance(window.from() + 1);
                skipSpace();
                readRecord();
            }
            if (next != ']') {
                throw failed("a comma or the closing bracket of the list must follow record " + records
                        + (next < 0 ? ", where the file ends: it is truncated" : ""));
            }
        }
        window.advance(window.from() + 1);
        if (skipSpace() >= 0) {
            throw failed("text follows the list");
        }
    }

    /** Goes to the next byte that is no white space and returns it; -1 at the end. */
    private int skipSpace() throws IOException {
        while (true) {
            for (int at = window.from(); at < window.limit(); at++) {
                byte b = window.buffer()[at];
                if (!JsonReader.isSpace(b)) {
                    window.advance(at);
                    return b & 0xFF;
                }
                line += b == '\n' ? 1 : 0;
            }
            window.advance(window.limit());
            if (window.hasEnded()) {
                return -1;
            }
            window.fill();
        }
    }

    private void readRecord() throws IOException {
        records++;
        int end = end();
        while (end < 0) {
            if (window.hasEnded()) {
                throw failed(
                        "record " + records + " has no end: the file is truncated, or a bracket or quote is missing");
            }
            if (!window.fill()) {
                throw failed("record " + records + " is longer than " + (Window.LONGEST_ROW >> 20)
                        + " MiB; is a bracket or quote missing?");
            }
            end = end();
        }
        reading.read(1);
        try {
            read(window.buffer(), window.from(), end);
        } catch (BadRow e) {
            reading.bad(line, "record " + records + ": " + e.reason(), window.buffer(), window.from(), end);
        }
        for (int at = window.from(); at < end; at++) {
            line += window.buffer()[at] == '\n' ? 1 : 0;
        }
        window.advance(end);
    }

    private void read(byte[] bytes, int from, int end) throws BadRow {
        JsonReader.requireUtf8(bytes, from, end);
        try (JsonParser parser = JsonFields.parser(bytes, from, end)) {
            if (fields.areUnknown()) {
                fields.learn(bytes, from, end);
            }
            fields.read(parser, bytes, from);
        } catch (JacksonException e) {
            throw JsonReader.brokenAt(JsonReader.stop(e) + 1, e);
        }
        fields.count();
    }

    /** The end of the value at the start of the window, or -1 if it is not in the window. */
    private int end() {
        byte[] bytes = window.buffer();
        int depth = 0;
        boolean inString = false;
        for (int at = window.from(); at < window.limit(); at++) {
            byte b = bytes[at];
            if (inString) {
                if (b == '\\') {
                    at++;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == ']' || b == '}')) {
                return at; // a value without brackets ends before what follows it
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return -1;
    }

    private InputException failed(String problem) {
        return InputException.at(reading.file(), line, problem);
    }
}

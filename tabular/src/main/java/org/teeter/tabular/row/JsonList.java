package org.teeter.tabular.row;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Window;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One list of JSON objects, or one object of them, a record at a time: each is cut out by its brackets and then parsed. The list may
 * lie in an object, as in {@code {"data": […]}}, and each record in one of its own, as in {@code {"rows": [{"row": {…}}, …]}}.
 */
final class JsonList implements Records {
    /** The key of a record that lies in an object of its own. */
    static final String ROW = "row";

    private final Window window;
    private final JsonFields fields;
    private final Optional<Predicate<List<String>>> around;
    private final boolean wrapped;
    private final char close;
    private long passed; // line ends, but for those of white space, and one more
    private long row;
    private long records;
    private int end = -1; // of the record reached, with the object around it
    private int start; // of the record itself
    private int stop;

    /**
     * @param line of the opening bracket, which is the first byte of the window
     * @param around present where the list lies in an object, the rest of which is passed over: whether a table of these columns would
     *     mean something, of which there may be no second one
     * @param wrapped whether each record is the row of an object
     */
    JsonList(JsonFields fields, Window window, long line, Optional<Predicate<List<String>>> around, boolean wrapped) {
        this.fields = fields;
        this.window = window;
        this.passed = line - window.lines();
        this.around = around;
        this.wrapped = wrapped;
        this.close = window.buffer()[window.from()] == '[' ? ']' : '}';
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public List<String> columns() throws BadRow {
        if (fields.areUnknown()) {
            try {
                fields.learn(window.buffer(), start, stop);
            } catch (JacksonException e) {
                throw JsonFields.broken(JsonFields.stop(e) + 1, e);
            }
        }
        return fields.columns();
    }

    @Override
    public void take(int[] columns, int needed, Late late) {
        fields.take(columns, needed, late);
    }

    @Override
    public boolean next() throws IOException {
        try {
            return hasNext();
        } catch (IOException e) {
            throw InputException.at(fields.file(), line(), String.valueOf(e.getMessage()));
        }
    }

    private boolean hasNext() throws IOException {
        int next;
        if (records == 0) {
            window.advance(window.from() + 1);
            next = window.skipSpace();
        } else {
            for (int at = window.from(); at < end; at++) {
                passed += window.buffer()[at] == '\n' ? 1 : 0;
            }
            window.advance(end);
            next = window.skipSpace();
            if (next == ',') {
                window.advance(window.from() + 1);
                next = window.skipSpace();
                find();
                return true;
            }
        }
        if (next == close) {
            window.advance(window.from() + 1);
            requireEnd();
            return false;
        }
        if (records > 0) {
            throw failed("a comma or the closing bracket of the list must follow record " + records
                    + (next < 0 ? ", where the file ends: it is truncated" : ""));
        }
        find();
        return true;
    }

    private void requireEnd() throws IOException {
        int last = window.skipSpace();
        if (around.isEmpty() && last >= 0) {
            throw failed("text follows the list");
        }
        boolean closed = false;
        int depth = 0;
        while (around.isPresent() && last >= 0) {
            closed = last == '}';
            boolean opens = last == '[' || last == '{';
            depth += opens ? 1 : last == ']' || last == '}' ? -1 : 0;
            window.advance(last == '"' ? whole(true) : window.from() + 1);
            last = window.skipSpace();
            if (opens && depth == 1 && last == '{') {
                requireOther(around.get());
            }
        }
        if (around.isPresent() && !closed) {
            throw failed("the object around the list has no end: the file is truncated");
        }
    }

    /** Refuses an object that could be a record as those of the list are, and would be passed over. */
    private void requireOther(Predicate<List<String>> sensible) throws IOException {
        int closing = whole(false);
        try (JsonParser parser = JsonFields.parser(window.buffer(), window.from(), closing)) {
            parser.nextToken();
            if (sensible.test(JsonFields.keys(parser))) {
                throw failed(
                        "the file holds a second list of records behind the first; write each list to a file of its own, or"
                                + " one list of all");
            }
        } catch (JacksonException e) {
            throw failed("the JSON behind the list is broken");
        }
    }

    /** Finds the end of the record at the start of the window, behind its key if it has one. */
    private void find() throws IOException {
        records++;
        if (close == '}' && window.from() < window.limit() && window.buffer()[window.from()] == '"') {
            row = line();
            end = whole(true);
            window.advance(end);
            if (window.skipSpace() == ':') {
                window.advance(window.from() + 1);
                window.skipSpace();
            }
        }
        row = line();
        end = whole(false);
        start = window.from();
        stop = end;
        if (wrapped) {
            unwrap();
        }
    }

    /** Finds the record within its object. */
    private void unwrap() {
        try (JsonParser parser = JsonFields.parser(window.buffer(), window.from(), end)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isRow = parser.currentName().equals(ROW);
                if (parser.nextToken() == JsonToken.START_OBJECT && isRow) {
                    start = window.from() + (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    stop = window.from() + (int) parser.currentLocation().getByteOffset();
                    return;
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            throw failed("record " + records + ": the JSON is broken");
        }
        throw failed("record " + records + " has no object \"" + ROW + "\", as the first has");
    }

    private int whole(boolean key) throws IOException {
        int found = end(key);
        while (found < 0) {
            if (window.hasEnded()) {
                throw failed(
                        "record " + records + " has no end: the file is truncated, or a bracket or quote is missing");
            }
            if (!window.fill()) {
                throw failed("record " + records + " is longer than " + (Window.LONGEST_ROW >> 20)
                        + " MiB; is a bracket or quote missing?");
            }
            found = end(key);
        }
        return found;
    }

    @Override
    public Row row() throws BadRow {
        byte[] bytes = window.buffer();
        int from = start;
        try {
            Optional<byte[]> clean = JsonFields.withoutForeign(bytes, from, stop);
            if (clean.isPresent()) {
                return fields.readForeign(clean.get(), bytes, from);
            }
            try (JsonParser parser = JsonFields.parser(bytes, from, stop)) {
                return fields.read(parser, bytes, from);
            }
        } catch (JacksonException e) {
            throw JsonFields.broken(JsonFields.stop(e) + 1, e);
        }
    }

    @Override
    public String place() {
        return "record " + records + ": ";
    }

    @Override
    public long number() {
        return row;
    }

    @Override
    public byte[] found(int most) {
        return Arrays.copyOfRange(window.buffer(), start, Math.min(stop, start + most));
    }

    /** The end of the value, or of the key, at the start of the window, or -1 if it is not in the window. */
    private int end(boolean key) {
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
                    if (key) {
                        return at + 1;
                    }
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

    private long line() {
        return passed + window.lines();
    }

    private InputException failed(String problem) {
        return InputException.at(fields.file(), line(), problem);
    }
}

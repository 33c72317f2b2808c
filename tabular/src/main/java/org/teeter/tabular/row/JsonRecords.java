package org.teeter.tabular.row;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Window;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** JSON, one object a line. */
final class JsonRecords implements Parts.Part {
    private final Window window;
    private final JsonFields fields;
    private final Runnable closing;
    private long line; // the next one
    private long row;
    private int at; // of the next line
    private int limit; // of the whole lines in the window
    private int from;
    private int end;
    private String problem = "";

    /*
     * One parser serves many lines, since making one costs more than a short record; where a record is broken it is given up, and
     * the next line gets a new one.
     */
    private Optional<JsonParser> parser = Optional.empty();
    private int base; // where in the window the parser began
    private boolean isRead; // the record reached
    private boolean isPlain; // and was read when it was reached

    /** @param line of the first byte of the window */
    JsonRecords(JsonFields fields, Window window, long line) {
        this(fields, window, line, () -> {});
    }

    private JsonRecords(JsonFields fields, Window window, long line, Runnable closing) {
        this.closing = closing;
        this.fields = fields;
        this.window = window;
        this.line = line;
        this.at = window.from();
        this.limit = window.from();
    }

    @Override
    public void close() {
        giveUpParser();
        closing.run();
    }

    @Override
    public Optional<Parts> parts(int bytes) {
        WindowParts parts = new WindowParts(window, bytes, JsonRecords::afterLines);
        return Optional.of(new Parts() {
            @Override
            public Optional<Window.Piece> next() {
                giveUpParser();
                window.advance(Math.min(at, window.limit()));
                Optional<Window.Piece> part = parts.next();
                at = window.from();
                limit = at;
                return part;
            }

            @Override
            public Part records(Window.Piece part, Late late) {
                return new JsonRecords(fields.apart(late), new Window(part), 1, () -> parts.giveBack(part));
            }

            @Override
            public long line() {
                return line;
            }

            @Override
            public void pass(long lines) {
                line += lines;
            }
        });
    }

    private static int afterLines(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end > from ? end : RowEnds.NONE;
    }

    @Override
    public long lines() {
        return line - 1;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public List<String> columns() throws BadRow {
        if (fields.areUnknown()) {
            requireRead();
            try {
                fields.learn(window.buffer(), from, end);
            } catch (JacksonException e) {
                throw broken(JsonFields.stop(e) + 1, e);
            }
        }
        return fields.columns();
    }

    @Override
    public void take(int[] columns, int needed, Late late) {
        isPlain = false;
        fields.take(columns, needed, late);
    }

    @Override
    public boolean next() throws IOException {
        problem = "";
        isRead = false;
        isPlain = false;
        try {
            while (at < limit || nextLines()) {
                if (!problem.isEmpty()) {
                    return true;
                }
                from = at;
                int plain = fields.readPlain(window.buffer(), from, limit);
                if (plain >= 0) {
                    giveUpParser(); // which stands before this line
                    isPlain = true;
                    end = plain;
                    at = end + 1;
                    row = line++;
                    return true;
                }
                int found = window.indexOf((byte) '\n', at);
                end = found < 0 || found >= limit ? limit : found;
                at = end + 1;
                row = line++;
                if (!isBlank(from, end)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw InputException.at(fields.file(), line, String.valueOf(e.getMessage()));
        }
    }

    /** Goes on to whole lines; false at the end of the file. A line that is too long is passed over. */
    private boolean nextLines() throws IOException {
        giveUpParser();
        window.advance(Math.min(at, window.limit()));
        while (window.from() < window.limit() || !window.hasEnded()) {
            limit = endOfLines();
            at = window.from();
            if (limit > at) {
                return true;
            }
            if (!window.fill()) {
                problem = "the line is longer than " + (Window.LONGEST_ROW >> 20) + " MiB";
                row = line++;
                discardLine();
                at = window.from();
                limit = at;
                from = at;
                end = at;
                return true;
            }
        }
        return false;
    }

    /** The end of the last line that is wholly in the window. */
    private int endOfLines() {
        if (window.hasEnded()) {
            return window.limit();
        }
        int last = window.limit();
        while (last > window.from() && window.buffer()[last - 1] != '\n') {
            last--;
        }
        return last;
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

    private void requireRead() throws BadRow {
        if (!problem.isEmpty()) {
            throw new BadRow(problem);
        }
    }

    @Override
    public Row row() throws BadRow {
        requireRead();
        if (isPlain) {
            return fields.row();
        }
        byte[] bytes = window.buffer();
        if (isRead) {
            giveUpParser(); // which is behind it
        }
        isRead = true;
        try {
            Optional<byte[]> clean = JsonFields.withoutForeign(bytes, from, end);
            if (clean.isPresent()) {
                giveUpParser(); // which would have read this line
                return fields.readForeign(clean.get(), bytes, from);
            }
            if (parser.isEmpty()) {
                parser = Optional.of(JsonFields.parser(bytes, from, limit));
                base = from;
            }
            Row read = fields.read(parser.get(), bytes, base);
            long after = base + parser.get().currentLocation().getByteOffset();
            if (after > end) {
                throw unended();
            }
            if (!isBlank((int) after, end)) {
                throw new BadRow((bytes[(int) after] == ',' ? "a comma" : "text")
                        + " follows the object; write one object a line");
            }
            return read;
        } catch (JacksonException e) {
            long stop = JsonFields.stop(e);
            long inRecord = stop < 0 ? 0 : (parser.isEmpty() ? 0 : base - from) + stop + 1;
            giveUpParser();
            throw broken(inRecord, e);
        } catch (BadRow e) {
            giveUpParser();
            throw e;
        }
    }

    private BadRow broken(long inRecord, JacksonException e) {
        return inRecord > end - from ? unended() : JsonFields.broken(inRecord, e);
    }

    private static BadRow unended() {
        return new BadRow("the JSON object does not end on its line; write one object a line, or one list of objects");
    }

    @Override
    public long number() {
        return row;
    }

    @Override
    public byte[] found(int most) {
        return Arrays.copyOfRange(window.buffer(), from, Math.min(end, from + most));
    }

    private boolean isBlank(int start, int stop) {
        for (int i = start; i < stop; i++) {
            if (!Window.isSpace(window.buffer()[i])) {
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

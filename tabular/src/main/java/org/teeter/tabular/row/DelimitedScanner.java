package org.teeter.tabular.row;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.column.Columns;

/**
 * Finds the rows and fields of separated values (RFC 4180) in bytes, without making objects of them.
 *
 * <p>Rows end with LF, CRLF or CR; blank lines are passed over; a quote inside a field that does not begin with one is an ordinary
 * character. A row that is broken is given with its {@link #problem}, and reading resumes on the line after its first.
 */
final class DelimitedScanner {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MORE = -1;

    private final Window window;
    private byte delimiter;
    private long line = 1; // of the row that begins at window.from()

    private long row;
    private int start;
    private int end; // after the line end of the row
    private String problem = "";
    private int fields;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private boolean[] escaped = new boolean[64]; // holds doubled quotes
    private int innerLines;
    private boolean isPassingOver; // the row is too long, and where it ends is not known yet
    private long highs; // the high bits are those of some byte of the row, or of a few after it

    DelimitedScanner(Window window) {
        this.window = window;
    }

    /** The fields of the row that comes next, split at the given separator, and the separator chosen for good. */
    List<String> peek(byte separator) throws IOException {
        delimiter = separator;
        if (!next()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int f = 0; f < fields; f++) {
            String name = new String(buffer(), from[f], to[f] - from[f], StandardCharsets.UTF_8);
            names.add(Visible.trimmed(escaped[f] ? name.replace("\"\"", "\"") : name));
        }
        window.advance(start);
        line = row;
        return names;
    }

    /** Goes to the next row; false if there is none. */
    boolean next() throws IOException {
        problem = "";
        passOver();
        if (!skipBlankLines()) {
            return false;
        }
        row = line;
        int after = scan();
        while (after == MORE) {
            after = window.fill() ? scan() : tooLong();
        }
        start = Math.min(window.from(), after);
        end = after;
        line = row + 1 + innerLines;
        window.advance(end);
        return true;
    }

    private boolean skipBlankLines() throws IOException {
        while (true) {
            if (window.from() == window.limit()) {
                window.fill();
                if (window.from() == window.limit()) {
                    return false;
                }
            }
            int at = window.from();
            byte b = buffer()[at];
            if (b != '\n' && b != '\r') {
                return true;
            }
            if (b == '\r' && at + 1 == window.limit() && !window.hasEnded()) {
                window.fill();
                continue;
            }
            boolean pair = b == '\r' && at + 1 < window.limit() && buffer()[at + 1] == '\n';
            window.advance(at + (pair ? 2 : 1));
            line++;
        }
    }

    /** Finds the fields of the row at the start of the window; the position after it, or {@link #MORE}. */
    private int scan() {
        byte[] bytes = window.buffer();
        int limit = window.limit();
        int at = window.from();
        fields = 0;
        innerLines = 0;
        highs = 0;
        while (true) {
            if (fields == from.length) {
                if (fields > Columns.MOST) {
                    return broken("the row has more than " + Columns.MOST + " fields");
                }
                grow();
            }
            int stop;
            if (at < limit && bytes[at] == '"') {
                int close = closingQuote(at + 1);
                if (close < 0) {
                    return window.hasEnded() ? broken("a quote is opened and never closed") : MORE;
                }
                from[fields] = at + 1;
                to[fields++] = close;
                stop = close + 1;
                boolean ends = stop == limit || bytes[stop] == delimiter || bytes[stop] == '\n' || bytes[stop] == '\r';
                if (!ends) {
                    return broken("text follows a closing quote; write a quote inside quotes twice");
                }
            } else {
                stop = stop(at);
                if (stop < limit && bytes[stop] == 0) {
                    return broken("the row holds a NUL byte; is the file binary, or UTF-16?");
                }
                from[fields] = at;
                escaped[fields] = false;
                to[fields++] = stop;
            }
            if (stop == limit) {
                return window.hasEnded() ? stop : MORE;
            }
            if (bytes[stop] == '\n') {
                return stop + 1;
            }
            if (bytes[stop] == '\r') {
                if (stop + 1 == limit && !window.hasEnded()) {
                    return MORE;
                }
                return stop + 1 < limit && bytes[stop + 1] == '\n' ? stop + 2 : stop + 1;
            }
            at = stop + 1;
        }
    }

    /** The first delimiter, line end or NUL at or after a position, or the limit. */
    private int stop(int position) {
        byte[] bytes = window.buffer();
        int limit = window.limit();
        long delimiters = ONES * delimiter;
        int i = position;
        while (i + Long.BYTES <= limit) {
            long word = (long) WORD.get(bytes, i);
            highs |= word;
            // The high bit of each byte that is the delimiter or below 0x20; exact in every byte, not only in the
            // first.
            long other = word ^ delimiters;
            long found = ~((other & ~HIGHS) + ~HIGHS | other | ~HIGHS)
                    | ~((word & ~HIGHS) + ONES * (0x80 - 0x20) | word | ~HIGHS);
            while (found != 0) {
                int at = i + (Long.numberOfTrailingZeros(found) >>> 3);
                if (isStop(bytes[at])) {
                    return at;
                }
                found &= found - 1;
            }
            i += Long.BYTES;
        }
        for (; i < limit; i++) {
            highs |= bytes[i]; // a negative byte has its sign extended over all high bits
            if (isStop(bytes[i])) {
                return i;
            }
        }
        return limit;
    }

    private boolean isStop(byte b) {
        return b == delimiter || b == '\n' || b == '\r' || b == 0;
    }

    /** The quote that ends the field, or -1 if it is not there, or not known to be the end. */
    private int closingQuote(int position) {
        byte[] bytes = window.buffer();
        int limit = window.limit();
        boolean doubled = false;
        for (int i = position; i < limit; i++) {
            byte b = bytes[i];
            highs |= b;
            if (b == '"') {
                if (i + 1 == limit && !window.hasEnded()) {
                    return -1;
                }
                if (i + 1 == limit || bytes[i + 1] != '"') {
                    escaped[fields] = doubled;
                    return i;
                }
                doubled = true;
                i++;
            } else if (b == '\n' || (b == '\r' && i + 1 < limit && bytes[i + 1] != '\n')) {
                innerLines++;
            }
        }
        return -1;
    }

    /** Notes what is wrong with the row; the position after its first line, or {@link #MORE}. */
    private int broken(String how) {
        byte[] bytes = window.buffer();
        int limit = window.limit();
        int after = window.hasEnded() ? limit : MORE;
        for (int i = window.from(); i < limit; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && i + 1 < limit)) {
                after = bytes[i] == '\r' && bytes[i + 1] == '\n' ? i + 2 : i + 1;
                break;
            }
        }
        innerLines = 0;
        problem = after == MORE ? "" : how;
        return after;
    }

    private int tooLong() throws IOException {
        int after = broken("the row is longer than " + (Window.LONGEST_ROW >> 20) + " MiB; is a quote missing?");
        if (after != MORE) {
            return after;
        }
        problem = "the line is longer than " + (Window.LONGEST_ROW >> 20) + " MiB; is this the right file?";
        isPassingOver = true; // nothing is kept of such a line
        window.advance(window.limit());
        return window.limit();
    }

    /** Goes to the end of a line that is too long to be held. */
    private void passOver() throws IOException {
        while (isPassingOver) {
            int found = window.indexOf((byte) '\n', window.from());
            window.advance(found >= 0 ? found + 1 : window.limit());
            isPassingOver = found < 0 && !window.hasEnded();
            if (isPassingOver) {
                window.fill();
            }
        }
    }

    private void grow() {
        from = Arrays.copyOf(from, 2 * fields);
        to = Arrays.copyOf(to, 2 * fields);
        escaped = Arrays.copyOf(escaped, 2 * fields);
    }

    /** What is left behind the row reached. */
    WindowParts parts(int bytes) {
        return new WindowParts(window, bytes, (all, from, limit) -> RowEnds.last(all, from, limit, delimiter));
    }

    /** Whether the window begins within a row that is too long. */
    boolean isPassingOver() {
        return isPassingOver;
    }

    /** The same separator for another window, which begins with a row. */
    DelimitedScanner of(Window other) {
        DelimitedScanner scanner = new DelimitedScanner(other);
        scanner.delimiter = delimiter;
        return scanner;
    }

    /** The line after the row reached. */
    long line() {
        return line;
    }

    /** Goes on so many lines later, which another has read. */
    void pass(long lines) {
        line += lines;
    }

    /** The line on which the row begins; the first is 1. */
    long row() {
        return row;
    }

    /** What is wrong with the row, empty if nothing is. */
    String problem() {
        return problem;
    }

    /** Whether the row may hold bytes that are not UTF-8: it holds some that are not ASCII, or a few after it do. */
    boolean mayBeForeign() {
        return (highs & HIGHS) != 0;
    }

    int fields() {
        return fields;
    }

    byte[] buffer() {
        return window.buffer();
    }

    /** Where the row begins in the buffer. */
    int start() {
        return start;
    }

    /** Where it ends, line end included. */
    int end() {
        return end;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    /** Whether the field holds doubled quotes, each of which means one. */
    boolean isEscaped(int field) {
        return escaped[field];
    }
}

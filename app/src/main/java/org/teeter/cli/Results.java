package org.teeter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.io.NumberOutput;

/**
 * Writes rows of CSV (RFC 4180, UTF-8): the fields of the input, then what is appended. Numbers go from the formatter into the bytes of
 * the output, by which a row costs half of what it costs through strings. A row that is not {@linkplain #end ended} is not written.
 */
final class Results {
    private static final int FULL = 1 << 16;

    private final OutputStream out;
    private byte[] bytes = new byte[2 * FULL];
    private int ended; // rows before this are complete
    private int size;
    private boolean first; // the next field begins the row

    Results(OutputStream out) {
        this.out = out;
    }

    void start(List<String> input) {
        size = ended;
        first = true;
        for (int k = 0; k < input.size(); k++) { // an iterator over fastcsv's read-only view costs a tenth of a row
            add(input.get(k));
        }
    }

    void add(String text) {
        separate();
        reserve(text.length());
        int at = size;
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c >= 0x80 || c == ',' || c == '"' || c == '\n' || c == '\r') {
                addCarefully(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at++] = (byte) c;
        }
        size = at;
    }

    private void addCarefully(byte[] field) {
        boolean quoted = needsQuotes(field);
        reserve(2 * field.length + 2);
        if (quoted) {
            bytes[size++] = '"';
        }
        for (byte b : field) {
            if (b == '"') {
                bytes[size++] = '"';
            }
            bytes[size++] = b;
        }
        if (quoted) {
            bytes[size++] = '"';
        }
    }

    private static boolean needsQuotes(byte[] field) {
        for (byte b : field) {
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The shortest decimal that reads back as this double; an empty cell for a value beyond all doubles. */
    void add(double value) {
        separate();
        append(value);
    }

    /** Several numbers in one cell, separated by semicolons. */
    void add(double[] values) {
        separate();
        for (int k = 0; k < values.length; k++) {
            if (k > 0) {
                reserve(1);
                bytes[size++] = ';';
            }
            append(values[k]);
        }
    }

    private void append(double value) {
        if (Double.isNaN(value)) {
            throw new ArithmeticException("a result comes out as NaN, which is none; please report it");
        }
        if (Double.isInfinite(value)) {
            return;
        }
        reserve(NumberOutput.MAX_DOUBLE_BYTES);
        size = NumberOutput.outputDouble(value + 0.0, bytes, size); // no negative zero
    }

    /** Leaves cells empty. */
    void skip(int cells) {
        for (int k = 0; k < cells; k++) {
            add("");
        }
    }

    private void separate() {
        reserve(1);
        if (!first) {
            bytes[size++] = ',';
        }
        first = false;
    }

    void end() throws NotWrittenException {
        reserve(1);
        bytes[size++] = '\n';
        ended = size;
        if (ended >= FULL) {
            flush();
        }
    }

    /** Writes the ended rows; what has been started after them is dropped. */
    void flush() throws NotWrittenException {
        int complete = ended;
        ended = 0; // a second try would write the beginning twice
        size = 0;
        try {
            out.write(bytes, 0, complete);
            out.flush();
        } catch (IOException e) {
            throw new NotWrittenException(e);
        }
    }

    /** The output took no more: it is full, or nobody reads it. */
    static final class NotWrittenException extends IOException {
        private static final long serialVersionUID = 1;

        NotWrittenException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}

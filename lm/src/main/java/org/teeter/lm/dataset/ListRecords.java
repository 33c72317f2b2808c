package org.teeter.lm.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a JSON list into the bytes of its records, without holding the list. What a record holds is checked by whoever parses it. */
final class ListRecords {
    private final InputStream in;
    private final int longest;
    private boolean begun;
    private int after = ',';

    ListRecords(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Whether a record begins; at the end of the list, nothing but space may follow. */
    boolean hasNext() throws IOException, BadExample {
        if (!begun) {
            skipSpace(); // the opening bracket, which the caller has seen
            begun = true;
            int first = skipSpace();
            if (first == ']') {
                requireEnd();
                return false;
            }
            after = first;
            return true;
        }
        if (after == ']') {
            requireEnd();
            return false;
        }
        after = skipSpace();
        return true;
    }

    /** The bytes of the record; {@code after} is its first byte before and the separator behind it afterwards. */
    byte[] next() throws IOException, BadExample {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        int depth = 0;
        boolean quoted = false;
        boolean escaped = false;
        int b = after;
        while (depth > 0 || quoted || (b != ',' && b != ']')) {
            if (b < 0) {
                throw new BadExample("the JSON list does not end; the file is cut off");
            }
            if (quoted) {
                quoted = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                quoted = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            record.write(b);
            if (record.size() > longest) {
                throw new BadExample("the record is longer than " + (longest >> 20) + " MiB");
            }
            b = in.read();
        }
        after = b;
        return record.toByteArray();
    }

    private int skipSpace() throws IOException {
        int b = in.read();
        while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            b = in.read();
        }
        return b;
    }

    private void requireEnd() throws IOException, BadExample {
        if (skipSpace() >= 0) {
            throw new BadExample("text follows the JSON list; write one list, or one object a line");
        }
    }
}

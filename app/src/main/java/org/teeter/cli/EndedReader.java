package org.teeter.cli;

import java.io.IOException;
import java.io.Reader;

/**
 * The characters of a CSV table without a byte order mark before them, and with {@link #END} on a line of its own after them.
 *
 * <p>The parser takes the end of the input for the end of an open quote, which would turn all rows after a stray quote into one cell.
 * With this mark the last row is the mark alone, or a quote was not closed.
 */
final class EndedReader extends Reader {
    /** No character of any text: Unicode keeps it for internal use. */
    static final char END = '\uFFFF';

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char[] ENDING = {'\n', END};

    private final Reader in;
    private boolean begun;
    private int ended; // characters of the ending that have been read

    EndedReader(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (!begun && count > 0) {
            begun = true;
            if (buffer[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
                return count > 1 ? count - 1 : read(buffer, offset, length);
            }
        }
        if (count >= 0 || length == 0) {
            return count;
        }
        if (ended == ENDING.length) {
            return -1;
        }
        buffer[offset] = ENDING[ended++];
        return 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

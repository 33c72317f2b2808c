package org.teeter.tabular.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A part of a stream of bytes, {@code buffer[from, limit)}, that moves along and holds at least the row that is being read. Mutable.
 */
public final class Window {
    /** No row is longer, so that a file without line ends cannot fill the memory. */
    public static final int LONGEST_ROW = 1 << 24;

    private static final int SMALLEST = 1 << 18;

    private final InputStream in;
    private final int longest;
    private byte[] buffer;
    private int from;
    private int limit;
    private boolean ended;
    private boolean begun;
    private Optional<IOException> broken = Optional.empty();
    private long lines;

    public Window(InputStream in) {
        this(in, SMALLEST, LONGEST_ROW);
    }

    /** A window that begins at one size and may grow to another. */
    public Window(InputStream in, int smallest, int longest) {
        this.in = in;
        this.longest = longest;
        this.buffer = new byte[smallest];
    }

    /** A window that holds all there is. */
    public Window(Piece all) {
        this.in = InputStream.nullInputStream();
        this.longest = all.bytes.length;
        this.buffer = all.bytes;
        this.from = all.from;
        this.limit = all.to;
        this.ended = true;
    }

    /** Bytes that were taken out of a window: {@code bytes[from, to)}, for whoever holds it. */
    public static final class Piece {
        private final byte[] bytes;
        private final int from;
        private final int to;

        private Piece(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }
    }

    /**
     * Takes everything before {@code position} out, without a copy of it.
     *
     * @param used a piece that nobody uses any more, whose bytes are used again
     */
    public Piece take(int position, Optional<Piece> used) {
        Piece taken = new Piece(buffer, from, position);
        int left = limit - position;
        byte[] next = used.map(piece -> piece.bytes)
                .filter(bytes -> bytes.length >= Math.max(buffer.length, left))
                .orElseGet(() -> new byte[buffer.length]);
        System.arraycopy(buffer, position, next, 0, left);
        buffer = next;
        from = 0;
        limit = left;
        return taken;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int limit() {
        return limit;
    }

    /** Whether nothing comes after the limit. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether bytes that come after the limit could not be read, as {@link #fill} will say when it is asked for them. */
    public boolean isBroken() {
        return broken.isPresent();
    }

    /** Lets go of everything before {@code position}. */
    public void advance(int position) {
        from = position;
    }

    /**
     * Moves on and reads more, or finds out that there is no more; false if what is kept is as long as a row may be. Where reading fails,
     * what came before that is given first, so that the row at which it fails is the same however much is read at once.
     */
    public boolean fill() throws IOException {
        if (broken.isPresent()) {
            throw broken.get();
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            limit -= from;
            from = 0;
        } else if (limit == buffer.length) {
            if (limit >= longest) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int before = limit;
        while (!ended && broken.isEmpty() && limit < buffer.length) {
            try {
                int read = in.read(buffer, limit, buffer.length - limit);
                ended = read < 0;
                limit += Math.max(0, read);
            } catch (IOException e) {
                broken = Optional.of(e);
                if (!begun || limit == before) {
                    throw e;
                }
            }
        }
        begun = true;
        return true;
    }

    /** White space between values of JSON. */
    public static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Goes to the next byte that is no white space and returns it; -1 at the end. */
    public int skipSpace() throws IOException {
        while (true) {
            while (from < limit) {
                byte b = buffer[from];
                if (!isSpace(b)) {
                    return b & 0xFF;
                }
                lines += b == '\n' ? 1 : 0;
                from++;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    /** Line ends that white space held which was skipped. */
    public long lines() {
        return lines;
    }

    /** The first {@code b} at or after a position, or -1 if there is none before the limit. */
    public int indexOf(byte b, int position) {
        byte[] bytes = buffer; // fields are read again in each round where the first compiler alone is at work
        int end = limit;
        for (int i = position; i < end; i++) {
            if (bytes[i] == b) {
                return i;
            }
        }
        return -1;
    }
}

package org.teeter.tabular.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a chunk, as many of them at a time as are needed. Mutable. */
final class ChunkBytes {
    /** Behind the bytes there are so many more, so that numbers can be read by words. */
    static final int SLACK = Long.BYTES;

    /** So many bytes may follow the last value of a page: fastparquet leaves them. */
    static final int BEHIND = 8;

    private static final int BLOCK = 1 << 16;

    private final FileChannel file;
    private long next; // in the file, behind what is held
    private final long end;
    private final Held held;
    private byte[] bytes;
    private int from;
    private int to;

    ChunkBytes(FileChannel file, Chunk chunk, Held held) {
        this.file = file;
        this.held = held;
        this.bytes = held.read(BLOCK + SLACK);
        this.next = chunk.from();
        this.end = chunk.to();
    }

    /** Bytes that have not been passed yet. */
    long left() {
        return end - next + to - from;
    }

    /** Bytes that are held from {@link #from} on. */
    int held() {
        return to - from;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    /** Holds so many bytes from here on. */
    void need(int count) throws NotPlain {
        if (count > left()) {
            throw new NotPlain("pages longer than their chunk");
        }
        if (count <= to - from) {
            return;
        }
        byte[] old = bytes;
        if (count > bytes.length - SLACK) {
            bytes = held.read(count + SLACK);
        }
        System.arraycopy(old, from, bytes, 0, to - from);
        to -= from;
        from = 0;
        int most = (int) Math.min(bytes.length - SLACK - to, end - next);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, to, most);
        try {
            while (buffer.hasRemaining() && file.read(buffer, next + buffer.position() - to) > 0) {
                // until all is there
            }
        } catch (IOException e) {
            throw new NotPlain("the file cannot be read: " + e.getMessage());
        }
        int read = buffer.position() - to;
        next += read;
        to += read;
        if (to < count) {
            throw new NotPlain("the file ends too early");
        }
    }

    /** Passes over so many bytes, which are held. */
    void pass(int count) {
        from += count;
    }
}

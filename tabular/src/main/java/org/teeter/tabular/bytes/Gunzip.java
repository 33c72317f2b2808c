package org.teeter.tabular.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), all members of it, and checks each.
 *
 * <p>The JDK's own stream ends quietly where a second member is damaged, or where its input has nothing available just then; rows
 * would be missing and nobody would know.
 */
public final class Gunzip extends InputStream {
    private static final int CHECKED_HEADER = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream packed;
    private final byte[] input = new byte[1 << 16];
    private int from;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean inMember;
    private boolean ended;

    /**
     * Of a stream, which is closed with it.
     *
     * @param packed begins with a gzip header
     */
    public Gunzip(InputStream packed) {
        this.packed = packed;
    }

    /** Whether a file that begins so is gzipped. */
    public static boolean isMagic(byte[] head) {
        return head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                inMember = beginMember();
                ended = !inMember;
                continue;
            }
            int unpacked = inflate(to, offset, length);
            if (unpacked > 0) {
                crc.update(to, offset, unpacked);
                return unpacked;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw damaged("a preset dictionary");
            } else if (inflater.needsInput()) {
                need();
                inflater.setInput(input, from, limit - from);
            }
        }
        return -1;
    }

    private int inflate(byte[] to, int offset, int length) throws IOException {
        try {
            return inflater.inflate(to, offset, length);
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /** Reads a header; false at the end of the input, which may be padded with zeros. */
    private boolean beginMember() throws IOException {
        boolean padded = false;
        while (from < limit || refill()) {
            if (input[from] != 0) {
                if (padded) {
                    throw damaged("data after the padding");
                }
                readHeader();
                return true;
            }
            padded = true;
            from++;
        }
        return false;
    }

    private void readHeader() throws IOException {
        if (octet() != 0x1F || octet() != 0x8B) {
            throw damaged("data after the end of a member that are no further member");
        }
        if (octet() != 8) {
            throw damaged("an unknown method of compression");
        }
        int flags = octet();
        skip(6); // time, extra flags, system
        if ((flags & EXTRA) != 0) {
            skip(octet() | octet() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECKED_HEADER) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(input, from, limit - from);
    }

    private void endMember() throws IOException {
        from = limit - inflater.getRemaining();
        long check = word();
        long size = word();
        if (check != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw damaged("checksum or size do not match");
        }
        inMember = false;
    }

    private long word() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int k = 0; k < bytes; k++) {
            octet();
        }
    }

    private void skipText() throws IOException {
        int octet;
        do {
            octet = octet();
        } while (octet != 0);
    }

    private int octet() throws IOException {
        if (from == limit) {
            need();
        }
        return input[from++] & 0xFF;
    }

    private void need() throws IOException {
        if (!refill()) {
            throw new EOFException("the gzip data end too early: the file is truncated; fetch or compress it again");
        }
    }

    private boolean refill() throws IOException {
        int read = packed.read(input, 0, input.length);
        from = 0;
        limit = Math.max(0, read);
        return read > 0;
    }

    private static IOException damaged(String how) {
        return new IOException("the gzip data are damaged (" + how + "); fetch or compress the file again");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}

package org.teeter.tabular.bytes;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks Zstandard (RFC 8878), all frames of it; memory is bounded by the window of 8 MiB that every reader must allow. */
final class Unzstd extends InputStream {
    private final ZstdInputStream unpacked;

    Unzstd(InputStream packed) {
        this.unpacked = new ZstdInputStream(packed);
    }

    /** Whether a file that begins so is packed by zstd. */
    static boolean isMagic(byte[] head) {
        return head.length >= 4
                && (head[0] & 0xFF) == 0x28
                && (head[1] & 0xFF) == 0xB5
                && (head[2] & 0xFF) == 0x2F
                && (head[3] & 0xFF) == 0xFD;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            return unpacked.read(to, offset, length);
        } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            boolean large = String.valueOf(e.getMessage()).contains("indow size");
            throw new IOException(
                    large
                            ? "the zstd data need a window of more than 8 MiB; pack the file without --long or --ultra"
                            : "the zstd data are damaged (" + e.getMessage() + "); fetch or compress the file again",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "the zstd data end too early or are damaged (" + e.getMessage()
                            + "); fetch or compress the file again",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}

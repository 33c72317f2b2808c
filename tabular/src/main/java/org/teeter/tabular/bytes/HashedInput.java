package org.teeter.tabular.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of a file as they are read, with their number and, if it is wanted, their SHA-256. */
public final class HashedInput extends FilterInputStream {
    private static final long STEP = 1 << 22;

    private final Optional<MessageDigest> digest;
    private final Path file;
    private final long size;
    private final Progress progress;
    private long bytes;
    private long told;

    public HashedInput(InputStream in, Path file, long size, boolean hashing, Progress progress) {
        super(in);
        this.digest = hashing ? Optional.of(sha256()) : Optional.empty();
        this.file = file;
        this.size = size;
        this.progress = progress;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = in.read(to, offset, length);
        if (read > 0) {
            if (digest.isPresent()) {
                digest.get().update(to, offset, read);
            }
            bytes += read;
            if (bytes - told >= STEP) {
                told = bytes;
                progress.read(file, bytes, size);
            }
        }
        return read;
    }

    /** Nothing is promised: a pipe cannot be asked. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public long skip(long n) throws IOException {
        throw new IOException("what is skipped is not hashed");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left. */
    public void drain() throws IOException {
        byte[] rest = new byte[1 << 18];
        int read;
        do {
            read = read(rest, 0, rest.length);
        } while (read >= 0);
        progress.read(file, bytes, size);
    }

    public long bytes() {
        return bytes;
    }

    /** The hash of all that was read, as hexadecimal digits, if it was wanted; ends the hashing. */
    public Optional<String> hash() {
        return digest.map(all -> HexFormat.of().formatHex(all.digest()));
    }
}

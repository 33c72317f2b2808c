package org.teeter.tabular.row;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A checksum of rows that knows no order: the sum of the SHA-256 of each row, in four parts modulo 2^64, so that rows that are alike can be
 * added as one with its count. Mutable.
 */
final class RowsChecksum {
    private static final int PARTS = 4;
    private static final int MISSING = -1;

    private final MessageDigest digest;
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private final long[] sums = new long[PARTS];
    private long bytes;

    RowsChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds so many rows that hold these fields first. */
    void add(Field[] fields, int first, long times) {
        long size = 0;
        for (int slot = 0; slot < first; slot++) {
            byte[] text = fields[slot].text();
            boolean isMissing = fields[slot].kind() == Field.Kind.MISSING;
            digest.update(
                    length.clear().putInt(isMissing ? MISSING : text.length).array());
            digest.update(text);
            size += text.length + 1L; // and what separates it from the next
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        for (int part = 0; part < PARTS; part++) {
            sums[part] += times * hash.getLong();
        }
        bytes += times * size;
    }

    /** How many bytes the rows would have as a table of text. */
    long bytes() {
        return bytes;
    }

    /** 64 hexadecimal digits. */
    String hex() {
        StringBuilder digits = new StringBuilder();
        for (long sum : sums) {
            digits.append(HexFormat.of().toHexDigits(sum));
        }
        return digits.toString();
    }
}

package org.teeter.lab.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts: names for files, and seeds that do not depend on the order of the work. */
final class Digest {
    private Digest() {}

    static String of(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    /** A seed that is a function of the text alone. */
    static long seed(String text) {
        return ByteBuffer.wrap(bytes(text)).getLong();
    }

    private static byte[] bytes(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

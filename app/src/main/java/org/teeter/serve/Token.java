package org.teeter.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret of an address: 128 random bits as 32 hexadecimal digits. */
final class Token {
    private static final int BYTES = 16;

    private final String digits;

    private Token(String digits) {
        this.digits = digits;
    }

    static Token drawn(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new Token(HexFormat.of().formatHex(bits));
    }

    /** Whether a word is the token; how long it takes tells nothing of where they differ. */
    boolean is(String word) {
        return MessageDigest.isEqual(digits.getBytes(StandardCharsets.US_ASCII), word.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return digits;
    }
}

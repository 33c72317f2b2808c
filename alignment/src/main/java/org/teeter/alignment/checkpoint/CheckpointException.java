package org.teeter.alignment.checkpoint;

/** A model's files that cannot be used: the message says which file, what must hold in it, what was found and what to do. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 1_000;

    public CheckpointException(String message) {
        super(said(message));
    }

    public CheckpointException(String message, Throwable cause) {
        super(said(message), cause);
    }

    /** One line, shortened: it says what was found in a file from anywhere. */
    private static String said(String message) {
        StringBuilder said = new StringBuilder();
        message.codePoints().limit(LONGEST).forEach(c -> {
            boolean raw =
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029;
            said.append(raw ? String.format("\\u%04x", c) : Character.toString(c));
        });
        return said + (message.codePointCount(0, message.length()) > LONGEST ? "…" : "");
    }
}

package org.teeter.lm.text;

/** Messages that quote files from anywhere: on one line, shortened, without what a terminal would obey. */
public final class OneLine {
    private static final int LONGEST = 1_000;

    private OneLine() {}

    /** The message, with escapes for what is no visible character. */
    public static String of(String message) {
        StringBuilder line = new StringBuilder();
        message.codePoints().limit(LONGEST).forEach(c -> {
            boolean raw = switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> true;
                default -> false;
            };
            line.append(raw ? String.format("\\u%04x", c) : Character.toString(c));
        });
        return line + (message.codePointCount(0, message.length()) > LONGEST ? "…" : "");
    }
}

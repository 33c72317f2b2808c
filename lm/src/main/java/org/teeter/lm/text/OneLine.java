package org.teeter.lm.text;

/** Messages that quote files from anywhere: on one line, shortened, without what a terminal would obey. */
public final class OneLine {
    private static final int LONGEST = 1_000;

    private OneLine() {}

    /** The message, with escapes for what is no visible character. */
    public static String of(String message) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < message.length() && line.length() < LONGEST) {
            int c = message.codePointAt(at);
            boolean raw = switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> true;
                default -> false;
            };
            line.append(raw ? String.format("\\u%04x", c) : Character.toString(c));
            at += Character.charCount(c);
        }
        return line + (at < message.length() ? "…" : "");
    }
}

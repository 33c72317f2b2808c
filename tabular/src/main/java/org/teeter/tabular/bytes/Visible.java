package org.teeter.tabular.bytes;

/**
 * Text from outside as it may stand on a terminal or in a message: on one line, every character of it to be seen. What would not be
 * seen, or would move or turn what stands beside it, is written as Java writes it: a backslash and {@code n}, {@code u202e},
 * {@code u{e0041}}.
 */
public final class Visible {

    private Visible() {}

    /** The text with codes in the place of what is not seen. */
    public static String of(String text) {
        StringBuilder seen = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isHidden(c) && seen == null) {
                seen = new StringBuilder().append(text, 0, i);
            }
            if (seen != null) {
                append(c, seen);
            }
            i += Character.charCount(c);
        }
        return seen == null ? text : seen.toString();
    }

    static void append(int c, StringBuilder to) {
        if (!isHidden(c)) {
            to.appendCodePoint(c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            to.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        } else {
            to.append(String.format(c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c));
        }
    }

    /** The text without the white space around it, that of Unicode, the non-breaking space and the byte order mark included. */
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }

    /** JSON that means the same, with JSON's codes in the place of what is not seen; its own line ends stay. */
    public static String json(String json) {
        StringBuilder seen = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); ) {
            int c = json.codePointAt(i);
            if (isHidden(c) && c != '\n' && c != '\r' && c != '\t') {
                for (char unit : Character.toChars(c)) {
                    seen.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                seen.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return seen.toString();
    }

    /** Columns of a terminal that the text takes: two for a wide character, none for a mark upon another. */
    public static int width(String text) {
        return text.codePoints().map(Visible::width).sum();
    }

    /** The text, filled up with spaces to so many columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The beginning of the text that takes at most so many columns, with an ellipsis if there is more. */
    public static String shortened(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int end = 0;
        for (int taken = 1; end < text.length(); ) {
            int c = text.codePointAt(end);
            taken += width(c);
            if (taken > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end) + "…";
    }

    /** The beginning and the end of the text, of at most so many columns together with an ellipsis between them. */
    public static String middle(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int head = columns / 3;
        int from = text.length();
        for (int taken = head; from > 0; ) {
            int c = text.codePointBefore(from);
            taken += width(c);
            if (taken > columns) {
                break;
            }
            from -= Character.charCount(c);
        }
        return shortened(text, head) + text.substring(from);
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The blocks of Unicode's East Asian wide and full-width characters, emoji included. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || (0x2E80 <= c && c <= 0xA4CF && c != 0x303F)
                        || (0xA960 <= c && c <= 0xA97F)
                        || (0xAC00 <= c && c <= 0xD7A3)
                        || (0xF900 <= c && c <= 0xFAFF)
                        || (0xFE30 <= c && c <= 0xFE6F)
                        || (0xFF01 <= c && c <= 0xFF60)
                        || (0xFFE0 <= c && c <= 0xFFE6)
                        || (0x1F300 <= c && c <= 0x1F64F)
                        || (0x1F680 <= c && c <= 0x1F6FF)
                        || (0x1F900 <= c && c <= 0x1FAFF)
                        || (0x20000 <= c && c <= 0x3FFFD));
    }

    /** Whether nothing is seen of a character, or something else than of itself. */
    static boolean isHidden(int c) {
        if (' ' <= c && c <= '~') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> isIgnorable(c);
        };
    }

    /** Whether a character is made to be passed over: Unicode's Default_Ignorable_Code_Point. */
    public static boolean isIgnorable(int c) {
        return c == 0xAD
                || c == 0x34F
                || c == 0x61C
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (0x180B <= c && c <= 0x180F)
                || (0x200B <= c && c <= 0x200F)
                || (0x202A <= c && c <= 0x202E)
                || (0x2060 <= c && c <= 0x206F)
                || c == 0x3164
                || (0xFE00 <= c && c <= 0xFE0F)
                || c == 0xFEFF
                || c == 0xFFA0
                || (0xFFF0 <= c && c <= 0xFFF8)
                || (0x1BCA0 <= c && c <= 0x1BCA3)
                || (0x1D173 <= c && c <= 0x1D17A)
                || (0xE0000 <= c && c <= 0xE0FFF);
    }
}

package org.teeter.tabular.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginnings of many texts, for display, kept as bytes. Mutable, only grows. */
final class Excerpts {
    private byte[] pool = new byte[1 << 10];
    private int[] ends = new int[1 << 6];
    private int size;

    /** Keeps the beginning of the next text: at most so many characters, on one line. */
    void add(String text, int characters) {
        byte[] bytes = (isPlain(text, characters) ? text : of(text, characters)).getBytes(StandardCharsets.UTF_8);
        int start = size == 0 ? 0 : ends[size - 1];
        if (start > Integer.MAX_VALUE - 64 - bytes.length) {
            bytes = new byte[0]; // two gigabytes of beginnings are enough; names stay different without
        }
        int end = start + bytes.length;
        if (end > pool.length) {
            pool = Arrays.copyOf(pool, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(2L * pool.length, end)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(bytes, 0, pool, start, bytes.length);
        ends[size++] = end;
    }

    String get(int number) {
        int start = number == 0 ? 0 : ends[number - 1];
        return new String(pool, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** Whether a text is its own beginning: short, of printable ASCII, each space by itself within. */
    private static boolean isPlain(String text, int characters) {
        char before = ' ';
        for (int i = 0; i < text.length() && i <= characters; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return text.length() <= characters && (before != ' ' || text.isEmpty());
    }

    /** The beginning of a text, at most so many characters, white space made one space each, with an ellipsis if there is more. */
    static String of(String text, int characters) {
        StringBuilder line = new StringBuilder();
        int shown = 0;
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                space = shown > 0;
                continue;
            }
            if (shown + (space ? 1 : 0) >= characters) {
                return line.append('…').toString();
            }
            if (space) {
                line.append(' ');
                shown++;
                space = false;
            }
            line.appendCodePoint(c);
            shown++;
        }
        return line.toString();
    }
}

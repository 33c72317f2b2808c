package org.teeter.tabular.bytes;

import java.nio.charset.StandardCharsets;

/** Found text as it appears in a message: in quotes, on one line, shortened. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 4 * LONGEST + 4); // a character has at most four bytes
        return of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        int shown = 0;
        for (int i = 0; i < text.length(); ) {
            if (shown++ == LONGEST) {
                return quoted.append("…\"").toString();
            }
            int c = text.codePointAt(i);
            Visible.append(c, quoted);
            i += Character.charCount(c);
        }
        return quoted.append('"').toString();
    }
}

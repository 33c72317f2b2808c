package org.teeter.tabular.bytes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Found text as it appears in a message: in quotes, on one line, shortened. */
public final class Quoted {
    private static final int LONGEST = 60;
    private static final int NAMED = 12;

    private Quoted() {}

    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 4 * LONGEST + 4); // a character has at most four bytes
        return of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    /** Names one after another, without quotes: a message has room for some. */
    public static String names(List<String> names) {
        return names.stream()
                        .limit(NAMED)
                        .map(Quoted::of)
                        .map(quoted -> quoted.substring(1, quoted.length() - 1))
                        .collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
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

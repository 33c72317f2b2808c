package org.teeter.lm.ask;

/**
 * A sentence with places for options, written {@code <A>} and {@code <B>}.
 *
 * @param number its place in the list it comes from, the first being 1
 * @param text the sentence; {@code <A>} must be there, {@code <B>} need not be
 */
public record Template(int number, String text) {
    private static final String A = "<A>";
    private static final String B = "<B>";

    public Template {
        if (!text.contains(A)) {
            throw new IllegalArgumentException("template " + number + " must have a place <A>, got \"" + text + "\"");
        }
    }

    /** The sentence with both places filled at once, so that an option called {@code <B>} stays what it is. */
    public String fill(String a, String b) {
        StringBuilder filled = new StringBuilder(text.length() + a.length() + b.length());
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(A, at)) {
                filled.append(a);
                at += A.length();
            } else if (text.startsWith(B, at)) {
                filled.append(b);
                at += B.length();
            } else {
                filled.append(text.charAt(at++));
            }
        }
        return filled.toString();
    }

    /** Whether both options are named. */
    public boolean namesBoth() {
        return text.contains(B);
    }

    /** How often {@code <A>} is named. */
    public int timesA() {
        return text.split(A, -1).length - 1;
    }
}

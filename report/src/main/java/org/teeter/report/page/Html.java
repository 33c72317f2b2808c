package org.teeter.report.page;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of HTML under construction. Whatever is text goes through {@link #text}, whatever is an attribute's value through
 * the same escape, so that no name in the data, however hostile, becomes markup.
 */
public final class Html {

    /** A name inside a sentence, between U+2068 (first strong isolate) and U+2069: it keeps its own writing direction. */
    private static final Pattern ISOLATED = Pattern.compile("\u2068([^\u2068\u2069]*)\u2069");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Nothing yet. */
    public Html() {}

    /** Opens an element; {@code attributes} are names and values in turn. */
    public Html open(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes must come as name, value, ..., got " + attributes.length);
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], out);
            out.append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Text, escaped. */
    public Html text(String text) {
        escape(text, out);
        return this;
    }

    /** Text in which names between U+2068 and U+2069 become {@code <bdi>} elements. */
    Html prose(String text) {
        Matcher isolated = ISOLATED.matcher(text);
        int end = 0;
        while (isolated.find()) {
            text(text.substring(end, isolated.start())).name(isolated.group(1));
            end = isolated.end();
        }
        return text(text.substring(end));
    }

    /** An item's name, in its own writing direction; a blank one is said to be blank. */
    Html name(String name) {
        return name.isBlank() ? leaf("bdi", "(blank)", "class", "unnamed") : leaf("bdi", name);
    }

    /** Closes the element that was opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    public Html leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Html sentence(String tag, String text, String... attributes) {
        return open(tag, attributes).prose(text).close();
    }

    /** A number for a reader, its full value in the title. */
    Html number(String tag, double value, String shown, String... attributes) {
        String[] all = Arrays.copyOf(attributes, attributes.length + 2);
        all[attributes.length] = "title";
        all[attributes.length + 1] = Double.toString(value);
        return leaf(tag, shown, all);
    }

    /** The HTML so far. */
    public String done() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements must be closed, still open: " + open);
        }
        return out.toString();
    }

    /** {@code text} as it may stand in an element or in a quoted attribute. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        escape(text, escaped);
        return escaped.toString();
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n' -> out.append(c);
                default -> {
                    if (Character.isISOControl(c)) { // not allowed in HTML: shown as its code
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}

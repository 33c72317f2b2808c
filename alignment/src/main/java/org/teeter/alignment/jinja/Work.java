package org.teeter.alignment.jinja;

import java.util.List;

/**
 * What a rendering may cost: templates come with models from anywhere. Mutable: counts what one rendering has done.
 */
final class Work {
    /** Longest text, in characters. */
    static final int LONGEST = 4 << 20;

    /** Longest list. */
    static final int MOST_ITEMS = 100_000;

    private static final int MOST_STEPS = 200_000;
    private static final int DEEPEST = 400; // each level takes a few frames of the stack

    private int steps;
    private int depth;
    private long made;

    void step() {
        steps++;
        if (steps > MOST_STEPS) {
            throw new TemplateException("the template takes more than " + MOST_STEPS + " steps");
        }
    }

    /** Counts that a value is gone through, by its size: what is long costs more. */
    Object used(Object value) {
        int size = value instanceof String text ? text.length() : value instanceof List<?> list ? list.size() : 0;
        steps += size / 64;
        step();
        return value;
    }

    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw new TemplateException("the template calls itself, or nests values, too deeply");
        }
    }

    void leave() {
        depth--;
    }

    /** Counts a text that was made; all of them together may be 25 times as long as the longest. */
    String made(String text) {
        if (text.length() > LONGEST) {
            throw tooLong();
        }
        made += text.length();
        if (made > 25L * LONGEST) {
            throw new TemplateException("the template makes more text than a conversation can have");
        }
        return text;
    }

    void append(StringBuilder out, String text) {
        if (out.length() + text.length() > LONGEST) {
            throw tooLong();
        }
        out.append(text);
    }

    static TemplateException tooLong() {
        return new TemplateException("a text must have at most " + LONGEST + " characters");
    }
}

package org.teeter.chat.jinja;

import java.util.List;

/**
 * What a rendering may cost: templates come with models from anywhere. One budget of steps, of memory and of depth, on which
 * everything draws that a template can say; what is made is paid for before it is made, and is never given back. It grows with what is
 * rendered, so that a long conversation fits as well as a short one. Mutable: counts what one rendering has done.
 */
final class Work {
    private static final long STEPS = 1_000_000; // a template takes some hundred a turn
    private static final long STEPS_A_CHARACTER = 8;
    private static final long BYTES = 64L << 20;
    private static final long BYTES_A_CHARACTER = 64;
    private static final long LONGEST = 1 << 18;
    private static final long LONGEST_A_CHARACTER = 4;
    private static final int DEEPEST = 400; // each level takes a few frames of the stack

    /** What one step goes through, in characters or bytes. */
    private static final long A_STEP = 64;

    private final long mostSteps;
    private final long mostBytes;
    private final long longest;
    private long steps;
    private long bytes;
    private int depth;

    /**
     * A budget that is untouched.
     *
     * @param given how many characters are rendered
     */
    Work(long given) {
        this.mostSteps = STEPS + STEPS_A_CHARACTER * given;
        this.mostBytes = BYTES + BYTES_A_CHARACTER * given;
        this.longest = Math.min(Integer.MAX_VALUE / 4, LONGEST + LONGEST_A_CHARACTER * given);
    }

    void step() {
        steps(1);
    }

    private void steps(long more) {
        steps += more;
        if (steps > mostSteps) {
            throw new TemplateException("the template takes more than " + mostSteps + " steps; it may not");
        }
    }

    /** Counts that so many characters or items are gone through. */
    void through(long size) {
        steps(1 + size / A_STEP);
    }

    /** Counts that a text is looked for in another, at the most that it can take. */
    void search(long text, long part) {
        through(text);
        through(text * part / 4);
    }

    /** Counts that a value is gone through, by its size: what is long costs more. */
    Object used(Object value) {
        through(value instanceof String text ? text.length() : value instanceof List<?> list ? list.size() : 0);
        return value;
    }

    /** Pays for memory that is about to be taken, and for the time to fill it. */
    void take(long more) {
        bytes += more;
        if (bytes > mostBytes) {
            throw new TemplateException("the template makes values of more than " + mostBytes + " bytes; it may not");
        }
        steps(more / (4 * A_STEP));
    }

    /** Pays for a text that is about to be made. */
    void text(long characters) {
        requireFits(characters);
        take(40 + 2 * characters);
    }

    void requireFits(long characters) {
        if (characters > longest) {
            throw new TemplateException("the template makes a text of more than " + longest
                    + " characters, the most that it" + " may make for this conversation");
        }
    }

    /** Pays for a list, dictionary or the like that is about to be made; its values are paid for when they are made. */
    void items(long size) {
        take(64 + 16 * size);
    }

    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw new TemplateException(
                    "the template nests or chains its parts, calls itself, or nests values too deeply: " + "more than "
                            + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }
}

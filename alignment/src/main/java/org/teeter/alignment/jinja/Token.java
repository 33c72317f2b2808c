package org.teeter.alignment.jinja;

/**
 * A piece of a template.
 *
 * @param text as it is written; of {@code STRING} what is between the quotes, escapes resolved
 * @param line where it begins, from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        /** Text outside of any tag. */
        DATA,
        PRINT_BEGIN,
        PRINT_END,
        TAG_BEGIN,
        TAG_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind other, String what) {
        return kind == other && text.equals(what);
    }

    /** For messages. */
    String described() {
        return kind == Kind.END ? "the end of the template" : "'" + text + "'";
    }
}

package org.teeter.chat.jinja;

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

    /** What an {@code INTEGER} says. */
    Long wholeNumber() {
        try {
            return Long.valueOf(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw tooLarge();
        }
    }

    /** What a {@code FLOAT} says. */
    Double number() {
        double number = Double.parseDouble(text.replace("_", ""));
        if (Double.isInfinite(number)) {
            throw tooLarge();
        }
        return number;
    }

    private TemplateException tooLarge() {
        return new TemplateException("the number " + text + " is too large", line);
    }
}

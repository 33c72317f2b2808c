package org.teeter.chat.jinja;

/** A template that is no Jinja or uses what is not supported, or that cannot be rendered with what it was given. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int MOST_SAID = 400;

    private final int line;

    TemplateException(String message) {
        this(message, 0);
    }

    TemplateException(String message, int line) {
        super(said(message));
        this.line = line;
    }

    /** One line, shortened: templates say a part of it. */
    private static String said(String message) {
        StringBuilder said = new StringBuilder();
        message.codePoints()
                .limit(MOST_SAID)
                .forEach(c -> said.appendCodePoint(Text.isPrinted(c) ? c : Character.isWhitespace(c) ? ' ' : '\ufffd'));
        return said + (message.codePointCount(0, message.length()) > MOST_SAID ? "…" : "");
    }

    /** The line of the template, from 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    /** The same with a line, unless it has one: the innermost is the one to look at. */
    TemplateException at(int where) {
        return line > 0 ? this : new TemplateException(String.valueOf(getMessage()), where);
    }
}

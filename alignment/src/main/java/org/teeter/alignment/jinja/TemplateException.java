package org.teeter.alignment.jinja;

/** A template that is no Jinja or uses what is not supported, or that cannot be rendered with what it was given. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    TemplateException(String message) {
        this(message, 0);
    }

    TemplateException(String message, int line) {
        super(message);
        this.line = line;
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

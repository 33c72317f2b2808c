package org.teeter.analysis;

/** What was asked cannot be done: the message says what was asked, what was found and what to do. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}

package org.teeter.audit;

/** What was asked to be audited is larger than an audit of its model can be. */
public final class TooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
        super(message);
    }
}

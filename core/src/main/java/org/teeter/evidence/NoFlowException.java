package org.teeter.evidence;

/** A fit of which the evidence is no current through judged pairs; the message says why. */
public final class NoFlowException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoFlowException(String message) {
        super(message);
    }
}

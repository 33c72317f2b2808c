package org.teeter.lm.dataset;

/** A row that is no example, and why; whoever reads the file knows which row it is. */
final class BadExample extends Exception {
    private static final long serialVersionUID = 1;

    BadExample(String reason) {
        super(reason, null, false, false); // no stack trace: the message is all that is used
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

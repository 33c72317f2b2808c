package org.teeter.tabular;

/** A row that cannot be counted, and why; whoever reads the file knows which row it is and what becomes of it. */
final class BadRow extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason what was found; where that does not say what to do, that too */
    BadRow(String reason) {
        super(reason, null, false, false); // no stack trace: a file may have millions of bad rows
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

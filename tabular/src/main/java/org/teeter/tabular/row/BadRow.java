package org.teeter.tabular.row;

/** A row that cannot be counted, and why; whoever reads the file knows which row it is and what becomes of it. */
public class BadRow extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason what was found; where that does not say what to do, that too */
    public BadRow(String reason) {
        super(reason, null, false, false); // no stack trace: a file may have millions of bad rows
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}

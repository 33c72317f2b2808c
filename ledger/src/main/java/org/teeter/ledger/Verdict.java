package org.teeter.ledger;

/** What the computations say of a claim. */
public enum Verdict {
    /** The statement as printed passed its check. */
    HOLDS("holds"),
    /** The statement as printed failed its check, and the repaired one passed. */
    HOLDS_WITH_FIX("holds with the stated fix"),
    /** The statement as printed failed its check, and so did its repair, if there is one. */
    FAILS("fails");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** The verdict in words. */
    public String words() {
        return words;
    }
}

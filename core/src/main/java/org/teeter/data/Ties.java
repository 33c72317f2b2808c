package org.teeter.data;

/** What a model that knows no ties makes of them. */
public enum Ties {
    /** Half a win for each; {@link Outcome#BOTH_BAD} likewise. */
    HALF,
    /** Left out. */
    DROP
}

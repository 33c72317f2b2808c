package org.teeter.data;

/** What a judge said of a pair. */
public enum Outcome {
    /** The first option was preferred. */
    FIRST,
    /** The second option was preferred. */
    SECOND,
    /** The two were called equally good. */
    TIE,
    /** The two were called equally bad: a tie to every model that does not tell the two apart. */
    BOTH_BAD;

    /** The same judgement, with the two options named in the other order. */
    public Outcome reversed() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE, BOTH_BAD -> this;
        };
    }
}

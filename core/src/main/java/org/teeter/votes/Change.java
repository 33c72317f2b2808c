package org.teeter.votes;

/** What is done to a vote. */
public enum Change {
    /** It is left out. */
    DROP,
    /** It goes to the other side; ties stay. */
    FLIP,
    /** One more like it is cast: of a pair that was judged, with any outcome. */
    ADD
}

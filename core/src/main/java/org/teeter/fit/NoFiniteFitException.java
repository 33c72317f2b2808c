package org.teeter.fit;

import org.teeter.model.Existence;
import org.teeter.model.Hold;

/** The judgements have no finite, unique maximum-likelihood scores, and no prior was given. */
public final class NoFiniteFitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Existence existence;
    private final boolean ofScores;

    /** If anything holds the scores, a parameter that all judgements share is at fault. */
    NoFiniteFitException(Existence existence, Hold hold) {
        super(message(existence, hold));
        this.existence = existence;
        this.ofScores = isOfScores(existence, hold);
    }

    private static boolean isOfScores(Existence existence, Hold hold) {
        return (hold == Hold.NOTHING && existence.components().size() != 1)
                || (hold == Hold.INFORMATION && !existence.isConnected());
    }

    private static String message(Existence existence, Hold hold) {
        if (!isOfScores(existence, hold)) {
            return "no finite maximum-likelihood fit: " + String.join("; ", existence.unbounded());
        }
        return "no finite maximum-likelihood scores: " + existence.reason()
                + "; drop or pool them, collect judgements that connect them both ways, or set a prior";
    }

    /** Whether scores are at fault, and not only parameters that all judgements share. */
    public boolean isOfScores() {
        return ofScores;
    }

    /** What is at fault, in words. */
    public String reason() {
        return ofScores ? existence.reason() : String.join("; ", existence.unbounded());
    }

    /** What is at fault, by name. */
    public Existence existence() {
        return existence;
    }
}

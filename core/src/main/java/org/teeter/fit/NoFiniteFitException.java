package org.teeter.fit;

import org.teeter.model.Existence;

/** The judgements have no finite, unique maximum-likelihood scores, and no prior was given. */
public final class NoFiniteFitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Existence existence;

    /** With a prior on the scores if {@code held}: then a parameter that all judgements share is at fault. */
    NoFiniteFitException(Existence existence, boolean held) {
        super(message(existence, held));
        this.existence = existence;
    }

    /** What is at fault, by name. */
    public Existence existence() {
        return existence;
    }

    private static String message(Existence existence, boolean held) {
        if (held || existence.components().size() == 1) {
            return "no finite maximum-likelihood fit: " + String.join("; ", existence.unbounded());
        }
        return "no finite maximum-likelihood scores: " + existence.reason()
                + "; drop or pool them, collect judgements that connect them both ways, or set a prior";
    }
}

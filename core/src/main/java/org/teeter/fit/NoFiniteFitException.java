package org.teeter.fit;

/** The judgements have no finite, unique maximum-likelihood scores, and no prior was given. */
public final class NoFiniteFitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Existence existence;

    NoFiniteFitException(Existence existence) {
        super("no finite maximum-likelihood scores: " + existence.reason()
                + "; drop or pool them, collect judgements that connect them both ways, or set a prior");
        this.existence = existence;
    }

    /** What is at fault, by name. */
    public Existence existence() {
        return existence;
    }
}

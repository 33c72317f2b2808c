package org.teeter.analysis;

import java.util.List;
import org.teeter.fit.NoFiniteFitException;

/** The data have no finite fit; what would help is known by name. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final NoFiniteFitException cause;
    private final transient List<String> remedies;
    private final String where;

    /**
     * Of a failed fit.
     *
     * @param remedies what to do, a line each
     * @param where of several problems, which this is; else empty
     */
    NoAnswerException(NoFiniteFitException cause, List<String> remedies, String where) {
        super(cause.getMessage(), cause);
        this.cause = cause;
        this.remedies = List.copyOf(remedies);
        this.where = where;
    }

    /** Why there is none. */
    public NoFiniteFitException reason() {
        return cause;
    }

    public List<String> remedies() {
        return remedies;
    }

    public String where() {
        return where;
    }
}

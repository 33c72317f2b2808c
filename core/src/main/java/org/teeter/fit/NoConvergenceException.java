package org.teeter.fit;

/** An estimator did not reach its tolerance, so there is no result. */
public final class NoConvergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoConvergenceException(String message) {
        super(message);
    }

    public NoConvergenceException(String message, Throwable cause) {
        super(message, cause);
    }
}

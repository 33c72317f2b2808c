package org.teeter.lm.train;

/** Training has left the numbers: a loss or a gradient that is not finite. The weights are those before the step. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}

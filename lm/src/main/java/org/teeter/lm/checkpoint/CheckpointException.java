package org.teeter.lm.checkpoint;

import org.teeter.lm.text.OneLine;

/** A model's files that cannot be used: the message says which file, what must hold in it, what was found and what to do. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CheckpointException(String message) {
        super(OneLine.of(message));
    }

    public CheckpointException(String message, Throwable cause) {
        super(OneLine.of(message), cause);
    }
}

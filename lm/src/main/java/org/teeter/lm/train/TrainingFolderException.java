package org.teeter.lm.train;

/** The place of a run cannot be used: the message says which, what was found there and what to do. */
public final class TrainingFolderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TrainingFolderException(String message) {
        super(message);
    }
}

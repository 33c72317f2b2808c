package org.teeter.cli;

import org.teeter.analysis.RefusedException;

/** Options that cannot be followed: the message says which, what was given and what to do. Exit code 2. */
public final class UsageException extends RefusedException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}

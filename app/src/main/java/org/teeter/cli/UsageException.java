package org.teeter.cli;

/** Options that cannot be followed: the message says which, what was given and what to do. Exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}

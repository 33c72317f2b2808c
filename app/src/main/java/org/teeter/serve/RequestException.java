package org.teeter.serve;

/** A request that is not followed: the status of HTTP, and a sentence that says why and what to do. */
final class RequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    RequestException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}

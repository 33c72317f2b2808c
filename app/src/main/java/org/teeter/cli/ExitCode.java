package org.teeter.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int DONE = 0;
    /** Our own failure. */
    static final int FAILURE = 1;
    /** The input or the options are wrong. */
    static final int USAGE = 2;
    /** The question has no answer on these data. */
    static final int NO_ANSWER = 3;

    private ExitCode() {}
}

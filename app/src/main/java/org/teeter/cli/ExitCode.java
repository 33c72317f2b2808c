package org.teeter.cli;

/** What the process tells its caller. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Our own failure. */
    public static final int FAILURE = 1;
    /** The input or the options are wrong. */
    public static final int USAGE = 2;
    /** The question has no answer on these data. */
    public static final int NO_ANSWER = 3;
    /** An audit does not meet what {@code --fail-on} asks. */
    public static final int FAILED_ON = 4;

    private ExitCode() {}
}

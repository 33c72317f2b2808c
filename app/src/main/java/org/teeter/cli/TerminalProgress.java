package org.teeter.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.bytes.Visible;

/**
 * Says on standard error how far a run has come, once it has taken two seconds: on a terminal about once a second, in the same place.
 * Elsewhere every line stays, so lines get rarer, a quarter of the time so far apart: some forty for an hour's run. What is read is told
 * on a terminal alone, after one second, with its pace.
 */
public final class TerminalProgress {
    private static final long PATIENCE = 2_000_000_000L;
    private static final long PATIENCE_OF_READERS = 1_000_000_000L;
    private static final long INTERVAL = 1_000_000_000L;

    private final PrintStream out;
    private final boolean quiet;
    private final boolean rewrites;
    private final LongSupplier clock;
    private final long start;
    private final Pace pace = new Pace();
    private long next;
    private int shown;

    /** Writes to {@code out}, unless it is to be quiet. */
    public TerminalProgress(PrintStream out, boolean quiet) {
        this(
                out,
                quiet,
                Boolean.getBoolean("teeter.terminal"),
                System::nanoTime); // the launcher knows if it is a terminal
    }

    TerminalProgress(PrintStream out, boolean quiet, boolean rewrites, LongSupplier clock) {
        this.out = out;
        this.quiet = quiet;
        this.rewrites = rewrites;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.next = start + PATIENCE;
    }

    /**
     * Says how far a file was read, and at what pace.
     *
     * @param size in bytes, 0 where it is not known
     */
    synchronized void reading(Path file, long bytes, long size) {
        long now = clock.getAsLong();
        String far = pace.of(file, bytes, size, now);
        long due = next == start + PATIENCE ? start + PATIENCE_OF_READERS : next;
        if (quiet || !rewrites || now < due) {
            return;
        }
        String input = StandardInput.isMeantBy(file) || DatabaseName.isMeantBy(file)
                ? StandardInput.shown(file)
                : String.valueOf(file.getFileName());
        tell("reading " + Visible.of(input) + ", " + far, now);
    }

    /** Says what is being done, and which share of it is. */
    public synchronized void at(String stage, double share) {
        long now = clock.getAsLong();
        if (!quiet && now >= next) {
            tell(stage + ", " + Math.round(100 * Math.min(1, share)) + " %", now);
        }
    }

    private void tell(String far, long now) {
        next = now + (rewrites ? INTERVAL : Math.max(INTERVAL, (now - start) / 4));
        String line = "teeter: " + far;
        if (rewrites) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            out.flush();
            shown = line.length();
        } else {
            out.println(line);
        }
    }

    /** Clears the line, if there is one. */
    public synchronized void done() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }
}

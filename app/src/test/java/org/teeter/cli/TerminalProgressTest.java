package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final AtomicLong now = new AtomicLong(); // nanoseconds
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private TerminalProgress progress(boolean quiet, boolean rewrites) {
        return new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), quiet, rewrites, now::get);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysNothingOfWhatIsSoonDone() {
        TerminalProgress progress = progress(false, false);
        now.set(1_900_000_000L);
        progress.at("reading", .99);
        progress.done();
        assertEquals("", written());
    }

    @Test
    void writesOverItsLineOnATerminal() {
        TerminalProgress progress = progress(false, true);
        now.set(2_000_000_000L);
        progress.at("reading", .105);
        progress.done();
        assertEquals("\rteeter: reading, 11 %\r" + " ".repeat(21) + "\r", written());
    }

    @Test
    void getsRarerWhereEachLineStays() {
        TerminalProgress progress = progress(false, false);
        for (int second = 0; second <= 3600; second++) {
            now.set(second * 1_000_000_000L);
            progress.at("training", second / 3600.);
        }
        long lines = written().lines().count();
        assertTrue(lines > 20 && lines < 45, () -> lines + " lines");
    }

    @Test
    void canBeQuiet() {
        TerminalProgress progress = progress(true, true);
        now.set(9_000_000_000L);
        progress.at("reading", .5);
        assertEquals("", written());
    }
}

package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    private void read(TerminalProgress progress, String file, double seconds, long megabytes, long of) {
        now.set((long) (seconds * 1e9));
        progress.reading(Path.of("folder", file), megabytes * 1_000_000, of * 1_000_000);
    }

    /** What stands in the line in the end. */
    private String last() {
        return written().substring(written().lastIndexOf('\r') + 1).stripTrailing();
    }

    @Test
    void tellsThePaceOfReadingAndTheRest() {
        TerminalProgress progress = progress(false, true);
        read(progress, "log.csv", .1, 4, 1_000);
        read(progress, "log.csv", .9, 100, 1_000);
        assertEquals("", written());
        read(progress, "log.csv", 1.1, 204, 1_000); // 200 MB in a second
        assertEquals("teeter: reading log.csv, 20 %, 200 MB/s, 4 s left", last());
        read(progress, "log.csv", 1.5, 300, 1_000);
        assertEquals("teeter: reading log.csv, 20 %, 200 MB/s, 4 s left", last());
        read(progress, "log.csv", 4.1, 1_000, 1_000);
        assertEquals("teeter: reading log.csv, 100 %, 249 MB/s", last());
        progress.done();
        assertEquals("", last());
    }

    @Test
    void eachFileAndEachReadingHasAPaceOfItsOwn() {
        TerminalProgress progress = progress(false, true);
        read(progress, "a.csv", 1, 900, 1_000);
        assertEquals("teeter: reading a.csv, 90 %", last());
        read(progress, "b.csv", 11, 0, 1_000);
        assertEquals("teeter: reading b.csv, 0 %", last());
        read(progress, "b.csv", 13, 1, 1_000);
        assertEquals("teeter: reading b.csv, 0 %, 500 kB/s, 34 min left", last());
        read(progress, "b.csv", 15, 0, 1_000); // from its beginning
        assertEquals("teeter: reading b.csv, 0 %", last());
    }

    @Test
    void tellsHowMuchWasReadWhereTheSizeIsNotKnown() {
        TerminalProgress progress = progress(false, true);
        read(progress, "-", 0, 0, 0);
        read(progress, "-", 2, 50, 0);
        assertEquals("teeter: reading -, 50 MB, 25 MB/s", last());
    }

    @Test
    void readingIsNotToldWhereNobodyLooks() {
        for (boolean rewrites : new boolean[] {true, false}) {
            TerminalProgress progress = progress(rewrites, rewrites);
            read(progress, "a.csv", 0, 0, 1_000);
            read(progress, "a.csv", 9, 500, 1_000);
        }
        assertEquals("", written());
    }
}

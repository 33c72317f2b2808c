package org.teeter.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Runs commands as they are typed; what they print stands in {@link #out} and {@link #err} until the next one. What they write is held to
 * its published schema.
 */
abstract class CommandFixture {

    @TempDir
    Path folder = Path.of("");

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    /** Runs; returns the exit code. */
    final int run(Object... words) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = line.execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
        PublishedSchemas.holdPrinted(out.toString());
        PublishedSchemas.holdWritten(folder);
        return code;
    }
}

package org.teeter.alignment.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.teeter.cli.ExitCode;
import org.teeter.cli.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of this module under a command line like the real one, in this process. */
final class Teeter {

    /** What a command left. */
    record Ended(int code, String out, String err) {}

    private Teeter() {}

    static Ended run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine teeter = new CommandLine(CommandSpec.create().name("teeter"));
        new AlignmentCommands().addTo(teeter);
        teeter.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        teeter.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof UsageException)) {
                throw failure;
            }
            line.getErr().println("teeter: " + failure.getMessage());
            return ExitCode.USAGE;
        });
        int code = teeter.execute(words);
        return new Ended(code, out.toString(), err.toString());
    }
}

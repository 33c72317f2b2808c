package org.teeter.lab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.teeter.cli.Main;
import picocli.CommandLine;

/** The whole command line, in this process. */
final class Teeter {

    /** What a command left. */
    record Ended(int code, String out, String err) {}

    private Teeter() {}

    static Ended run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine teeter = Main.commandLine();
        teeter.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = teeter.execute(words);
        return new Ended(code, out.toString(), err.toString());
    }
}

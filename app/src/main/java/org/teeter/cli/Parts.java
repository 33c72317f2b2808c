package org.teeter.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Commands whose parts are what does something. */
public final class Parts {

    private Parts() {}

    /** What is wrong with a command line that names a command and none of its parts. */
    public static ParameterException missing(CommandSpec spec) {
        List<String> parts = List.copyOf(spec.subcommands().keySet());
        int last = parts.size() - 1;
        String listed = last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " or " + parts.get(last);
        return new ParameterException(spec.commandLine(), "needs a part: " + listed);
    }
}

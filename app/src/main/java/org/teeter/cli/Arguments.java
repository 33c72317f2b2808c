package org.teeter.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The words that a person typed. */
public final class Arguments {

    private Arguments() {}

    /** Of the whole command line. */
    public static List<String> of(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs();
    }
}

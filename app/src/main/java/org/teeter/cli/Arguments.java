package org.teeter.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The words that a person typed. */
final class Arguments {

    private Arguments() {}

    static List<String> of(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs();
    }
}

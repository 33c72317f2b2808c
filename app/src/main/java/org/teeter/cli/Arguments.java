package org.teeter.cli;

import java.util.List;
import org.teeter.tabular.bytes.DatabaseName;
import picocli.CommandLine.Model.CommandSpec;

/** The words that a person typed. */
public final class Arguments {

    private Arguments() {}

    /** Of the whole command line; addresses of databases without what may be secret. */
    public static List<String> of(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(DatabaseName::shown)
                .toList();
    }
}

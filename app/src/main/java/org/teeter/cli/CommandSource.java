package org.teeter.cli;

import picocli.CommandLine;

/**
 * Commands that are found when the program starts instead of being linked: the ledger, and those for language models, whose
 * native libraries only their users should have to fetch. Named in {@code META-INF/services}.
 */
public interface CommandSource {

    /** Adds its commands below the whole command line. */
    void addTo(CommandLine teeter);

    /** Sources of lower numbers come first, in help too. */
    int place();
}

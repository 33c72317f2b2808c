package org.teeter.cli;

import picocli.CommandLine;

/**
 * Commands that are found when the program starts instead of being linked: those for language models, whose native libraries only
 * their users should have to fetch. Named in {@code META-INF/services}.
 */
public interface CommandSource {

    /** Adds its commands below the whole command line. */
    void addTo(CommandLine teeter);
}

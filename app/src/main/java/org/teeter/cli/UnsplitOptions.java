package org.teeter.cli;

import picocli.CommandLine.Option;

/** Of commands that ask something of one fit: what splits it is refused in words, with what helps. */
final class UnsplitOptions {

    @Option(names = "--strong-components", hidden = true)
    private boolean strongComponents;

    void require() {
        if (strongComponents) {
            throw new UsageException(
                    "--strong-components is of fit alone: between two components a prediction is certain, or there"
                            + " is none, and nothing moves it; ask of one component by --largest-component or --drop A,B, or of all items"
                            + " by --prior pseudo:0.5");
        }
    }
}

package org.teeter.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code teeter reproduce}: makes the paper's results again; each part is a command of its own. */
@Command(
        name = "reproduce",
        description = "Makes the paper's results again and says which of them hold.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "PART",
        footer = {
            "",
            "Every claim of the paper, judged:",
            "  teeter reproduce theory",
            "Its experiment on a small language model:",
            "  teeter reproduce experiment --out reproduction",
            "What remedies do in trained models:",
            "  teeter reproduce remedies --out remedies"
        })
final class ReproduceCommand implements Runnable {

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public void run() {
        throw Parts.missing(Objects.requireNonNull(spec));
    }
}

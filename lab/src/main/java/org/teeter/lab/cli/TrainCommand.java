package org.teeter.lab.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code teeter train}: what is trained is said by the word after it. */
@Command(
        name = "train",
        description = "Trains a language model on answers or preferences.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "sft|dpo|reward",
        subcommands = {TrainSftCommand.class, TrainDpoCommand.class, TrainRewardCommand.class},
        footer = {
            "",
            "While it runs, its state, metrics.csv and TensorBoard's events are in the folder",
            "OUT.training; a run that was killed goes on from there with the same command",
            "and --resume, to the same bits on the processor.",
            "teeter help train dpo lists the options of a part."
        })
final class TrainCommand implements Runnable {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public void run() {
        throw Parts.missing(Objects.requireNonNull(spec));
    }
}

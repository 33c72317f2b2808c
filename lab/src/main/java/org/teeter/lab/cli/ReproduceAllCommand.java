package org.teeter.lab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter reproduce all}: the ledger, the figures and the experiment, each as its own command makes it. */
@Command(
        name = "all",
        description = "Makes the ledger, Fig. 1 and Fig. 2, and the experiment, each in a folder of its own.",
        mixinStandardHelpOptions = true,
        footer = {"", "All of it:", "  teeter reproduce all --out reproduction"})
final class ReproduceAllCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-reproduction",
            description = "Where to make theory, figures and experiment (default: ./teeter-reproduction).")
    private Path out = Path.of("teeter-reproduction");

    @Option(names = "--quick", description = "Of the experiment only a reduced grid of ten runs.")
    private boolean quick;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine teeter = Objects.requireNonNull(spec).root().commandLine();
        List<List<String>> parts = List.of(
                command("theory", false, "reproduce", "theory"),
                command("figures", false, "figures"),
                command("experiment", quick, "reproduce", "experiment"));
        for (List<String> part : parts) {
            int exit = teeter.execute(part.toArray(String[]::new));
            if (exit != ExitCode.DONE) {
                return exit;
            }
        }
        return ExitCode.DONE;
    }

    private List<String> command(String folder, boolean reduced, String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--out", out.resolve(folder).toString()));
        if (reduced) {
            command.add("--quick");
        }
        if (quiet) {
            command.add("--quiet");
        }
        return command;
    }
}

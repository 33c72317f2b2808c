package org.teeter.cli;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.tabular.InputException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line of Teeter; the only place that ends the process. */
@Command(
        name = "teeter",
        description = "Tells how far one preference moves another.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            FitCommand.class,
            AuditCommand.class,
            EvalCommand.class,
            FiguresCommand.class,
            ReproduceCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 our own failure; 2 wrong input or options; 3 no answer on these data.",
            "Shell completion: source <(teeter generate-completion)"
        })
public final class Main {

    private static final String[] FETCHED_ON_USE = {
        "",
        "Language models (their libraries, 160 MB, are fetched on first use):",
        "  synthesize           Draws preference data with chosen probabilities.",
        "  train                Trains a language model on preferences.",
        "  ask                  Asks a language model for its preferences.",
        "  experiment           The paper's experiment on language models; also reproduce experiment, all.",
    };

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, with failures turned into messages and exit codes. */
    static CommandLine commandLine() {
        CommandLine teeter = new CommandLine(new Main());
        List<CommandSource> found = ServiceLoader.load(CommandSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        found.forEach(source -> source.addTo(teeter));
        if (found.isEmpty()) {
            UsageMessageSpec usage = teeter.getCommandSpec().usageMessage();
            usage.footer(Stream.of(FETCHED_ON_USE, usage.footer())
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
        }
        return teeter.setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(Main::exitCode)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof NoFiniteFitException none) {
                        NoAnswer.print(none, line.getErr());
                        if (line.getParseResult().hasMatchedOption("--json")) {
                            NoAnswer.printJson(none, line.getOut());
                        }
                    } else if (exitCode(failure) == ExitCode.FAILURE) {
                        line.getErr().println("teeter: this is our own failure, please report it with what follows");
                        failure.printStackTrace(line.getErr());
                    } else {
                        line.getErr().println("teeter: " + failure.getMessage());
                    }
                    line.getErr().flush();
                    return exitCode(failure);
                });
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof NoFiniteFitException) {
            return ExitCode.NO_ANSWER;
        }
        boolean usage = failure instanceof InputException
                || failure instanceof UsageException
                || failure instanceof CommandLine.ParameterException;
        return usage ? ExitCode.USAGE : ExitCode.FAILURE;
    }
}

package org.teeter.cli;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of Teeter; the only place that ends the process. */
@Command(
        name = "teeter",
        description = "Tells how far one preference moves another.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "What may I ask? Three to begin with:",
            "  teeter formats                      what files may look like",
            "  teeter fit examples/baseball.csv    the ranking, and how sure it is",
            "  teeter audit examples/arena-small.csv",
            "                                      what moves it, and a page to try it on",
            "",
            "teeter help COMMAND tells more of a command, such as teeter help train dpo.",
            "synthesize, ask, train, experiment, and reproduce experiment, remedies or all",
            "fetch their libraries (160 MB) when one of them is first run.",
            "Exit codes: 0 done; 1 our own failure; 2 wrong input or options;",
            "3 no answer on these data; 4 what --fail-on names.",
            "Shell completion: source <(teeter generate-completion)"
        })
public final class Main {

    /** Commands that stand for themselves: none of the others is looked at, which would take them a fifth of a second. */
    private static final Map<String, Class<?>> BY_THEMSELVES = Map.ofEntries(
            Map.entry("fit", FitCommand.class),
            Map.entry("audit", AuditCommand.class),
            Map.entry("tip", TipCommand.class),
            Map.entry("why", WhyCommand.class),
            Map.entry("plan", PlanCommand.class),
            Map.entry("mitigate", MitigateCommand.class),
            Map.entry("tornado", TornadoCommand.class),
            Map.entry("head", HeadCommand.class),
            Map.entry("profile", ProfileCommand.class),
            Map.entry("export", ExportCommand.class),
            Map.entry("formats", FormatsCommand.class),
            Map.entry("eval", EvalCommand.class),
            Map.entry("figures", FiguresCommand.class),
            Map.entry("serve", ServeCommand.class));

    private Main() {}

    public static void main(String[] args) {
        // those of dates, which no option is, take a hundredth of a second to load; a path's is ours
        System.setProperty("picocli.converters.excludes", "java.*");
        StandardOutput out = StandardOutput.install();
        CommandLine teeter = of(args);
        int code = teeter.execute(args);
        teeter.getOut().flush();
        System.out.flush();
        Optional<String> problem = out.problem();
        problem.ifPresent(text -> System.err.println("teeter: " + text));
        System.exit(code == ExitCode.DONE && problem.isPresent() ? ExitCode.USAGE : code);
    }

    /** As much of the command line as these words need. */
    private static CommandLine of(String[] args) {
        Class<?> alone = args.length == 0 ? null : BY_THEMSELVES.get(args[0]);
        if (alone != null) {
            return withFailures(new CommandLine(new Main()).addSubcommand(alone));
        }
        boolean asksVersion = args.length == 1 && Set.of("-V", "--version").contains(args[0]);
        return asksVersion ? withFailures(new CommandLine(new Main())) : commandLine();
    }

    /** The whole command line, with failures turned into messages and exit codes. */
    public static CommandLine commandLine() {
        CommandLine teeter = new CommandLine(new Main())
                .addSubcommand(FitCommand.class)
                .addSubcommand(AuditCommand.class)
                .addSubcommand(TipCommand.class)
                .addSubcommand(WhyCommand.class)
                .addSubcommand(PlanCommand.class)
                .addSubcommand(MitigateCommand.class)
                .addSubcommand(TornadoCommand.class)
                .addSubcommand(HeadCommand.class)
                .addSubcommand(ProfileCommand.class)
                .addSubcommand(ExportCommand.class)
                .addSubcommand(FormatsCommand.class)
                .addSubcommand(EvalCommand.class)
                .addSubcommand(FiguresCommand.class)
                .addSubcommand(ServeCommand.class)
                .addSubcommand(ReproduceCommand.class)
                .addSubcommand(AutoComplete.GenerateCompletion.class)
                .addSubcommand(HelpTopic.class);
        ServiceLoader.load(CommandSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(CommandSource::place))
                .forEach(source -> source.addTo(teeter));
        DescribedCommands.addTo(teeter);
        return withFailures(teeter);
    }

    private static CommandLine withFailures(CommandLine teeter) {
        Handling handling = new Handling();
        return Words.read(Help.layOut(teeter).setCaseInsensitiveEnumValuesAllowed(true))
                .setParameterExceptionHandler(handling)
                .setExecutionStrategy(handling)
                .setExecutionExceptionHandler(handling);
    }

    /** Runs the command, and turns what goes wrong into a message and an exit code. */
    private static final class Handling
            implements IParameterExceptionHandler, IExecutionStrategy, IExecutionExceptionHandler {

        /** Errors of the machine are told as failures are, where picocli would let them pass. */
        @Override
        public int execute(ParseResult parsed) {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (VirtualMachineError | LinkageError e) {
                throw new CommandLine.ExecutionException(
                        parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public int handleParseException(ParameterException mistake, String[] args) {
            return Failure.tell(mistake, args);
        }

        @Override
        public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
            return Failure.tell(failure, line);
        }
    }
}

package org.teeter.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

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
        return Help.layOut(teeter)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Main::path)
                .registerConverter(Double.class, Main::number)
                .registerConverter(double.class, Main::number)
                .registerConverter(Integer.class, Main::whole)
                .registerConverter(int.class, Main::whole)
                .registerConverter(long.class, Main::seed)
                .setParameterExceptionHandler(Failure::tell)
                .setExecutionStrategy(Main::run)
                .setExecutionExceptionHandler((failure, line, parsed) -> Failure.tell(failure, line));
    }

    /** Runs the command; errors of the machine are told as failures are, where picocli would let them pass. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (VirtualMachineError | LinkageError e) {
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Path path(String word) {
        try {
            return LocalPath.of(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a number, got '" + word + "'");
        }
    }

    private static int whole(String word) {
        try {
            return Integer.parseInt(word.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a whole number below 2^31, got '" + word + "'");
        }
    }

    private static long seed(String word) {
        try {
            return Long.parseLong(word.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a whole number below 2^63, got '" + word + "'");
        }
    }
}

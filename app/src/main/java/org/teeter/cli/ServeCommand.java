package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.teeter.serve.ExperimentFolder;
import org.teeter.serve.Input;
import org.teeter.serve.PageServer;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.reader.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code teeter serve}: the reports as pages from this machine. */
@Command(
        name = "serve",
        description =
                "Audits each INPUT, and files that are dropped into the page, and shows their reports in a browser on this"
                        + " machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The address that is printed has a secret in it: who knows it, on this machine,",
            "sees these pages. Nothing leaves the machine. Ctrl-C ends it, and deletes what",
            "was dropped.",
            "",
            "  teeter serve votes.csv              a page for one data set",
            "  teeter serve a.csv b.parquet        two data sets, each by itself",
            "  teeter serve                        an empty page to drop files into"
        })
final class ServeCommand implements Callable<Integer> {
    /** What is of this command alone, or is said of each audit anew. */
    private static final Set<String> OWN = Set.of("--port", "--max-upload", "--quiet", "--model", "--prior");

    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_UPLOAD = 100_000;

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description =
                    "Preference files, each a data set of its own: CSV, TSV, JSON or Parquet, all but the last also packed by gzip or"
                            + " zstd; a folder of them or a pattern in quotes ('data/*.parquet') is one data set. jdbc:… is a"
                            + " database, of which --query says what to read. A folder of teeter experiment shows its figures as they"
                            + " come. None: a page to drop files into.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where to listen, on 127.0.0.1 (default: 0, any port that is free).")
    private int port;

    @Option(
            names = "--max-upload",
            paramLabel = "MB",
            defaultValue = "1000",
            description = "The largest file that may be dropped into the page, in megabytes (default: 1000).")
    private int mostUploaded = 1000;

    @Option(names = "--quiet", description = "No messages; the address is printed.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter err = known.commandLine().getErr();
        requireOptions();
        ServedAudits audits = new ServedAudits(audit, this::options, typed(known), err);
        List<Path> shown = database.shown(files);
        List<Input> inputs = shown.stream()
                .filter(input -> !ExperimentFolder.isMeantBy(input))
                .map(Input::named)
                .toList();
        List<ExperimentFolder> experiments = shown.stream()
                .filter(ExperimentFolder::isMeantBy)
                .map(ExperimentFolder::new)
                .toList();
        try (PageServer server = new PageServer(
                port, inputs, experiments, audits, Version.current(), mostUploaded * 1_000_000L, WINDOW, err)) {
            Thread onSignal = new Thread(server::close, "end of pages");
            Runtime.getRuntime().addShutdownHook(onSignal);
            PrintWriter out = known.commandLine().getOut();
            out.println(server.address());
            out.flush();
            if (!quiet) {
                err.println("teeter: open this address in a browser on this machine; Ctrl-C ends it");
                err.flush();
            }
            untilInterrupted();
            Runtime.getRuntime().removeShutdownHook(onSignal);
            return ExitCode.DONE;
        } catch (BindException e) {
            throw new UsageException("--port " + port + " cannot be listened at (" + e.getMessage()
                    + "); name another, or leave it out");
        }
    }

    /** Refuses what no data can make right, before there is a page. */
    private void requireOptions() {
        if (port < 0 || port > LARGEST_PORT) {
            throw new UsageException("--port must be from 0 to " + LARGEST_PORT + ", got " + port);
        }
        if (mostUploaded < 1 || mostUploaded > LARGEST_UPLOAD) {
            throw new UsageException(
                    "--max-upload must be from 1 to " + LARGEST_UPLOAD + " megabytes, got " + mostUploaded);
        }
        if (files.stream().anyMatch(StandardInput::isMeantBy)) {
            throw new UsageException(
                    "serve reads what it shows under each model anew, which standard input cannot be; name a file");
        }
        if (files.size() > PageServer.MOST_AUDITS) {
            throw new UsageException("serve shows up to " + PageServer.MOST_AUDITS + " data sets, got " + files.size()
                    + "; name a folder or a pattern in quotes for those that belong together");
        }
        audit.asked();
        database.with(files, reading.options());
        for (Path file : files) {
            boolean isPattern = file.toString().matches(".*[*?\\[{].*");
            if (!isPattern && !DatabaseName.isMeantBy(file) && !Files.exists(file)) {
                throw InputException.of(file, "there is no such file");
            }
        }
    }

    private ReadOptions options(Path input) {
        ReadOptions plain = reading.options();
        return DatabaseName.isMeantBy(input) ? database.with(files, plain) : plain;
    }

    /** The options that a person typed, for a command line that gives the same. */
    private static List<String> typed(CommandSpec spec) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!OWN.contains(option.longestName())) {
                boolean flag = option.arity().max() == 0;
                for (String value : option.originalStringValues()) {
                    words.add(option.longestName());
                    if (!flag) {
                        words.add(value);
                    }
                }
            }
        }
        return words;
    }

    /** Whoever runs this command in a thread of its own ends it by an interrupt; a person by a signal, which ends the process. */
    private static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // that is how it ends
        }
    }
}

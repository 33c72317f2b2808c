package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.NoAnswerException;
import org.teeter.analysis.Tables;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Finite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter audit}: which predictions hang on a single pair, and by how much. */
@Command(
        name = "audit",
        description = "Fits a preference model and tells which of its predictions a single pair moves, and how far.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What moves the ranking, and a page to try it on:",
            "  teeter audit examples/arena-small.csv",
            "One prediction, as if nobody had judged its pair:",
            "  teeter audit votes.csv --targets A,B --as-if-unobserved",
            "In a pipeline, for a pull request:",
            "  teeter audit votes.csv --format markdown --fail-on 'votes-to-tip<100'"
        })
final class AuditCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("text", "markdown", "json");

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Mixin
    private KeepingOptions kept = new KeepingOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITION",
            description = "For pipelines: exit code 4 if votes-to-tip<N (fewer votes than N change who is first),"
                    + " votes-to-tip-top10<N (which items are the first ten, of 20 or more), fragile>N or sensitivity>S;"
                    + " repeatable. Quote it.")
    private List<String> failOn = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-report",
            description = "Folder for the report (default:" + " ./teeter-report).")
    private Path out = Path.of("teeter-report");

    @Option(
            names = "--format",
            paramLabel = "text|markdown|json",
            defaultValue = "text",
            description =
                    "How to print: text (the default); markdown, for the summary of a pull request; or json, which is"
                            + " audit.json.")
    private String format = "text";

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--quiet", description = "No messages and no progress; the verdict is printed.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter print = known.commandLine().getOut();
        AuditOptions.Asked asked = audit.asked();
        String printed = printed();
        List<Gate> gates = failOn.stream().map(Gate::of).toList();
        try (Run run = new Run(input.inputs(), kept.options(input.options()), known, quiet)) {
            if (run.printedProfile(printed.equals("json"), Optional.of(out))) {
                return ExitCode.DONE;
            }
            AuditOptions.Question question = asked.of(run.analysis());
            AuditReport report;
            ObjectNode document;
            try (OutputFolder folder = OutputFolder.at(out)) {
                Tables files = name -> Files.newBufferedWriter(folder.file(name));
                report = run.analysis().audit(question.model(), question.audit(), files);
                document = report.json();
                ReportFiles.write(report, document, command(Arguments.of(known)), files);
                run.record(folder, out, Map.of("check", audit.seed()));
                folder.publish();
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            run.progressDone();
            List<String> failures = gates.stream()
                    .flatMap(gate -> gate.fails(document).stream())
                    .toList();
            switch (printed) {
                case "json" -> print.println(Finite.text(document));
                case "markdown" -> print.print(VerdictMarkdown.of(report, failures, out));
                default -> new VerdictPrinter(print).print(report, out);
            }
            print.flush();
            run.tellUnused();
            failures.forEach(run::say);
            return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED_ON;
        }
    }

    private String printed() {
        String word = format.strip().toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(word)) {
            throw new UsageException("--format must be one of " + String.join(", ", FORMATS) + "; got " + format);
        }
        if (json && word.equals("markdown")) {
            throw new UsageException("--json prints JSON and not --format markdown; leave one of them out");
        }
        return json ? "json" : word;
    }

    /** What was typed, but for where results went: two runs of the same write the same page. */
    private static List<String> command(List<String> typed) {
        List<String> words = new ArrayList<>();
        boolean isFolder = false;
        for (String word : typed) {
            boolean asks = word.equals("--out");
            if (!isFolder && !asks && !word.startsWith("--out=")) {
                words.add(word);
            }
            isFolder = asks;
        }
        return words;
    }
}

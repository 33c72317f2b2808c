package org.teeter.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.AuditChoice;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.loss.TrainingLoss;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Finite;
import org.teeter.report.page.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
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
    private ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private UnsplitOptions unsplit = new UnsplitOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private KeepingOptions kept = new KeepingOptions();

    @Mixin
    private LossOptions loss = new LossOptions();

    @Option(
            names = "--m",
            paramLabel = "M,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "2,5,10",
            description = "Thresholds of sensitivity, each" + " above 1 (default: 2,5,10).")
    private List<Double> m = new ArrayList<>();

    @Option(
            names = "--targets",
            paramLabel = "unobserved|all|A,B",
            description =
                    "Which predictions: of pairs that were never compared (the default), of all pairs, or of the named pair;"
                            + " repeatable for several pairs.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--as-if-unobserved",
            description = "For one named pair: drop its own judgements and fit again before auditing its prediction.")
    private boolean asIfUnobserved;

    @Option(
            names = "--across-parts",
            description =
                    "Where a prior joins data that fall into parts between which no pair was compared: audit the predictions"
                            + " across parts too, which come from the prior alone.")
    private boolean acrossParts;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "20",
            description = "How many findings to write, 0 for all (default: 20).")
    private int top = 20;

    @Option(
            names = "--refits",
            paramLabel = "K",
            defaultValue = "10000",
            description = "How many findings to check by refitting" + " (default: 10000, the worst first).")
    private int refits = 10_000;

    @Option(
            names = "--tips",
            paramLabel = "K",
            description =
                    "How many findings to follow to the share at which they turn round (default: 20, the worst first; fewer"
                            + " where fits take long).")
    @Nullable
    private Integer tips;

    @Option(
            names = "--rows",
            paramLabel = "K",
            description =
                    "Write rows.csv with the rows of the files that hold K of the votes behind the worst findings, and what dropping or"
                            + " turning round one of them does there; 0 for none (default: 1000, none beyond 64 MB of files).")
    @Nullable
    private Integer rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the random sample that is checked too (default: 1).")
    private long seed = 1;

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
        unsplit.require();
        ModelChoice asked = model.choice();
        List<TrainingLoss> losses = loss.losses();
        String printed = printed();
        List<Gate> gates = failOn.stream().map(Gate::of).toList();
        try (Run run = new Run(input.inputs(), kept.options(input.options()), known, quiet)) {
            if (run.printedProfile()) {
                return ExitCode.DONE;
            }
            Analysis analysis = run.analysis();
            analysis.select(selection.selection(), asked);
            ModelChoice choice = items.known(analysis, List.of(asked)).get(0);
            AuditRequest request = request(targets(analysis.items()));
            AuditReport report;
            ObjectNode document;
            try (OutputFolder folder = OutputFolder.at(out)) {
                report = analysis.audit(
                        choice,
                        new AuditChoice(
                                request, asIfUnobserved, optional("--tips", tips), optional("--rows", rows), losses),
                        name -> Files.newBufferedWriter(folder.file(name)));
                document = report.json();
                Files.writeString(folder.file("audit.json"), Finite.text(document) + "\n");
                try (BufferedWriter page = Files.newBufferedWriter(folder.file("report.html"))) {
                    ObjectNode shown =
                            report.page(document, LocalDate.now(ZoneOffset.UTC).toString());
                    command(Arguments.of(known), shown.putArray("command"));
                    ReportPage.write(page, shown);
                }
                run.record(folder, out, Map.of("check", seed));
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
    private static void command(List<String> typed, ArrayNode words) {
        boolean isFolder = false;
        for (String word : typed) {
            boolean asks = word.equals("--out");
            if (!isFolder && !asks && !word.startsWith("--out=")) {
                words.add(word);
            }
            isFolder = asks;
        }
    }

    private static OptionalInt optional(String name, @Nullable Integer number) {
        if (number == null) {
            return OptionalInt.empty();
        }
        if (number < 0) {
            throw new UsageException(name + " must not be negative, got " + number);
        }
        return OptionalInt.of(number);
    }

    private AuditRequest request(Targets wanted) {
        for (double bound : m) {
            if (!(bound > 1 && bound < Double.POSITIVE_INFINITY)) {
                throw new UsageException("--m must be finite and above 1, got " + bound);
            }
        }
        if (top < 0 || refits < 0) {
            throw new UsageException("--top and --refits must not be negative, got " + top + " and " + refits);
        }
        return new AuditRequest(wanted, m, top, refits, 20, seed, acrossParts);
    }

    private Targets targets(Items items) {
        if (targets.isEmpty() || targets.equals(List.of("unobserved"))) {
            return new Targets.Unobserved();
        }
        if (targets.equals(List.of("all"))) {
            return new Targets.All();
        }
        return new Targets.Named(targets.stream()
                .map(pair -> NamedPair.of(
                        "--targets must be unobserved, all, or two different items of the data, A,B", pair, items))
                .toList());
    }
}

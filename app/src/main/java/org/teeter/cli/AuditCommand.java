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
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.Finite;
import org.teeter.report.page.ReportPage;
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
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

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
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the random sample that is checked too (default: 1).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-report",
            description = "Folder for the report (default:" + " ./teeter-report).")
    private Path out = Path.of("teeter-report");

    @Option(names = "--json", description = "Print audit.json instead of the verdict.")
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
        ModelChoice asked = model.choice();
        try (Run run = new Run(input, known, quiet)) {
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
                        choice, request, asIfUnobserved, name -> Files.newBufferedWriter(folder.file(name)));
                document = report.json();
                Files.writeString(folder.file("audit.json"), Finite.text(document) + "\n");
                try (BufferedWriter page = Files.newBufferedWriter(folder.file("report.html"))) {
                    ReportPage.write(
                            page,
                            report.page(document, LocalDate.now(ZoneOffset.UTC).toString()));
                }
                run.record(folder, out, seed);
                folder.publish();
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            run.progressDone();
            if (json) {
                print.println(Finite.text(document));
            } else {
                new VerdictPrinter(print).print(report, out);
            }
            print.flush();
            run.tellUnused();
            return ExitCode.DONE;
        }
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
        return new Targets.Named(targets.stream().map(pair -> pair(pair, items)).toList());
    }

    /** Names may contain commas, so every split is tried. */
    private static Targets.Pair pair(String text, Items items) {
        for (int at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
            OptionalInt i = items.id(text.substring(0, at).strip());
            OptionalInt j = items.id(text.substring(at + 1).strip());
            if (i.isPresent() && j.isPresent() && i.getAsInt() != j.getAsInt()) {
                return new Targets.Pair(i.getAsInt(), j.getAsInt());
            }
        }
        int comma = text.indexOf(',');
        String unknown = comma < 0 || text.indexOf(',', comma + 1) >= 0
                ? ""
                : Stream.of(
                                text.substring(0, comma).strip(),
                                text.substring(comma + 1).strip())
                        .filter(name -> items.id(name).isEmpty())
                        .map(name -> "; there is no item " + name)
                        .findFirst()
                        .orElse("");
        throw new UsageException(
                "--targets must be unobserved, all, or two different items of the data, A,B; got " + text + unknown);
    }
}

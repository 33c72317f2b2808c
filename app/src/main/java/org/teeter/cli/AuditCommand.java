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
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.Finite;
import org.teeter.report.document.ReportData;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Shown;
import org.teeter.report.document.Verdict;
import org.teeter.report.page.ReportPage;
import org.teeter.tabular.count.Suspect;
import org.teeter.tabular.reader.Reading;
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
        try (Run run =
                new Run(input, Arguments.of(known), print, known.commandLine().getErr(), quiet)) {
            if (run.reading() instanceof Reading.Unshared unshared) {
                run.printProfile(unshared);
                return ExitCode.DONE;
            }
            Reading.Judgements judgements = (Reading.Judgements) run.reading();
            if (judgements.problems().size() > 1 && acrossParts) {
                throw new UsageException(
                        "--across-parts has no meaning for answers to prompts, each of which is a problem of"
                                + " its own; leave it out");
            }
            if (judgements.problems().size() > 1 && model.hasNoPrior()) {
                return promptByPrompt(run, judgements, print);
            }
            Targets wanted = targets(judgements.counts().items());
            Fit<ComparisonGraph> fit = run.fit(judgements, model);
            if (asIfUnobserved) {
                fit = withoutOwnComparison(fit, wanted);
            }
            Audit audit = audit(fit, request(wanted), run);
            run.record().ended("audit");
            AuditedData data = new AuditedData(
                    run.sources(),
                    judgements.suspects().stream()
                            .map(Suspect::toString)
                            .map(s -> "Perhaps misspelt: " + s + ".")
                            .toList(),
                    judgements.counts(),
                    model.ties(),
                    audit,
                    notes(run, audit));
            run.progress().at("writing the report", 0);
            ObjectNode document = new AuditDocument(data, Version.current()).json();
            write(run, data, document);
            run.progress().done();
            if (json) {
                print.println(Finite.text(document));
            } else {
                new VerdictPrinter(print).print(data, out);
            }
            print.flush();
            run.tellUnused();
            return ExitCode.DONE;
        }
    }

    /** Audits answers to several prompts, each prompt for itself. */
    private int promptByPrompt(Run run, Reading.Judgements judgements, PrintWriter print) throws IOException {
        boolean named = !targets.isEmpty() && !List.of("unobserved", "all").contains(targets.get(0));
        if (named || asIfUnobserved) {
            throw new UsageException(
                    "--targets of answers to prompts must be unobserved or all where no prior is set, got "
                            + String.join(", ", targets) + "; say --prior normal:2, or give one prompt alone");
        }
        PromptFits fits = PromptFits.of(
                judgements.problems(),
                model,
                Objects.requireNonNull(spec).commandLine().getErr());
        run.record().ended("fit");
        run.progress().at("auditing", 0);
        PromptAudit audit =
                new PromptAudit(fits, request(targets(judgements.counts().items())), model.ties());
        run.record().ended("audit");
        List<String> notes = run.reading().notes();
        try (OutputFolder folder = OutputFolder.at(out)) {
            audit.write(folder, notes);
            run.keepRejected(
                    folder.file("rejected.csv"), out.resolve("rejected.csv").toString());
            run.record().ended("write");
            run.record().write(folder.file("run.json"), run.sources(), seed);
            folder.publish();
        }
        run.progress().done();
        audit.print(print, json, notes, out);
        run.tellUnused();
        return ExitCode.DONE;
    }

    private static Audit audit(Fit<ComparisonGraph> fit, AuditRequest request, Run run) {
        if (request.top() == 0
                && fit.graph().size() > Audit.LARGEST_LISTED
                && !(request.targets() instanceof Targets.Named)) {
            throw new UsageException(
                    "--top 0 lists the targets of up to " + Audit.LARGEST_LISTED + " items, and there are "
                            + fit.graph().size() + "; use --top K, or name pairs with --targets A,B");
        }
        return Audit.of(fit, request, run.progress()::at);
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

    private List<String> notes(Run run, Audit audit) {
        List<String> notes = new ArrayList<>(
                run.reading().remarks().stream().map(Verdict::asSentence).toList());
        run.reading()
                .rejected()
                .ifPresent(rejected -> notes.add(Amount.of(
                        rejected.rows(),
                        "row could not be counted and was left out; it is in rejected.csv.",
                        "rows could not be counted and were left out; they are in rejected.csv.")));
        if (asIfUnobserved) {
            notes.add("The named pair's own judgements were dropped before the fit.");
        }
        if (audit.findings().size() > refits) {
            String which = refits == 0
                    ? "No finding was"
                    : refits == 1
                            ? "Only the worst finding was"
                            : "Only the worst " + Shown.number(refits) + " findings were";
            notes.add(which + " refitted; --refits changes that.");
        }
        return notes;
    }

    private void write(Run run, AuditedData data, ObjectNode document) throws IOException {
        try (OutputFolder folder = OutputFolder.at(out)) {
            Files.writeString(folder.file("audit.json"), Finite.text(document) + "\n");
            CsvFile.write(folder.file("targets.csv"), ResultTable.targets(data), data.findings());
            CsvFile.write(
                    folder.file("comparisons.csv"),
                    ResultTable.comparisons(data),
                    data.audit().influences());
            CsvFile.write(folder.file("scores.csv"), ResultTable.scores(data.ranking()), data.ranking());
            try (BufferedWriter page = Files.newBufferedWriter(folder.file("report.html"))) {
                ReportPage.write(
                        page,
                        new ReportData(data, document)
                                .json(LocalDate.now(ZoneOffset.UTC).toString()));
            }
            run.keepRejected(
                    folder.file("rejected.csv"), out.resolve("rejected.csv").toString());
            run.record().ended("write");
            run.record().write(folder.file("run.json"), run.sources(), seed);
            folder.publish();
        }
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

    private Fit<ComparisonGraph> withoutOwnComparison(Fit<ComparisonGraph> fit, Targets wanted) {
        if (!(wanted instanceof Targets.Named named && named.pairs().size() == 1)) {
            throw new UsageException("--as-if-unobserved needs exactly one named pair: --targets A,B");
        }
        Targets.Pair pair = named.pairs().get(0);
        ComparisonGraph graph = fit.data();
        int own = graph.edge(pair.i(), pair.j());
        return own < 0 ? fit : model.estimator().fit(model.model(), graph.without(own));
    }
}

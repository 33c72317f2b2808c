package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.graph.Parts;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.Finite;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Shown;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.reader.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter fit}: scores and standard errors. */
@Command(name = "fit", description = "Fits a preference model and prints its scores.", mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {
    /** Up to this many items standard errors take about a second, and are made without being asked for. */
    private static final int ERRORS_UNASKED = 2000;

    private static final double NORMAL_95 = 1.959963984540054;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--ci",
            paramLabel = "auto|wald|none",
            defaultValue = "auto",
            description = "Standard errors from the observed"
                    + " information: auto (the default) up to 2,000 items, wald always, none never.")
    private String ci = "auto";

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            description = "How to print (default: table).")
    private String format = "table";

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write scores.csv and run.json there.")
    @Nullable
    private Path out;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter print = known.commandLine().getOut();
        String shape = json ? "json" : format.toLowerCase(Locale.ROOT);
        if (!List.of("table", "csv", "json").contains(shape)) {
            throw new UsageException("--format must be table, csv or json, got " + format);
        }
        if (!List.of("auto", "wald", "none").contains(ci)) {
            throw new UsageException("--ci must be auto, wald or none, got " + ci);
        }
        try (Run run =
                new Run(input, Arguments.of(known), print, known.commandLine().getErr(), quiet)) {
            if (run.reading() instanceof Reading.Unshared unshared) {
                run.printProfile(unshared);
                return ExitCode.DONE;
            }
            Reading.Judgements judgements = (Reading.Judgements) run.reading();
            if (judgements.problems().size() > 1) {
                return promptByPrompt(run, judgements, shape, print);
            }
            Fit<ComparisonGraph> fit = run.fit(judgements, model);
            boolean errors =
                    ci.equals("wald") || (ci.equals("auto") && fit.graph().size() <= ERRORS_UNASKED);
            List<ItemTotals> ranking = ItemTotals.ranking(
                    judgements.counts(), model.ties(), fit, errors ? Uncertainty.standardErrors(fit) : List.of());
            run.record().ended("errors");
            run.progress().done();
            save(run, ranking);
            switch (shape) {
                case "csv" -> CsvFile.write(print, ResultTable.scores(ranking), ranking);
                case "json" -> print.println(Finite.text(document(fit, judgements, ranking)));
                default -> table(print, fit, judgements, ranking);
            }
            print.flush();
            if (!quiet) {
                PrintWriter err = known.commandLine().getErr();
                run.tellNotes();
                int parts = Parts.of(fit.graph()).count();
                if (parts > 1) {
                    err.println("teeter: WARNING: the data fall into " + Shown.number(parts)
                            + " parts that no pair connects;"
                            + " how their scores compare comes from the prior alone. Compare scores within a part only (column"
                            + " part).");
                }
                if (!errors && ci.equals("auto")) {
                    err.println("teeter: no standard errors beyond " + ERRORS_UNASKED
                            + " items unless asked for: --ci wald");
                }
                err.flush();
            }
            return ExitCode.DONE;
        }
    }

    /** Fits answers to several prompts, each prompt for itself. */
    private int promptByPrompt(Run run, Reading.Judgements judgements, String shape, PrintWriter print)
            throws IOException {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        run.progress().at("fitting", 0);
        PromptFits fits = PromptFits.of(judgements.problems(), model, err);
        run.record().ended("fit");
        boolean errors = ci.equals("wald") || (ci.equals("auto") && fits.items() <= ERRORS_UNASKED);
        List<ItemTotals> ranking = fits.ranking(model.ties(), errors);
        run.record().ended("errors");
        run.progress().done();
        save(run, ranking);
        switch (shape) {
            case "csv" -> CsvFile.write(print, ResultTable.scores(ranking), ranking);
            case "json" -> {
                ObjectNode document = JsonMapper.shared().createObjectNode();
                document.put("teeter", Version.current());
                document.put("prompts", judgements.problems().size());
                document.put("promptsFitted", fits.fits().size());
                document.put("items", fits.items());
                addNotes(document, judgements);
                document.set("scores", AuditDocument.rows(ResultTable.scores(ranking), ranking));
                print.println(Finite.text(document));
            }
            default -> {
                table(print, ranking, true);
                print.printf(
                        "%n%s, prior %s, %s: %s%n",
                        fits.fits().get(0).model().name(),
                        fits.fits().get(0).prior(),
                        fits.summary(),
                        Amount.of(fits.items(), "item"));
            }
        }
        print.flush();
        if (!quiet) {
            run.tellNotes();
        }
        return ExitCode.DONE;
    }

    private void save(Run run, List<ItemTotals> ranking) throws IOException {
        if (out == null) {
            run.keepRejected(Path.of("rejected.csv"), "rejected.csv");
            return;
        }
        try (OutputFolder folder = OutputFolder.at(out)) {
            CsvFile.write(folder.file("scores.csv"), ResultTable.scores(ranking), ranking);
            run.keepRejected(
                    folder.file("rejected.csv"), out.resolve("rejected.csv").toString());
            run.record().write(folder.file("run.json"), run.sources(), 0);
            folder.publish();
        }
    }

    private ObjectNode document(Fit<ComparisonGraph> fit, Reading.Judgements judgements, List<ItemTotals> ranking) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("teeter", Version.current());
        ObjectNode about = document.putObject("model");
        about.put("name", fit.model().name());
        about.put("prior", fit.prior().toString());
        about.put("ties", model.ties().name().toLowerCase(Locale.ROOT));
        document.put("items", fit.graph().size());
        document.put("comparisons", judgements.counts().rows(model.ties()));
        AuditedData.beyondNumber(judgements.counts(), model.ties(), document);
        document.put("edges", fit.graph().edges());
        document.put("parts", Parts.of(fit.graph()).count());
        ObjectNode quality = document.putObject("fit");
        quality.put("logLikelihood", fit.logLikelihood());
        quality.put("residual", fit.residual());
        quality.put("scoreError", fit.scoreError());
        quality.put("iterations", fit.iterations());
        AuditDocument.shared(document, fit);
        addNotes(document, judgements);
        document.set("scores", AuditDocument.rows(ResultTable.scores(ranking), ranking));
        return document;
    }

    /** Adds what a person should know of how the files were read, if anything. */
    private static void addNotes(ObjectNode document, Reading.Judgements judgements) {
        boolean noted = !judgements.remarks().isEmpty();
        for (Source source : judgements.sources()) {
            noted |= !source.notes().isEmpty() || !source.ignored().isEmpty();
        }
        if (noted) {
            ArrayNode input = document.putArray("input");
            for (Source source : judgements.sources()) {
                AuditDocument.addNotes(
                        input.addObject().put("path", source.path().toString()), source);
            }
            ArrayNode notes = document.putArray("notes");
            judgements.notes().forEach(notes::add);
        }
    }

    private void table(
            PrintWriter print, Fit<ComparisonGraph> fit, Reading.Judgements judgements, List<ItemTotals> ranking) {
        table(print, ranking, false);
        summary(print, fit, judgements);
    }

    /** Prints a ranking; of prompts, each begins with its own first. */
    private static void table(PrintWriter print, List<ItemTotals> ranking, boolean ofPrompts) {
        int width = Math.max(
                4,
                ranking.stream()
                        .mapToInt(t -> Visible.width(Visible.of(t.name())))
                        .max()
                        .orElse(4));
        boolean inParts = ItemTotals.inParts(ranking);
        String format = "%4s  %s  %8s  %7s  %-17s  %11s  %9s  %9s  %7s" + (inParts ? "  %4s%n" : "%n");
        print.printf(
                Locale.ROOT,
                format,
                "rank",
                Visible.padded("item", width),
                "score",
                "se",
                "95 % interval",
                "judgements",
                "wins",
                "losses",
                "ties",
                "part");
        int rank = 1;
        int part = 1;
        for (ItemTotals t : ranking) {
            rank = ofPrompts && t.part() != part ? 1 : rank;
            part = t.part();
            String se = t.standardError().map(e -> Shown.decimals(4, e)).orElse("");
            String interval = t.standardError()
                    .map(e -> Shown.decimals(3, t.score() - NORMAL_95 * e) + " … "
                            + Shown.decimals(3, t.score() + NORMAL_95 * e))
                    .orElse("");
            print.printf(
                    Locale.ROOT,
                    format,
                    rank++,
                    Visible.padded(Visible.of(t.name()), width),
                    Shown.decimals(4, t.score()),
                    se,
                    interval,
                    Shown.number(t.comparisons()),
                    Shown.number(t.wins()),
                    Shown.number(t.losses()),
                    Shown.number(t.ties()),
                    t.part());
        }
    }

    private void summary(PrintWriter print, Fit<ComparisonGraph> fit, Reading.Judgements judgements) {
        List<Double> errors = Uncertainty.ofExtras(fit);
        for (int k = 0; k < fit.extras().size(); k++) {
            print.printf(
                    Locale.ROOT,
                    "%n%s %s ± %s%n",
                    fit.extras().get(k),
                    Shown.decimals(4, fit.extra(k)),
                    Shown.decimals(4, NORMAL_95 * errors.get(k)));
        }
        print.printf(
                Locale.ROOT,
                "%n%s, prior %s: %s, %s of %s%s; log-likelihood %.4f; the score"
                        + " equations hold to %.1e of an item's wins or losses, scores to about %.0e%n",
                fit.model().name(),
                fit.prior(),
                Amount.of(fit.graph().size(), "item"),
                Amount.of(judgements.counts().rows(model.ties()), "judgement"),
                Amount.of(fit.graph().edges(), "pair"),
                AuditedData.beyondNumber(judgements.counts(), model.ties()),
                fit.logLikelihood(),
                fit.residual(),
                Math.max(fit.scoreError(), Math.ulp(1.0)));
    }
}

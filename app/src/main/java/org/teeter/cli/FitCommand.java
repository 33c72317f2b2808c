package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.CsvFile;
import org.teeter.analysis.Fitted;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.Finite;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Shown;
import org.teeter.tabular.bytes.Visible;
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

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

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
        ModelChoice choice = model.choice();
        try (Run run = new Run(input, known, quiet)) {
            if (run.printedProfile()) {
                return ExitCode.DONE;
            }
            Fitted fit;
            try {
                run.analysis().select(selection.selection(), choice);
                fit = run.analysis().fit(choice);
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            boolean errors = ci.equals("wald") || (ci.equals("auto") && fit.largest() <= ERRORS_UNASKED);
            List<ItemTotals> ranking = fit.ranking(errors);
            run.ended("errors");
            save(run, ranking);
            switch (shape) {
                case "csv" ->
                    new CsvFile(print)
                            .header(ResultTable.scores(ranking).names())
                            .rows(ResultTable.scores(ranking), ranking);
                case "json" -> print.println(Finite.text(document(run.analysis(), fit, ranking)));
                default -> {
                    table(print, ranking, fit.isSeveral());
                    print.println();
                    fit.summary().forEach(print::println);
                }
            }
            print.flush();
            run.tellNotes();
            fit.warnings().forEach(warning -> run.say("WARNING: " + warning));
            if (!errors && ci.equals("auto")) {
                run.say("no standard errors beyond " + ERRORS_UNASKED + " items unless asked for: --ci wald");
            }
            return ExitCode.DONE;
        }
    }

    private void save(Run run, List<ItemTotals> ranking) throws IOException {
        if (out == null) {
            run.keepRejected(Path.of("rejected.csv"), Path.of("rejected.csv"));
            return;
        }
        try (OutputFolder folder = OutputFolder.at(out)) {
            CsvFile.write(folder.file("scores.csv"), ResultTable.scores(ranking), ranking);
            run.record(folder, out, 0);
            folder.publish();
        }
    }

    /** The fit and its ranking, and what a person should know of how the files were read, if anything. */
    private static ObjectNode document(Analysis analysis, Fitted fit, List<ItemTotals> ranking) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("teeter", Version.current());
        document.setAll(fit.document());
        List<Source> sources = analysis.reading().sources();
        if (!analysis.notes().isEmpty()
                || sources.stream().anyMatch(source -> !source.ignored().isEmpty())) {
            ArrayNode input = document.putArray("input");
            for (Source source : sources) {
                AuditDocument.addNotes(
                        input.addObject().put("path", source.path().toString()), source);
            }
            ArrayNode notes = document.putArray("notes");
            analysis.notes().forEach(notes::add);
        }
        document.set("scores", AuditDocument.rows(ResultTable.scores(ranking), ranking));
        return document;
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
}

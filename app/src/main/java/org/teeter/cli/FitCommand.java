package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Beside;
import org.teeter.analysis.CsvFile;
import org.teeter.analysis.ErrorChoice;
import org.teeter.analysis.Fitted;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.analysis.Ranking;
import org.teeter.link.Link;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.Finite;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Leaderboard;
import org.teeter.report.document.PublishedDocument;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import org.teeter.report.figure.PictureFormat;
import org.teeter.report.figure.RankingFigure;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.reader.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter fit}: scores and standard errors. */
@Command(
        name = "fit",
        description = "Fits a preference model and prints its scores.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The ranking, and how sure it is:",
            "  teeter fit examples/arena-small.csv",
            "As a table to publish, in points:",
            "  teeter fit votes.csv --scale elo --anchor base=1000 --format markdown",
            "Two models beside each other:",
            "  teeter fit votes.csv --model bradley-terry,davidson"
        })
final class FitCommand implements Callable<Integer> {
    /** Up to this many items standard errors take about a second, and are made without being asked for. */
    private static final int ERRORS_UNASKED = 2000;

    /** Up to this many items rank intervals take some two seconds, and are told without being asked for. */
    private static final int RANKS_UNASKED = 1000;

    /** The covariances of all pairs of so many items take some 500 MB of arrays while they are found (30 bytes a pair, counted). */
    private static final int RANKS_ASKED = 4000;

    private static final List<String> FORMATS = List.of("table", "csv", "json", "markdown", "html", "latex", "svg");

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private KeepingOptions kept = new KeepingOptions();

    @Option(
            names = "--strong-components",
            description =
                    "Where there is no finite fit, fit each strong component by itself: those who lost to one another,"
                            + " directly or through others. Of two components, one beats the other with certainty, or"
                            + " they are not comparable.")
    private boolean strongComponents;

    @Option(
            names = "--ci",
            paramLabel = "auto|wald|none",
            defaultValue = "auto",
            description = "Standard errors from the observed"
                    + " information: auto (the default) up to 2,000 items, wald always, none never. Ranks and tiers: auto"
                    + " up to 1,000 items, wald up to 4,000.")
    private String ci = "auto";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "How to print: table (the default), csv, json, or to be published markdown, html, latex, and svg, a"
                            + " picture of the ranking with its intervals.")
    private String format = "table";

    @Option(
            names = "--scale",
            paramLabel = "logit|elo",
            defaultValue = "logit",
            description =
                    "logit (the default): scores as they are fitted; elo: 400 points are odds of ten to one, with a"
                            + " mean of 1000; under probit, a small lead counts as many points as it would in log-odds.")
    private String scale = "logit";

    @Option(
            names = "--anchor",
            paramLabel = "ITEM=VALUE",
            description =
                    "Fix one item's score; standard errors and intervals are then those of the lead over it, so that"
                            + " its own is 0.")
    @Nullable
    private String anchor;

    @Option(
            names = "--se",
            paramLabel = "observed|robust|clustered",
            description =
                    "Standard errors by the observed information (the default, but with --half-life); robust ones, by the sandwich, which hold also"
                            + " where the model does not; clustered: the same of raters (--column rater=COLUMN), whose"
                            + " judgements go together.")
    @Nullable
    private String se;

    @Option(
            names = "--quasi-variances",
            description =
                    "Also a quasi standard error of each item: that of a difference of any two scores is the root of the sum"
                            + " of the two squares. How far that is off at most is said.")
    private boolean quasi;

    @Option(
            names = "--check",
            description =
                    "Also tell whether the model holds: how it predicts judgements that it was not fitted to, in ten folds,"
                            + " how well it reproduces each pair, and whether preferences go round more often than by chance.")
    private boolean check;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "0",
            description = "Standard errors and rank intervals from N fits to judgements drawn anew.")
    private int draws;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed of what is drawn: the bootstrap, the simulation behind rank intervals, and folds and draws of --check (default: 1).")
    private long seed = 1;

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
        if (!FORMATS.contains(shape)) {
            throw new UsageException("--format must be one of " + String.join(", ", FORMATS) + ", got " + format);
        }
        if (!List.of("auto", "wald", "none").contains(ci)) {
            throw new UsageException("--ci must be auto, wald or none, got " + ci);
        }
        List<ModelChoice> asked = model.choices();
        if (strongComponents && check) {
            throw new UsageException(
                    "--check is of one fit, and --strong-components makes several; leave one of the two out");
        }
        if (strongComponents && asked.size() > 1) {
            throw new UsageException("--strong-components takes one model, got --model " + model.model);
        }
        if (kept.keepCounts && out == null) {
            throw new UsageException("--keep-counts writes " + Run.COUNTS + " to a folder, which --out names");
        }
        ReadOptions reading = kept.options(input.options());
        try (Run run = new Run(input.inputs(), out == null ? reading.unhashed() : reading, known, quiet)) {
            if (run.printedProfile(shape.equals("json"), Optional.ofNullable(out))) {
                return ExitCode.DONE;
            }
            Fitted fit;
            List<ModelChoice> choices;
            ModelChoice choice;
            try {
                run.analysis().select(selection.selection(), asked.get(0));
                choices = items.known(run.analysis(), asked);
                choice = choices.get(0);
                fit = strongComponents
                        ? run.analysis().fitStrongComponents(choice)
                        : run.analysis().fit(choice);
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            ErrorChoice errors = errors(fit);
            Scale shown = scale(fit.link());
            Ranking estimates = fit.ranking(errors);
            List<ItemTotals> ranking = estimates.on(shown);
            Beside beside = run.analysis().beside(choices.subList(1, choices.size()), choice, errors, this::scale);
            List<String> warnings = Stream.concat(fit.warnings().stream(), beside.warnings().stream())
                    .toList();
            run.ended("errors");
            Optional<RankingFigure> picture = shape.equals("svg")
                    ? Optional.of(RankingPicture.of(ranking, shown, estimates.quantile(), warnings))
                    : Optional.empty();
            // the file is for programs, which know one scale
            save(run, shown.isPlain() || out == null ? ranking : estimates.on(Scale.LOGIT));
            switch (shape) {
                case "csv" ->
                    new CsvFile(print)
                            .header(ResultTable.scores(ranking).names())
                            .rows(ResultTable.scores(ranking), ranking);
                case "json" -> {
                    ObjectNode document = document(run, fit, estimates, shown);
                    estimates.addTo(document);
                    if (!warnings.isEmpty()) {
                        document.put("acrossParts", String.join(" ", warnings));
                    }
                    document.set("scores", AuditDocument.rows(ResultTable.ranked(ranking), ranking));
                    if (!beside.columns().isEmpty()) {
                        ObjectNode each = document.putObject("beside");
                        beside.columns().forEach(group -> {
                            List<ItemTotals> rows = List.copyOf(group.rows().values());
                            each.set(group.name(), AuditDocument.rows(ResultTable.ranked(rows), rows));
                        });
                    }
                    print.println(Finite.text(document));
                }
                case "markdown" ->
                    print.println(
                            Leaderboard.markdown(ranking, shown, estimates.quantile(), beside.columns(), warnings));
                case "html" ->
                    print.println(Leaderboard.html(ranking, shown, estimates.quantile(), beside.columns(), warnings));
                case "svg" -> {
                    print.print(PictureFormat.svg(picture.orElseThrow()));
                    RankingPicture.notes(picture.orElseThrow(), beside.columns().size())
                            .forEach(run::say);
                }
                case "latex" ->
                    print.println(Leaderboard.latex(ranking, shown, estimates.quantile(), beside.columns(), warnings));
                default -> {
                    print.println(Leaderboard.text(ranking, shown, estimates.quantile(), beside.columns()));
                    print.println();
                    fit.summary(estimates).forEach(line -> print.println(Visible.of(line)));
                    estimates.notes().forEach(line -> print.println(Visible.of(line)));
                    warnings.forEach(print::println);
                }
            }
            print.flush();
            run.tellNotes();
            List<String> notes = new ArrayList<>(beside.notes());
            if (!List.of("table", "json").contains(shape)) {
                notes.addAll(
                        warnings); // beside what goes into a file, where it is a column of CSV and a note elsewhere
            }
            notes.forEach(run::say);
            if (!errors.errors() && ci.equals("auto")) {
                run.say("no standard errors beyond " + ERRORS_UNASKED + " items unless asked for: --ci wald");
            } else if (errors.errors() && !errors.ranks()) {
                run.say(
                        fit.largest() <= RANKS_ASKED
                                ? "no rank intervals and tiers beyond " + Shown.number((long) RANKS_UNASKED)
                                        + " items unless asked for: --ci wald"
                                : "no rank intervals and tiers beyond " + Shown.number((long) RANKS_ASKED)
                                        + " items, which need the covariances of all pairs" + fewer(ranking));
            }
            return ExitCode.DONE;
        }
    }

    /** How to keep as few items as ranks are told of: those that have more judgements than all that are too many. */
    private static String fewer(List<ItemTotals> ranking) {
        double[] comparisons =
                ranking.stream().mapToDouble(ItemTotals::comparisons).sorted().toArray();
        int tooMany = comparisons.length - RANKS_ASKED;
        boolean some = tooMany > 0 && comparisons[comparisons.length - 1] >= comparisons[tooMany - 1] + 1;
        return some
                ? "; --min-comparisons " + (long) Math.floor(comparisons[tooMany - 1] + 1) + " keeps fewer items"
                : "";
    }

    private ErrorChoice errors(Fitted fit) {
        String kind = se == null ? input.reading.halfLife == null ? "observed" : "robust" : se;
        if (!List.of("observed", "robust", "clustered").contains(kind)) {
            throw new UsageException("--se must be observed, robust or clustered, got " + kind);
        }
        if (draws < 0 || draws == 1) {
            throw new UsageException("--bootstrap must be 2 or more, or 0 for none, got " + draws);
        }
        boolean wanted = ci.equals("wald") || draws > 0 || (ci.equals("auto") && fit.largest() <= ERRORS_UNASKED);
        boolean ranks = wanted && fit.largest() <= (ci.equals("wald") || draws > 0 ? RANKS_ASKED : RANKS_UNASKED);
        return new ErrorChoice(
                wanted, !kind.equals("observed"), kind.equals("clustered"), draws, seed, ranks, quasi, check);
    }

    private void save(Run run, List<ItemTotals> ranking) throws IOException {
        if (out == null) {
            run.keepRejected(Path.of("rejected.csv"), Path.of("rejected.csv"));
            return;
        }
        try (OutputFolder folder = OutputFolder.at(out)) {
            CsvFile.write(folder.file("scores.csv"), ResultTable.scores(ranking), ranking);
            run.record(folder, out, Map.of(draws > 0 ? "bootstrap and ranks" : "ranks", seed));
            folder.publish();
        }
    }

    /** The fit, and what a person should know of how the files were read, if anything. */
    private static ObjectNode document(Run run, Fitted fit, Ranking estimates, Scale scale) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        PublishedDocument.FIT.begin(document, Version.current());
        document.setAll(fit.document(estimates));
        run.addNotes(document);
        if (!scale.isPlain()) {
            ObjectNode shown = document.putObject("scale");
            shown.put("name", scale.name());
            shown.put("points", scale.points());
            shown.put("origin", scale.origin());
            scale.anchor().ifPresent(item -> shown.put("anchor", item));
        }
        return document;
    }

    /** The scale that was asked for; {@code MODEL=VALUE} is read from its end, since a name may hold the sign too. */
    private Scale scale(Link link) {
        Scale asked = switch (scale.toLowerCase(Locale.ROOT)) {
            case "logit" -> Scale.LOGIT;
            case "elo" -> Scale.elo(link);
            default -> throw new UsageException("--scale must be logit or elo, got " + scale);
        };
        if (anchor == null) {
            return asked;
        }
        int at = anchor.lastIndexOf('=');
        try {
            return at < 0
                    ? asked.anchoredAt(anchor, asked.origin())
                    : asked.anchoredAt(anchor.substring(0, at), Double.parseDouble(anchor.substring(at + 1)));
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "--anchor must be ITEM=NUMBER, such as " + anchor.substring(0, at) + "=1000, got " + anchor);
        }
    }
}

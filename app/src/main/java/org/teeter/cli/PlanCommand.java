package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.CsvFile;
import org.teeter.analysis.ModelChoice;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.plan.Goal;
import org.teeter.report.document.PlanDocument;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter plan}: which pairs to have judged next, and what is expected of that. */
@Command(
        name = "plan",
        description = {
            "Tells which pairs to have judged next, how often, and what is expected of it: how narrow intervals and how small"
                    + " sensitivities become if votes end as the fit says.",
            "Where the data have no finite fit, it names the pairs that give them one."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Where the next 500 votes tell most about the first five:",
            "  teeter plan votes.csv --goal top5 --budget 500",
            "What makes fragile predictions firm:",
            "  teeter plan votes.csv --goal fragile --budget 200",
            "Which of two is ahead, tried on votes drawn from the fit:",
            "  teeter plan votes.csv --goal pair --pair A,B --budget 100 --trials 200"
        })
final class PlanCommand extends AnsweringCommand<PlanDocument> {
    private static final Pattern TOP = Pattern.compile("top([1-9][0-9]{0,8})");
    private static final int LONGEST_PAIR = 60;

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--goal",
            required = true,
            paramLabel = "topK|pair|fragile",
            description =
                    "What for: to know which items are the first K (top1, top5, …), which of two is ahead (pair, with"
                            + " --pair A,B), or to have no prediction with a sensitivity above --max-sensitivity (fragile).")
    private String goal = "";

    @Option(
            names = "--budget",
            required = true,
            paramLabel = "N",
            description = "How many votes there are to be spent.")
    private int budget;

    @Option(names = "--pair", paramLabel = "A,B", description = "The two items of --goal pair.")
    @Nullable
    private String pair;

    @Option(
            names = "--max-sensitivity",
            paramLabel = "M",
            description = "A prediction with a larger sensitivity is fragile (default: ${DEFAULT-VALUE}).")
    private double threshold = 2;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "Also draw the votes that are bought from the fit, fit and audit again, so many times (default: none).")
    private int trials;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of --trials (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write plan.csv (item_a, item_b, votes) and run.json there.")
    @Nullable
    private Path out;

    @Override
    Run read(CommandSpec command, boolean silently) {
        return new Run(input, command, silently);
    }

    @Override
    PlanDocument ask(Analysis analysis, ModelChoice asked) {
        return analysis.plan(asked, this::goal, budget, threshold, trials, seed);
    }

    @Override
    boolean hasErrors() {
        return true;
    }

    @Override
    ObjectNode json(PlanDocument answer, String version) {
        return answer.json(version);
    }

    @Override
    void requireOptions() {
        String word = goal.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("pair")
                && !word.equals("fragile")
                && !TOP.matcher(word).matches()) {
            throw new UsageException("--goal must be top1, top5 or another topK, pair or fragile, got " + goal);
        }
        if (word.equals("pair") != (pair != null)) {
            throw new UsageException(
                    pair == null
                            ? "--goal pair needs --pair A,B: whose lead is asked for"
                            : "--pair is of --goal pair, got --goal " + goal);
        }
        if (budget < 1) {
            throw new UsageException("--budget must be 1 or more, got " + budget);
        }
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new UsageException("--max-sensitivity must be positive and finite, got " + threshold);
        }
        if (trials < 0) {
            throw new UsageException("--trials must be 0 or more, got " + trials);
        }
    }

    private Goal goal(Items items) {
        if (pair != null) {
            Targets.Pair two = NamedPair.of("--pair must be two different items of the data, A,B", pair, items);
            return new Goal.Lead(two.i(), two.j());
        }
        Matcher top = TOP.matcher(goal.strip().toLowerCase(Locale.ROOT));
        if (!top.matches()) {
            return new Goal.Fragile();
        }
        int k = Integer.parseInt(top.group(1));
        if (k >= items.size()) {
            throw new UsageException("--goal topK must be from top1 to top" + (items.size() - 1) + ", got top" + k);
        }
        return new Goal.Top(k);
    }

    @Override
    void print(PlanDocument document, PrintWriter out) {
        List<PlanDocument.Row> rows = document.table();
        int width =
                rows.stream().mapToInt(row -> Visible.width(pair(row))).max().orElse(0);
        if (!rows.isEmpty()) {
            out.printf("%7s  %s  %s%n", "votes", Visible.padded("pair", width), "why");
        }
        for (PlanDocument.Row row : rows) {
            out.printf("%7s  %s  %s%n", row.votes(), Visible.padded(pair(row), width), Verdict.quoted(row.why()));
        }
        Wrapped text = new Wrapped(out);
        document.sentences().forEach(sentence -> text.println(Verdict.quoted(sentence)));
    }

    private static String pair(PlanDocument.Row row) {
        return Visible.shortened(Verdict.quoted(row.pair()), LONGEST_PAIR);
    }

    @Override
    void save(Run run, PlanDocument document) throws IOException {
        if (out == null) {
            return;
        }
        try (OutputFolder into = OutputFolder.at(out)) {
            try (Writer plan = Files.newBufferedWriter(into.file("plan.csv"))) {
                new CsvFile(plan).header(PlanDocument.HEADER).rows(document.rows());
            }
            run.record(into, out, trials > 0 ? Map.of("trials", seed) : Map.of());
            into.publish();
        }
    }
}

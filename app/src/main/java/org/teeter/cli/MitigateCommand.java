package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.MitigationChoice;
import org.teeter.analysis.ModelChoice;
import org.teeter.audit.Targets;
import org.teeter.remedy.Kind;
import org.teeter.report.document.MitigationDocument;
import org.teeter.report.document.Shown;
import org.teeter.report.document.Verdict;
import org.teeter.report.figure.Drawing;
import org.teeter.report.figure.PictureFormat;
import org.teeter.tabular.bytes.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter mitigate}: what brings sensitivities down, and what it costs. */
@Command(
        name = "mitigate",
        description = {
            "Tells what brings the sensitivity of every prediction down to a bound: changes of judgements or of the prior, each in its"
                    + " weakest strength that suffices, with what it costs.",
            "Each is fitted and audited anew. The data are not touched; --out writes changed copies that teeter reads."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What brings every sensitivity down to 5:",
            "  teeter mitigate votes.csv --max-sensitivity 5",
            "The changed data, to be trained on:",
            "  teeter mitigate votes.csv --out remedies",
            "What it costs, strength by strength:",
            "  teeter mitigate votes.csv --frontier --out remedies"
        })
final class MitigateCommand extends AnsweringCommand<MitigationDocument> {
    private static final String KINDS = "smooth, smooth-pairs, prior, cap, clip, drop, reweight or sets";

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Option(
            names = "--max-sensitivity",
            paramLabel = "M",
            defaultValue = "5",
            description =
                    "The bound, above 1: no prediction is to move by more points than that when the share won in a pair"
                            + " moves by one (default: 5).")
    private double most = 5;

    @Option(
            names = "--by",
            paramLabel = "KIND,…",
            split = ",",
            hideParamSyntax = true,
            description =
                    "What is tried (default: all that applies): smooth, the same share of all pairs' judgements turned"
                            + " round, as label smoothing does; smooth-pairs, of the pairs alone on which findings hang; prior; cap,"
                            + " judgements a pair; clip, shares; drop, the fewest pairs; reweight, pairs for --pair; sets, of three"
                            + " or four items to be ranked instead of pairs judged.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--pair",
            paramLabel = "A,B",
            description = "The one prediction that counts (default: all that audit looks at).")
    @Nullable
    private String pair;

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description =
                    "Share of the judgements held out of each fit by which log-loss is measured, until each was held out"
                            + " once (default: 0.2, five fits).")
    private double holdout = 0.2;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of that draw (default: 1).")
    private long seed = 1;

    @Option(
            names = "--frontier",
            description =
                    "Also tell held-out log-loss against the largest sensitivity for a row of strengths of smooth and prior;"
                            + " with --out as frontier.csv and frontier.svg.")
    private boolean frontier;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write there the changed judgements of each remedy (smooth.csv, …), what sets are to be ranked"
                            + " (sets-to-rank.csv), changes.csv and run.json.")
    @Nullable
    private Path out;

    @Override
    Run read(CommandSpec command, boolean silently) {
        return new Run(input, command, silently);
    }

    @Override
    MitigationDocument ask(Analysis analysis, ModelChoice asked) {
        ModelChoice choice = items.known(analysis, asked);
        Optional<Targets.Pair> named = Optional.ofNullable(pair)
                .map(words ->
                        NamedPair.of("--pair must be two different items of the data, A,B", words, analysis.items()));
        return analysis.mitigate(
                choice,
                new MitigationChoice(
                        most,
                        by.stream().map(MitigateCommand::kind).toList(),
                        named,
                        (int) Math.round(1 / holdout),
                        seed,
                        frontier));
    }

    @Override
    ObjectNode json(MitigationDocument answer, String version) {
        return answer.json(version);
    }

    @Override
    void requireOptions() {
        by.forEach(MitigateCommand::kind);
        if (!(most > 1 && most < Double.POSITIVE_INFINITY)) {
            throw new UsageException("--max-sensitivity must be finite and above 1, got " + most);
        }
        if (!(holdout >= 0.01 && holdout <= 0.5)) {
            throw new UsageException("--holdout must be a share from 0.01 to 0.5, got " + holdout);
        }
    }

    @Override
    void save(Run run, MitigationDocument document) throws IOException {
        if (out == null) {
            return;
        }
        try (OutputFolder into = OutputFolder.at(out)) {
            run.analysis().writeChanged(document, name -> Files.newBufferedWriter(into.file(name)));
            Optional<Drawing> figure = FrontierFigure.of(document);
            if (figure.isPresent()) {
                PictureFormat.SVG.write(figure.get(), into.file("frontier.svg"));
            }
            run.record(into, out, Map.of("folds", seed));
            into.publish();
        }
    }

    @Override
    void print(MitigationDocument document, PrintWriter print) {
        Wrapped text = new Wrapped(print);
        text.println(document.headline());
        if (!document.rows().isEmpty()) {
            print.println();
            print(print, document.table(), 2);
            print.println();
            document.sentences().forEach(sentence -> text.println(Verdict.quoted(sentence)));
            document.cheapest().ifPresent(row -> text.println(advice(document, row)));
        }
        if (!document.frontier().isEmpty()) {
            print.println();
            List<List<String>> points = new ArrayList<>(List.of(List.of("remedy", "strength", "largest", "log-loss")));
            document.frontier()
                    .forEach(point -> points.add(List.of(
                            point.kind().word(),
                            Shown.shortest(point.strength()),
                            Shown.significant(point.largest()),
                            point.heldOut().isPresent()
                                    ? Shown.decimals(5, point.heldOut().getAsDouble())
                                    : "-")));
            print(print, points, 1);
        }
    }

    /** The first columns to the left, the others to the right. */
    private static void print(PrintWriter print, List<List<String>> table, int words) {
        int columns = table.get(0).size();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < columns; k++) {
                int at = k;
                int width = table.stream()
                        .mapToInt(cells -> Visible.width(cells.get(at)))
                        .max()
                        .orElse(0);
                String cell = row.get(k);
                String pad = " ".repeat(width - Visible.width(cell));
                line.append(k > 0 ? "  " : "").append(k < words ? cell + pad : pad + cell);
            }
            print.println(line.toString().stripTrailing());
        }
    }

    private String advice(MitigationDocument document, MitigationDocument.Row row) {
        Kind kind = row.found().kind();
        String way = kind == Kind.PRIOR
                ? "add --prior "
                        + row.found()
                                .remedy()
                                .orElseThrow()
                                .prior(document.before().fit().prior()) + " to fit and audit."
                : kind == Kind.SETS
                        ? out == null
                                ? "add --out DIR, which writes sets-to-rank.csv, what to ask."
                                : "have ranked what is in " + out.resolve("sets-to-rank.csv") + "."
                        : out == null
                                ? "add --out DIR, which writes " + kind.word() + ".csv for fit and audit."
                                : "teeter fit " + out.resolve(kind.word() + ".csv");
        return kind.word() + " costs least"
                + (row.heldOut().isPresent() && document.heldOut().isPresent()
                        ? ": log-loss " + Shown.decimals(5, document.heldOut().getAsDouble()) + " → "
                                + Shown.decimals(5, row.heldOut().getAsDouble())
                        : "")
                + (document.firstStays(row) ? "" : "; but another item is then first")
                + ". To use it: " + way;
    }

    private static Kind kind(String word) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException("--by must be " + KINDS + ", got " + word));
    }
}

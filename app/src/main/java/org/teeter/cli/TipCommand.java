package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.CsvFile;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.TipRequest;
import org.teeter.data.Items;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.TipDocument;
import org.teeter.report.document.Verdict;
import org.teeter.votes.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter tip}: how few votes change the order, and which. */
@Command(
        name = "tip",
        description = {
            "Tells how few votes change who is first, which items are the first K, or which of two is ahead, and which votes.",
            "Each answer is verified by a fit of the changed data; where fewer votes are proven not to do, it says so."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "How few votes change who is first:",
            "  teeter tip examples/arena-small.csv",
            "Left out rather than turned round, of the first ten:",
            "  teeter tip votes.csv --by drop --top 10",
            "Which of two is ahead:",
            "  teeter tip votes.csv --pair 'model one,model two'"
        })
final class TipCommand extends AnsweringCommand<TipCommand.Answer> {

    private static final int LONGEST_NAME = 32;
    private static final String TWO = " must be two different items of the data, A,B";

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Option(
            names = "--top",
            paramLabel = "K,…",
            split = ",",
            hideParamSyntax = true,
            description = "Which items are the first K (default: 1).")
    private List<Integer> top = new ArrayList<>();

    @Option(names = "--pair", paramLabel = "A,B", description = "Which of two items is ahead.")
    @Nullable
    private String pair;

    @Option(
            names = "--significant",
            paramLabel = "A,B",
            description = "Whether the lead of one of two items over the other is significant (95 %%).")
    @Nullable
    private String significant;

    @Option(
            names = "--tier",
            paramLabel = "ITEM",
            description = "In which tier an item is (of up to 1,000 items): what the data cannot tell from its best.")
    @Nullable
    private String tier;

    @Option(
            names = "--boundaries",
            paramLabel = "K",
            description =
                    "A table instead: how few votes change which items are the first 1, 2, … K, turned round or as --by says.")
    private int boundaries;

    @Option(
            names = "--by",
            paramLabel = "flip,drop,add",
            split = ",",
            hideParamSyntax = true,
            description = "What is done to votes: turned round, left out, or more of them cast (default: all three;"
                    + " of rankings: left out).")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--prove",
            description =
                    "Where left out votes are not proven to be the fewest at once, take up to a minute or more for a"
                            + " proof (of --top and --pair; Bradley-Terry without a prior, up to 8,000 pairs).")
    private boolean prove;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write votes.csv, with the rows of the files in which the votes are that are turned round or left out,"
                            + " and run.json there.")
    @Nullable
    private Path out;

    /** What is told: a table, or claims with their rows, where these are asked for. */
    record Answer(Optional<Boundaries> table, Optional<TipDocument> document, List<List<String>> rows) {}

    @Override
    void requireOptions() {
        by.forEach(TipCommand::change);
    }

    @Override
    Run read(CommandSpec command, boolean silently) {
        return new Run(input, command, silently);
    }

    @Override
    Answer ask(Analysis analysis, ModelChoice asked) {
        List<Change> changes = by.stream().map(TipCommand::change).toList();
        ModelChoice choice = items.known(analysis, asked);
        if (boundaries != 0) {
            Change change = changes.isEmpty() ? Change.FLIP : changes.get(0);
            return new Answer(
                    Optional.of(analysis.boundaries(choice, boundaries, change)), Optional.empty(), List.of());
        }
        TipDocument document = analysis.tip(choice, request(analysis.items(), changes));
        return new Answer(
                Optional.empty(), Optional.of(document), out == null ? List.of() : analysis.rows(document, asked));
    }

    @Override
    boolean hasErrors() {
        return true;
    }

    @Override
    ObjectNode json(Answer answer, String version) {
        return answer.table()
                .map(table -> table.json(version))
                .orElseGet(() -> answer.document().orElseThrow().json(version));
    }

    @Override
    void print(Answer answer, PrintWriter to) {
        answer.table()
                .map(table -> table.lines(LONGEST_NAME))
                .orElseGet(() -> answer.document().orElseThrow().lines())
                .forEach(line -> to.println(Verdict.quoted(line)));
    }

    @Override
    void save(Run run, Answer answer) throws IOException {
        if (out == null || answer.document().isEmpty()) {
            return;
        }
        try (OutputFolder into = OutputFolder.at(out)) {
            try (Writer votes = Files.newBufferedWriter(into.file("votes.csv"))) {
                new CsvFile(votes).rows(answer.rows());
            }
            run.record(into, out);
            into.publish();
        }
    }

    private TipRequest request(Items known, List<Change> changes) {
        boolean nothing = top.isEmpty() && pair == null && significant == null && tier == null;
        return new TipRequest(
                nothing ? List.of(1) : top,
                Optional.ofNullable(pair).map(words -> NamedPair.of("--pair" + TWO, words, known)),
                Optional.ofNullable(significant).map(words -> NamedPair.of("--significant" + TWO, words, known)),
                tier == null ? OptionalInt.empty() : OptionalInt.of(item(tier, known)),
                changes,
                prove);
    }

    private static int item(String word, Items known) {
        return known.id(word)
                .orElseThrow(() -> new UsageException("--tier must be an item of the data, got \"" + word + "\""));
    }

    private static Change change(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "flip" -> Change.FLIP;
            case "drop" -> Change.DROP;
            case "add" -> Change.ADD;
            default -> throw new UsageException("--by must be flip, drop or add, got " + word);
        };
    }
}

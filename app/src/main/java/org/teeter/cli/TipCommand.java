package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.CsvFile;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.analysis.TipRequest;
import org.teeter.data.Items;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.Finite;
import org.teeter.report.document.TipDocument;
import org.teeter.report.document.Verdict;
import org.teeter.votes.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter tip}: how few votes change the order, and which. */
@Command(
        name = "tip",
        description = {
            "Tells how few votes change who is first, which items are the first K, or which of two is ahead, and which votes.",
            "Each answer is verified by a fit of the changed data; where fewer votes are proven not to do, it says so."
        },
        mixinStandardHelpOptions = true)
final class TipCommand implements Callable<Integer> {

    private static final int LONGEST_NAME = 32;
    private static final String TWO = " must be two different items of the data, A,B";

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

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
            description = "Whether the lead of one of two items over the other is significant (95 %).")
    @Nullable
    private String significant;

    @Option(
            names = "--tier",
            paramLabel = "ITEM",
            description = "In which tier an item is (of up to 300 items): what the data cannot tell from its best.")
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
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write votes.csv, with the rows of the files in which the votes are that are turned round or left out,"
                            + " and run.json there.")
    @Nullable
    private Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter print = known.commandLine().getOut();
        ModelChoice asked = model.choice();
        List<Change> changes = by.stream().map(TipCommand::change).toList();
        try (Run run = new Run(input, known, quiet)) {
            if (run.printedProfile()) {
                return ExitCode.DONE;
            }
            TipDocument document;
            try {
                Analysis analysis = run.analysis();
                analysis.select(selection.selection(), asked);
                ModelChoice choice = items.known(analysis, List.of(asked)).get(0);
                if (boundaries != 0) {
                    print(
                            run,
                            print,
                            analysis.boundaries(choice, boundaries, changes.isEmpty() ? Change.FLIP : changes.get(0)));
                    return ExitCode.DONE;
                }
                document = analysis.tip(choice, request(analysis.items(), changes));
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            if (out != null) {
                save(run, out, run.analysis().rows(document, asked));
            }
            run.progressDone();
            if (json) {
                print.println(Finite.text(document.json(Version.current())));
            } else {
                document.lines().forEach(line -> print.println(Verdict.quoted(line)));
            }
            print.flush();
            run.tellNotes();
            return ExitCode.DONE;
        }
    }

    private TipRequest request(Items known, List<Change> changes) {
        boolean nothing = top.isEmpty() && pair == null && significant == null && tier == null;
        return new TipRequest(
                nothing ? List.of(1) : top,
                Optional.ofNullable(pair).map(words -> NamedPair.of("--pair" + TWO, words, known)),
                Optional.ofNullable(significant).map(words -> NamedPair.of("--significant" + TWO, words, known)),
                tier == null ? OptionalInt.empty() : OptionalInt.of(item(tier, known)),
                changes);
    }

    private static int item(String word, Items known) {
        return known.id(word)
                .orElseThrow(() -> new UsageException("--tier must be an item of the data, got \"" + word + "\""));
    }

    private void print(Run run, PrintWriter print, Boundaries table) {
        run.progressDone();
        if (json) {
            print.println(Finite.text(table.json(Version.current())));
        } else {
            table.lines(LONGEST_NAME).forEach(line -> print.println(Verdict.quoted(line)));
        }
        print.flush();
        run.tellNotes();
    }

    private static void save(Run run, Path folder, List<List<String>> rows) throws IOException {
        try (OutputFolder into = OutputFolder.at(folder)) {
            try (Writer votes = Files.newBufferedWriter(into.file("votes.csv"))) {
                new CsvFile(votes).rows(rows);
            }
            run.record(into, folder, 0);
            into.publish();
        }
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

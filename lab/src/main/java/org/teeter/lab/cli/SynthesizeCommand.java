package org.teeter.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Arguments;
import org.teeter.cli.ExitCode;
import org.teeter.cli.OutputFolder;
import org.teeter.cli.RunRecord;
import org.teeter.data.Amount;
import org.teeter.lab.synthesis.Card;
import org.teeter.lab.synthesis.Realised;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.dataset.ExampleFile;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.text.Form;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter synthesize}: preference data with known probabilities. */
@Command(
        name = "synthesize",
        description = "Draws preference data with chosen probabilities, ready for a trainer.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The paper's data, D((dog, cat, bird), 0.99, 0.5):",
            "  teeter synthesize --order dog,cat,bird --p12 .99 --p23 .5 --out data",
            "Rankings of 3 of five options; dog and bird never meet:",
            "  teeter synthesize --scores dog:2,cat:1,bird:0,fish:-1,pony:-2 --k 3 \\",
            "    --apart dog:bird --out data",
            "And then:",
            "  teeter audit data/comparisons.csv",
            "  teeter train dpo --model base --data data/train.jsonl --out trained"
        })
final class SynthesizeCommand implements Callable<Integer> {
    static final Map<String, Form> FORMS =
            Map.of("trl-standard", Form.STANDARD, "trl-conversational", Form.CONVERSATIONAL);

    @Mixin
    private DesignOptions design = new DesignOptions();

    @Mixin
    private WordingOptions words = new WordingOptions();

    @Option(
            names = "--format",
            paramLabel = "trl-conversational|trl-standard",
            defaultValue = "trl-conversational",
            description =
                    "Messages for a chat template (the default), or plain texts, whose answers begin with a space.")
    private String format = "trl-conversational";

    @Option(
            names = "--files",
            paramLabel = "jsonl|parquet|both",
            defaultValue = "both",
            description = "Which data files to write: train.jsonl, train.parquet or both (the default).")
    private String files = "both";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the draw (default: 0). Same seed, same bytes.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-data",
            description = "Where to write train.*, comparisons.csv, draws.csv, README.md (the card) and run.json"
                    + " (default: teeter-data).")
    private Path out = Path.of("teeter-data");

    @Option(names = "--quiet", description = "No summary.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        Form form = Choices.of("--format", format, FORMS);
        boolean lines = Choices.of("--files", files, Map.of("jsonl", true, "both", true, "parquet", false));
        boolean parquet = !files.equalsIgnoreCase("jsonl");
        RunRecord record = new RunRecord(Arguments.of(known));
        DesignOptions.Design drawn = Choices.checked(() -> design.draw(words.wording(), seed));
        record.ended("draw");
        List<Realised> realised = Realised.of(drawn.stated(), drawn.drawn());
        try (OutputFolder folder = OutputFolder.at(out)) {
            List<String> data = new ArrayList<>();
            if (lines) {
                data.add("train.jsonl");
            }
            if (parquet) {
                data.add("train.parquet");
            }
            long rows = drawn.asRankings()
                    ? write(
                            folder,
                            data,
                            ExampleKind.RANKINGS,
                            drawn.drawn().stream().map(d -> d.ranking(form)).toList())
                    : write(
                            folder,
                            data,
                            ExampleKind.PAIRS,
                            drawn.drawn().stream()
                                    .flatMap(d -> d.pairs(form).stream())
                                    .toList());
            DrawnTables.comparisons(folder.file("comparisons.csv"), realised);
            DrawnTables.draws(folder.file("draws.csv"), drawn.drawn());
            String kind = drawn.asRankings() ? ExampleKind.RANKINGS.words() : "prompt, chosen, rejected";
            Card card = new Card(
                    drawn.what(),
                    String.format(Locale.ROOT, "%,d, each with %s (%s)", rows, kind, format.toLowerCase(Locale.ROOT)),
                    data,
                    drawn.wording(),
                    realised,
                    drawn.drawn(),
                    drawn.caveats(),
                    seed);
            Files.writeString(folder.file("README.md"), card.markdown());
            record.ended("write");
            record.write(folder.file("run.json"), List.of(), Map.of("draw", seed));
            folder.publish();
            if (!quiet) {
                summarise(known.commandLine().getOut(), drawn.drawn().size(), realised, rows, data.get(0));
            }
        }
        return ExitCode.DONE;
    }

    private static <T extends Answered> long write(
            OutputFolder folder, List<String> data, ExampleKind<T> kind, List<T> examples) {
        for (String name : data) {
            if (name.endsWith(".jsonl")) {
                ExampleFile.writeJsonLines(folder.file(name), kind, examples);
            } else {
                ExampleFile.writeParquet(folder.file(name), kind, examples);
            }
        }
        return examples.size();
    }

    private void summarise(PrintWriter print, int judgements, List<Realised> realised, long rows, String data) {
        print.printf("%s from %s in %s%n%n", Amount.of(rows, "row"), Amount.of(judgements, "judgement"), out);
        print.printf("%-32s %9s %9s %9s%n", "pair", "asked", "realised", "n");
        int most = 20;
        realised.stream()
                .limit(most)
                .forEach(r -> print.printf(
                        Locale.ROOT,
                        "%-32s %9.4f %9s %9d%n",
                        r.stated().i() + " : " + r.stated().j(),
                        r.stated().p(),
                        r.judgements() == 0 ? "" : String.format(Locale.ROOT, "%.4f", r.proportion()),
                        r.judgements()));
        if (realised.size() > most) {
            print.println("… and " + (realised.size() - most) + " more pairs, see comparisons.csv");
        }
        boolean oneSided = realised.stream().anyMatch(r -> r.judgements() > 0 && r.isOneSided());
        print.printf(
                "%nWhat a fitted preference model makes of it:  teeter audit %s%s%n",
                out.resolve("comparisons.csv"), oneSided ? " --prior normal:3" : "");
        print.printf(
                "What a language model learns from it:        teeter train, on %s; see teeter help train%n",
                out.resolve(data));
        print.flush();
    }
}

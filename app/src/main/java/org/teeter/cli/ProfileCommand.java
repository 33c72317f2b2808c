package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.report.document.Finite;
import org.teeter.report.document.ProfileDocument;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.reader.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter profile}: how common dominant preferences are, before anything is fitted. */
@Command(
        name = "profile",
        description = {
            "Tells how common dominant preferences are in preference data: by pair, by prompt, by margin of scores, and by group and"
                    + " rater where --column group=… and --column rater=… name them; which rows are there twice, and what is"
                    + " judged both ways. It fits nothing.",
            "A triple is sensitive if in a model with these very shares the third preference moves more than M times as far."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "How lopsided are the judgements?",
            "  teeter profile pairs.jsonl",
            "By rater, as files:",
            "  teeter profile votes.csv --column rater=judge --out profile",
            "Triples that are sensitive at other thresholds:",
            "  teeter profile pairs.jsonl --m 2,20"
        })
final class ProfileCommand implements Callable<Integer> {

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--m",
            paramLabel = "M,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "2,5,10",
            description = "Thresholds of sensitivity, each above 1 (default: 2,5,10).")
    private List<Double> m = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Also write profile.json and run.json there.")
    @Nullable
    private Path out;

    @Option(names = "--json", description = "Print profile.json.")
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
        for (double bound : m) {
            if (!(bound > 1 && bound < Double.POSITIVE_INFINITY)) {
                throw new UsageException("--m must be finite and above 1, got " + bound);
            }
        }
        ReadOptions options = input.options();
        boolean byRater = options.columns().containsKey(Role.RATER);
        try (Run run = new Run(
                input.inputs(), byRater ? options.keepingOrder() : options, known, quiet, Analysis::profiling)) {
            ProfileDocument document = run.analysis().profile(m);
            String text = Finite.text(document.json());
            if (out != null) {
                try (OutputFolder folder = OutputFolder.at(out)) {
                    Files.writeString(folder.file("profile.json"), text + "\n");
                    run.record(folder, out);
                    folder.publish();
                }
            }
            run.progressDone();
            if (json) {
                print.println(text);
            } else {
                Wrapped lines = new Wrapped(print);
                document.lines().forEach(line -> lines.println(Verdict.quoted(line)));
            }
            print.flush();
            run.tellNotes();
            return ExitCode.DONE;
        }
    }
}

package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.HeadRequest;
import org.teeter.analysis.ModelChoice;
import org.teeter.audit.Targets;
import org.teeter.report.document.Finite;
import org.teeter.report.document.HeadDocument;
import org.teeter.report.document.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter head}: the audit of a reward that is linear in vectors. */
@Command(
        name = "head",
        description = {
            "Fits a reward that is linear in vectors of the options, as a reward model's last layer is in those of a language model,"
                    + " and tells how far each judged pair moves each prediction.",
            "A score is the product of one weight a number with the option's vector."
        },
        mixinStandardHelpOptions = true)
final class HeadCommand implements Callable<Integer> {

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--embeddings",
            paramLabel = "FILE",
            required = true,
            description =
                    "The vectors: a NumPy array (.npy) with a row for each option, which INPUT then calls 0, 1, 2, …; or Parquet"
                            + " with a column of lists of numbers and one of names, id.")
    private Path embeddings = Path.of("");

    @Option(
            names = "--targets",
            paramLabel = "A,B",
            description = "Which predictions (default: of all judged pairs); repeatable.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--top", paramLabel = "K", defaultValue = "20", description = "How many findings (default: 20).")
    private int top = 20;

    @Option(
            names = "--visits",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "How many predictions to look at, those first that may be most sensitive (default: 64); what was not looked"
                            + " at stays below a bound that is told.")
    private int visits = 64;

    @Option(
            names = "--refits",
            paramLabel = "K",
            defaultValue = "3",
            description = "How many findings to check by refitting (default: 3).")
    private int refits = 3;

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
        ModelChoice choice = model.choice();
        if (top < 1 || visits < 1 || refits < 0) {
            throw new UsageException("--top and --visits must be 1 or more, and --refits not negative, got " + top
                    + ", " + visits + " and " + refits);
        }
        try (Run run = new Run(input, known, quiet)) {
            if (run.printedProfile()) {
                return ExitCode.DONE;
            }
            Analysis analysis = run.analysis();
            List<Targets.Pair> named = targets.stream()
                    .map(words -> NamedPair.of(
                            "--targets must be two different items of the data, A,B", words, analysis.items()))
                    .toList();
            HeadDocument document = analysis.head(choice, new HeadRequest(embeddings, named, top, visits, refits));
            run.progressDone();
            if (json) {
                print.println(Finite.text(document.json(Version.current())));
            } else {
                Wrapped wrapped = new Wrapped(print);
                document.lines().forEach(line -> wrapped.println(Verdict.quoted(line)));
            }
            print.flush();
            run.tellNotes();
            return ExitCode.DONE;
        }
    }
}

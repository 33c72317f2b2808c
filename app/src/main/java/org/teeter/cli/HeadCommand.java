package org.teeter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.HeadRequest;
import org.teeter.analysis.ModelChoice;
import org.teeter.report.document.HeadDocument;
import org.teeter.report.document.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter head}: the audit of a reward that is linear in vectors. */
@Command(
        name = "head",
        description = {
            "Fits a reward that is linear in vectors of the options, as a reward model's last layer is in those of a language model,"
                    + " and tells how far each judged pair moves each prediction.",
            "A score is the product of one weight a number with the option's vector."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A reward model's last layer, from its vectors and judgements:",
            "  teeter head judged.csv --embeddings vectors.npy --prior normal:1",
            "How well it predicts judgements that were held out:",
            "  teeter head judged.csv --embeddings vectors.npy --prior normal:1 \\",
            "    --held held.csv",
            "Predictions of your own pairs:",
            "  teeter head judged.csv --embeddings vectors.npy --targets asked.csv"
        })
final class HeadCommand extends AnsweringCommand<HeadDocument> {

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--embeddings",
            paramLabel = "FILE",
            required = true,
            description =
                    "The vectors: a NumPy array (.npy) with a row for each option, which INPUT then calls 0, 1, 2, …; or Parquet"
                            + " with a column of lists of numbers and one of names, id. Numbers are held in single precision:"
                            + " what all vectors have in common is better taken off before.")
    private Path embeddings = Path.of("");

    @Option(
            names = "--targets",
            paramLabel = "A,B",
            description = "Which predictions (default: of all judged pairs), of any options with a vector; repeatable.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--held",
            paramLabel = "FILE",
            description =
                    "Judgements that are not fitted, in a form that INPUT may have: tells how well the fit predicts"
                            + " them, and audits the predictions of their pairs; repeatable.")
    private List<Path> held = new ArrayList<>();

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

    @Override
    void requireOptions() {
        if (top < 1 || visits < 1 || refits < 0) {
            throw new UsageException("--top and --visits must be 1 or more, and --refits not negative, got " + top
                    + ", " + visits + " and " + refits);
        }
    }

    @Override
    Run read(CommandSpec command, boolean silently) {
        return new Run(input, command, silently);
    }

    @Override
    HeadDocument ask(Analysis analysis, ModelChoice asked) {
        return analysis.head(asked, new HeadRequest(embeddings, targets, held, top, visits, refits));
    }

    @Override
    ObjectNode json(HeadDocument answer, String version) {
        return answer.json(version);
    }

    @Override
    void print(HeadDocument answer, PrintWriter out) {
        Wrapped wrapped = new Wrapped(out);
        answer.lines().forEach(line -> wrapped.println(Verdict.quoted(line)));
    }
}

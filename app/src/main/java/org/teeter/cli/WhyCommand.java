package org.teeter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.report.document.Explanation;
import org.teeter.report.document.Finite;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code teeter why}: why a model predicts what it does of one pair, and what would turn that round. */
@Command(
        name = "why",
        description = {
            "Tells why a model prefers one item to another: which chains of judged pairs add up to the lead, whether they agree,"
                    + " what they cannot do without, and how little turns the prediction round.",
            "",
            "The last two words are the items: teeter why votes.csv \"model one\" \"model two\""
        },
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 40;

    @Parameters(
            paramLabel = "INPUT… A B",
            arity = "3..*",
            hideParamSyntax = true,
            description = "Preference files as audit takes them, then the names of two items.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Option(names = "--json", description = "Print all numbers as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter print = known.commandLine().getOut();
        ModelChoice asked = model.choice();
        int files = words.size() - 2;
        try (Run run = new Run(
                words.subList(0, files).stream().map(LocalPath::of).toList(), reading.options(), known, quiet)) {
            if (run.printedProfile()) {
                return ExitCode.DONE;
            }
            Explanation why;
            try {
                run.analysis().select(selection.selection(), asked);
                ModelChoice choice = items.known(run.analysis(), List.of(asked)).get(0);
                why = run.analysis().why(choice, words.get(files), words.get(files + 1));
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            run.progressDone();
            if (json) {
                print.println(Finite.text(why.json(Version.current())));
            } else {
                print(print, why);
            }
            print.flush();
            run.tellNotes();
            return ExitCode.DONE;
        }
    }

    private static void print(PrintWriter out, Explanation why) {
        Wrapped text = new Wrapped(out);
        text.println(Verdict.quoted(why.headline()));
        List<List<String>> rows = why.chains();
        int width =
                rows.stream().mapToInt(row -> Visible.width(label(row))).max().orElse(0);
        for (List<String> row : rows) {
            out.printf("  %s  %6s  %6s  %8s%n", Visible.padded(label(row), width), row.get(1), row.get(2), row.get(3));
        }
        why.sentences().forEach(sentence -> text.println(Verdict.quoted(sentence)));
    }

    private static String label(List<String> row) {
        return Visible.shortened(Verdict.quoted(row.get(0)), 2 * LONGEST_NAME);
    }
}

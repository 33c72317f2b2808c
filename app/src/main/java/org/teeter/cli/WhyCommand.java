package org.teeter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.ModelChoice;
import org.teeter.report.document.Explanation;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter why}: why a model predicts what it does of one pair, and what would turn that round. */
@Command(
        name = "why",
        description = {
            "Tells why a model prefers one item to another: which chains of judged pairs add up to the lead, whether they agree,"
                    + " what they cannot do without, and how little turns the prediction round.",
            "",
            "The last two words are the items: teeter why votes.csv \"model one\" \"model two\""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Why the one stands above the other:",
            "  teeter why examples/arena-small.csv cedar newcomer",
            "Under a prior, of judgements in two files:",
            "  teeter why may.csv june.csv A B --prior normal:1",
            "As JSON:",
            "  teeter why votes.csv A B --json"
        })
final class WhyCommand extends AnsweringCommand<Explanation> {
    private static final int LONGEST_NAME = 40;

    @Parameters(
            paramLabel = "INPUT… A B",
            arity = "3..*",
            hideParamSyntax = true,
            description = "Preference files as audit takes them, then the names of two items.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Override
    Run read(CommandSpec command, boolean silently) {
        List<Path> files =
                words.subList(0, words.size() - 2).stream().map(LocalPath::of).toList();
        return new Run(database.shown(files), database.with(files, reading.options()), command, silently);
    }

    @Override
    Explanation ask(Analysis analysis, ModelChoice asked) {
        return analysis.why(items.known(analysis, asked), words.get(words.size() - 2), words.get(words.size() - 1));
    }

    @Override
    boolean hasErrors() {
        return true;
    }

    @Override
    ObjectNode json(Explanation answer, String version) {
        return answer.json(version);
    }

    @Override
    void print(Explanation why, PrintWriter out) {
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

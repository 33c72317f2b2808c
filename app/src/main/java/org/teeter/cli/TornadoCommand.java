package org.teeter.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.ModelChoice;
import org.teeter.report.document.Tornado;
import org.teeter.report.document.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code teeter tornado}: what each choice behind a ranking moves. */
@Command(
        name = "tornado",
        description = {
            "Makes each choice behind a ranking otherwise (ties, model, prior, the side named first), and leaves out each item's games,"
                    + " each rater or group, one at a time: what moves the lead of the first most stands first.",
            "Each line but the one of lucky versions is a full fit."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What each choice behind a ranking moves:",
            "  teeter tornado examples/arena-small.csv",
            "With the raters left out one at a time:",
            "  teeter tornado votes.csv --column rater=judge",
            "As JSON:",
            "  teeter tornado votes.csv --json"
        })
final class TornadoCommand extends AnsweringCommand<Tornado> {
    private static final int TOP = 5;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Also say what changes which items are the first K (default: 5, or all but the last).")
    @Nullable
    private Integer top;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "12",
            description = "How many lines to print (default: 12); --json has all.")
    private int rows = 12;

    @Override
    void requireOptions() {
        if (rows < 1) {
            throw new UsageException("--rows must be 1 or more, got " + rows);
        }
    }

    @Override
    Run read(CommandSpec command, boolean silently) {
        return new Run(input, command, silently);
    }

    @Override
    Tornado ask(Analysis analysis, ModelChoice asked) {
        ModelChoice choice = items.known(analysis, asked);
        int usual = Math.min(TOP, Math.max(1, analysis.items().size() - 1));
        return analysis.tornado(choice, top == null ? usual : top);
    }

    @Override
    ObjectNode json(Tornado answer, String version) {
        return answer.json(version);
    }

    @Override
    void print(Tornado answer, PrintWriter out) {
        answer.lines(rows).forEach(line -> out.println(Verdict.quoted(line)));
    }
}

package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.report.document.Finite;
import org.teeter.report.document.Tornado;
import org.teeter.report.document.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter tornado}: what each choice behind a ranking moves. */
@Command(
        name = "tornado",
        description = {
            "Makes each choice behind a ranking otherwise (ties, model, prior, the side named first), and leaves out each item's games,"
                    + " each rater or group, one at a time: what moves the lead of the first most stands first.",
            "Each line but the one of lucky versions is a full fit."
        },
        mixinStandardHelpOptions = true)
final class TornadoCommand implements Callable<Integer> {

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
            paramLabel = "K",
            defaultValue = "5",
            description = "Also say what changes which items are the first K (default: 5).")
    private int top = 5;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "12",
            description = "How many lines to print (default: 12); --json has all.")
    private int rows = 12;

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
        if (rows < 1) {
            throw new UsageException("--rows must be 1 or more, got " + rows);
        }
        try (Run run = new Run(input, known, quiet)) {
            if (run.printedProfile()) {
                return ExitCode.DONE;
            }
            Tornado tornado;
            try {
                Analysis analysis = run.analysis();
                analysis.select(selection.selection(), asked);
                ModelChoice choice = items.known(analysis, List.of(asked)).get(0);
                tornado = analysis.tornado(
                        choice, Math.min(top, Math.max(1, analysis.items().size() - 1)));
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            run.progressDone();
            if (json) {
                print.println(Finite.text(tornado.json(Version.current())));
            } else {
                tornado.lines(rows).forEach(line -> print.println(Verdict.quoted(line)));
            }
            print.flush();
            run.tellNotes();
            return ExitCode.DONE;
        }
    }
}

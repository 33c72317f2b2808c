package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.ModelChoice;
import org.teeter.analysis.NoAnswerException;
import org.teeter.report.document.Finite;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command that reads preference data, asks one thing of them and prints the answer, as text or as JSON.
 *
 * @param <T> the answer
 */
abstract class AnsweringCommand<T> implements Callable<Integer> {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private UnsplitOptions unsplit = new UnsplitOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    /** Refuses options that no data can make right. */
    void requireOptions() {
        // most have none
    }

    /** Reads. */
    abstract Run read(CommandSpec command, boolean silently);

    /** Asks. */
    abstract T ask(Analysis analysis, ModelChoice asked);

    /** Writes files, where some were asked for. */
    void save(Run run, T answer) throws IOException {
        // most write none
    }

    /** Whether the answer has standard errors, or what hangs on them. */
    boolean hasErrors() {
        return false;
    }

    abstract ObjectNode json(T answer, String version);

    abstract void print(T answer, PrintWriter out);

    @Override
    public final Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter out = known.commandLine().getOut();
        unsplit.require();
        ModelChoice asked = model.choice();
        requireOptions();
        try (Run run = read(known, quiet)) {
            if (run.printedProfile(json, Optional.empty())) {
                return ExitCode.DONE;
            }
            T answer;
            try {
                run.analysis().select(selection.selection(), asked);
                answer = ask(run.analysis(), asked);
            } catch (NoAnswerException e) {
                run.tellNotes();
                throw e;
            }
            save(run, answer);
            run.progressDone();
            if (json) {
                ObjectNode document = json(answer, Version.current());
                run.analysis().acrossParts().ifPresent(said -> document.put("acrossParts", said));
                out.println(Finite.text(document));
            } else {
                run.analysis().acrossParts().ifPresent(out::println);
                print(answer, out);
            }
            out.flush();
            run.tellNotes();
            if (hasErrors()) {
                run.analysis().ofErrors().ifPresent(run::say);
            }
            return ExitCode.DONE;
        }
    }
}

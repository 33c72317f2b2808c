package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.Changes;
import org.teeter.analysis.RefusedException;
import org.teeter.analysis.Tables;
import org.teeter.analysis.Watcher;
import org.teeter.report.document.AuditReport;
import org.teeter.serve.Audited;
import org.teeter.serve.Auditor;
import org.teeter.serve.Choice;
import org.teeter.serve.Found;
import org.teeter.serve.Input;
import org.teeter.serve.NamedReport;
import org.teeter.serve.NamedTables;
import org.teeter.tabular.reader.ReadOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Audits for the page, each by what the command line would do of it. */
final class ServedAudits implements Auditor {
    private static final String PREFIX = "teeter: ";

    private final AuditOptions options;
    private final Reads reads;
    private final List<String> typed;
    private final PrintWriter failures;

    /** How an input is read. */
    interface Reads {
        ReadOptions options(Path input);
    }

    /**
     * By options.
     *
     * @param typed options, in words, but for the model and the prior
     * @param failures where our own failures are told, with their traces
     */
    ServedAudits(AuditOptions options, Reads reads, List<String> typed, PrintWriter failures) {
        this.options = options;
        this.reads = reads;
        this.typed = List.copyOf(typed);
        this.failures = failures;
    }

    @Override
    public List<String> models() {
        return first(options.model.model, ModelOptions.OFFERED);
    }

    @Override
    public List<String> priors() {
        return first(options.model.prior, ModelOptions.PRIORS);
    }

    private static List<String> first(String asked, List<String> others) {
        Set<String> all = new LinkedHashSet<>(List.of(asked));
        all.addAll(others);
        return List.copyOf(all);
    }

    @Override
    public Audited audit(Input input, Choice choice, Watcher watcher, Tables files) throws IOException {
        boolean asTyped =
                choice.model().equals(options.model.model) && choice.prior().equals(options.model.prior);
        AuditOptions.Asked asked = asTyped ? options.asked() : options.asked(choice.model(), choice.prior());
        Analysis analysis =
                new Analysis(List.of(input.path()), reads.options(input.path()), watcher, Version.current());
        boolean kept = false;
        try {
            if (analysis.profile().isPresent()) {
                throw new RefusedException(
                        "texts that have nothing in common have no model to fit; teeter profile tells what there is in them");
            }
            AuditOptions.Question question = asked.of(analysis);
            AuditReport report = new NamedReport(
                    input, analysis.audit(question.model(), question.audit(), new NamedTables(input, files)));
            ObjectNode document = report.json();
            ObjectNode page = ReportFiles.write(report, document, command(input, choice), files);
            kept = true;
            return new Kept(analysis, question, Found.of(report.sentences(), page));
        } finally {
            if (!kept) {
                analysis.close();
            }
        }
    }

    /** What gives the same on the command line. */
    private List<String> command(Input input, Choice choice) {
        List<String> words = new ArrayList<>(List.of("audit", input.label()));
        words.addAll(typed);
        if (!choice.model().equals(ModelOptions.OFFERED.get(0))) {
            words.addAll(List.of("--model", choice.model()));
        }
        if (!choice.prior().equals(ModelOptions.PRIORS.get(0))) {
            words.addAll(List.of("--prior", choice.prior()));
        }
        return words;
    }

    @Override
    public List<String> told(Throwable failure) {
        StringWriter text = new StringWriter();
        int code = Failure.tell(failure, new PrintWriter(text, true));
        List<String> lines = text.toString().lines().toList();
        if (code == ExitCode.FAILURE && lines.size() > 1) { // a trace, which is for us
            failures.print(text);
            failures.flush();
            return Stream.of(lines.get(0)).map(ServedAudits::bare).toList();
        }
        return lines.stream().map(ServedAudits::bare).toList();
    }

    private static String bare(String line) {
        return line.startsWith(PREFIX) ? line.substring(PREFIX.length()).strip() : line;
    }

    /**
     * Counts that stay in memory, to be fitted again.
     *
     * @param question that was asked of them
     */
    private record Kept(Analysis analysis, AuditOptions.Question question, Found found) implements Audited {

        @Override
        public boolean isChangeable() {
            return analysis.isChangeable(question.model());
        }

        @Override
        public ObjectNode refit(JsonNode asked) {
            List<Changes.Votes> votes = asked.path("votes")
                    .valueStream()
                    .map(row -> new Changes.Votes(
                            row.path("first").asString(""),
                            row.path("second").asString(""),
                            row.path("wins").asDouble(0),
                            row.path("losses").asDouble(0)))
                    .toList();
            List<String> out = asked.path("out")
                    .valueStream()
                    .map(item -> item.asString(""))
                    .toList();
            return analysis.changed(question.model(), new Changes(votes, out));
        }

        @Override
        public void close() {
            analysis.close();
        }
    }
}

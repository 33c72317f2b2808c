package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.reader.Source;

/** What {@code fit} and {@code audit} do alike: read, say what is odd, decide ties and fit. */
final class Run implements AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final TerminalProgress progress;
    private final RunRecord record;
    private final Reading reading;

    Run(InputOptions input, List<String> command, PrintWriter out, PrintWriter err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.progress = new TerminalProgress(System.err, quiet);
        this.record = new RunRecord(command);
        this.reading = PreferenceFiles.read(input.files, input.options(), progress::reading);
        record.ended("read");
    }

    TerminalProgress progress() {
        return progress;
    }

    RunRecord record() {
        return record;
    }

    Reading reading() {
        return reading;
    }

    List<Source> sources() {
        return reading.sources();
    }

    /** Prints what there is in comparisons of unrelated texts. */
    void printProfile(Reading.Unshared unshared) {
        progress.done();
        unshared.profile().describe().forEach(out::println);
        out.flush();
    }

    Fit fit(Reading.Judgements judgements, ModelOptions model) {
        progress.at("fitting", 0);
        ComparisonGraph graph = ComparisonGraph.of(judgements.counts(), model.ties());
        if (graph.edges() == 0) {
            throw new UsageException(
                    "there is nothing to fit: no judgement is left once ties are dropped; use --ties half");
        }
        try {
            Fit fit = model.estimator().fit(graph);
            record.ended("fit");
            return fit;
        } catch (NoFiniteFitException e) {
            progress.done();
            judgements.suspects().forEach(suspect -> err.println("teeter: perhaps misspelt: " + suspect));
            err.flush();
            throw e;
        }
    }

    /** Puts the rows that were left out where the results go, and says so. */
    void keepRejected(Path file, String shownAs) throws IOException {
        if (reading.rejected().isPresent()) {
            long rows = reading.rejected().get().rows();
            reading.rejected().get().moveTo(file);
            err.println("teeter: " + Amount.of(rows, "row was", "rows were") + " left out, see " + shownAs);
        }
    }

    @Override
    public void close() {
        progress.done();
        reading.close();
    }
}

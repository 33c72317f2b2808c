package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.reader.Source;

/** What {@code fit} and {@code audit} do alike: read, say what is odd, decide ties and fit. */
final class Run implements AutoCloseable {
    private static final int COLUMNS_SHOWN = 12;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final TerminalProgress progress;
    private final RunRecord record;
    private final Reading reading;

    Run(InputOptions input, List<String> command, PrintWriter out, PrintWriter err, boolean quiet) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.progress = new TerminalProgress(System.err, quiet);
        this.record = new RunRecord(command);
        this.reading = PreferenceFiles.read(input.files, input.options(), progress::reading);
        if (reading instanceof Reading.Ballots) {
            reading.close();
            throw new UsageException(
                    "these are rankings, and models of rankings (Plackett-Luce) are not fitted yet; write a"
                            + " row for each pair, winner,loser");
        }
        record.remark(reading.remarks());
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

    /** Says what a person should know of how the files were read, on standard error. */
    void tellNotes() {
        if (quiet) {
            return;
        }
        progress.done();
        reading.notes().forEach(note -> err.println("teeter: " + Visible.of(note)));
        tellUnused();
        reading.suspects().forEach(suspect -> err.println("teeter: perhaps misspelt: " + suspect));
        err.flush();
    }

    /** Says which columns were not used, on standard error; those of files that have the same ones once. */
    void tellUnused() {
        if (quiet) {
            return;
        }
        Set<String> told = new LinkedHashSet<>();
        for (Source source : reading.sources()) {
            if (!source.ignored().isEmpty()) {
                List<String> shown = source.ignored()
                        .subList(0, Math.min(COLUMNS_SHOWN, source.ignored().size()));
                int more = source.ignored().size() - shown.size();
                told.add(String.join(", ", shown) + (more > 0 ? " and " + more + " more" : ""));
            }
        }
        told.forEach(columns -> err.println("teeter: not used: " + Visible.of(columns)));
        err.flush();
    }

    /** Prints what there is in comparisons of unrelated texts. */
    void printProfile(Reading.Unshared unshared) {
        progress.done();
        unshared.profile().describe().forEach(out::println);
        tellNotes();
        out.flush();
    }

    Fit<ComparisonGraph> fit(Reading.Judgements judgements, ModelOptions model) {
        progress.at("fitting", 0);
        ComparisonGraph graph = ComparisonGraph.of(judgements.counts(), model.ties());
        if (graph.edges() == 0) {
            throw new UsageException(
                    "there is nothing to fit: no judgement is left once ties are dropped; use --ties half");
        }
        try {
            Fit<ComparisonGraph> fit = model.estimator().fit(model.model(), graph);
            record.ended("fit");
            return fit;
        } catch (NoFiniteFitException e) {
            progress.done();
            tellNotes();
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

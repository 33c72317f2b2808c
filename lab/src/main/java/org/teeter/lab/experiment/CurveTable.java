package org.teeter.lab.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Curves as a table: for each order, method, p12 and p23 the means and standard deviations over seeds, beside the theory. */
public final class CurveTable {
    private static final MeanColumns<JobResult> MEASURED = new MeanColumns<JobResult>()
            .with("drawn12", JobResult::drawn12)
            .with("drawn23", JobResult::drawn23)
            .with("bt13_drawn", CurveTable::bradleyTerryDrawn)
            .with("exact12", o -> o.r12().exact())
            .with("exact23", o -> o.r23().exact())
            .with("exact13", o -> o.r13().exact())
            .with("sampled23", o -> o.r23().frequency())
            .with("sampled13", o -> o.r13().frequency())
            .with("none13", o -> o.r13().noneShare())
            .with("mass12", o -> o.r12().validMass())
            .with("mass23", o -> o.r23().validMass())
            .with("mass13", o -> o.r13().validMass())
            .with("implicit12", o -> o.r12().implicit())
            .with("implicit23", o -> o.r23().implicit())
            .with("implicit13", o -> o.r13().implicit());

    private CurveTable() {}

    /** Bradley-Terry's p13 at the proportions that were drawn; NaN where they contradict each other or have none. */
    static double bradleyTerryDrawn(JobResult outcome) {
        return outcome.n12() == 0 || outcome.n23() == 0
                ? Double.NaN
                : Theory.bradleyTerry(outcome.drawn12(), outcome.drawn23());
    }

    /** Writes the table as CSV. */
    public static void write(Path file, List<Curve> curves) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(out)) {
            List<String> header = new ArrayList<>(List.of(
                    "order",
                    "data",
                    "k",
                    "judgements",
                    "loss",
                    "beta",
                    "smoothing",
                    "learning_rate",
                    "epochs",
                    "rank",
                    "p12",
                    "p23",
                    "repeats"));
            header.addAll(MEASURED.header());
            header.addAll(List.of(
                    "theory13_bt", "theory13_implicit", "theory13_policy", "stopped_time", "stopped13", "stopped23"));
            csv.writeRecord(header);
            for (Curve curve : curves) {
                Optional<StoppedScores> stopped = curve.stopped();
                for (double p23 : curve.grid()) {
                    csv.writeRecord(row(curve, stopped, p23));
                }
            }
        }
    }

    private static List<String> row(Curve curve, Optional<StoppedScores> stopped, double p23) {
        Job.Method method = curve.method();
        Job.Data data = curve.data();
        Statistic any = curve.at(p23, JobResult::drawn12);
        List<String> row = new ArrayList<>(List.of(
                curve.order().isEmpty() ? "all" : String.join(">", curve.order()),
                data.form().name().toLowerCase(Locale.ROOT) + " " + data.draw(),
                String.valueOf(data.k()),
                String.valueOf(data.judgements()),
                method.loss().toString(),
                String.valueOf(method.beta()),
                String.valueOf(method.smoothing()),
                String.valueOf(method.learningRate()),
                String.valueOf(method.epochs()),
                String.valueOf(method.rank()),
                String.valueOf(curve.p12()),
                String.valueOf(p23),
                String.valueOf(any.n())));
        row.addAll(MEASURED.cells(value -> curve.at(p23, value)));
        Theory theory = new Theory(method);
        double lead = theory.composed(curve.p12(), p23);
        row.add(MeanColumns.number(Theory.bradleyTerry(curve.p12(), p23)));
        row.add(MeanColumns.number(Theory.sigmoid(lead)));
        row.add(MeanColumns.number(theory.frequency(lead, 0.5)));
        if (stopped.isPresent()) {
            StoppedScores.Leads leads = stopped.get().leads(curve.p12(), p23);
            row.add(MeanColumns.number(stopped.get().time()));
            row.add(MeanColumns.number(theory.frequency(leads.x13(), 0.5)));
            row.add(MeanColumns.number(theory.frequency(leads.x23(), 0.5)));
        } else {
            row.addAll(List.of("", "", ""));
        }
        return row;
    }

    /** What is left of a number in the table. */
    static double rounded(double x) {
        return Double.isNaN(x) ? x : Double.parseDouble(MeanColumns.number(x));
    }
}

package org.teeter.lab.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Curves as a table: for each order, method, p12 and p23 the means and standard deviations over seeds, beside the theory. */
public final class CurveTable {
    private static final Map<String, ToDoubleFunction<JobResult>> MEASURED = measured();

    private CurveTable() {}

    private static Map<String, ToDoubleFunction<JobResult>> measured() {
        Map<String, ToDoubleFunction<JobResult>> columns = new LinkedHashMap<>();
        columns.put("drawn12", JobResult::drawn12);
        columns.put("drawn23", JobResult::drawn23);
        columns.put("bt13_drawn", CurveTable::bradleyTerryDrawn);
        columns.put("exact12", o -> o.r12().exact());
        columns.put("exact23", o -> o.r23().exact());
        columns.put("exact13", o -> o.r13().exact());
        columns.put("sampled23", o -> o.r23().frequency());
        columns.put("sampled13", o -> o.r13().frequency());
        columns.put("none13", o -> o.r13().noneShare());
        columns.put("mass12", o -> o.r12().validMass());
        columns.put("mass23", o -> o.r23().validMass());
        columns.put("mass13", o -> o.r13().validMass());
        columns.put("implicit12", o -> o.r12().implicit());
        columns.put("implicit23", o -> o.r23().implicit());
        columns.put("implicit13", o -> o.r13().implicit());
        return columns;
    }

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
            for (String name : MEASURED.keySet()) {
                header.add(name);
                header.add(name + "_sd");
            }
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
        for (ToDoubleFunction<JobResult> value : MEASURED.values()) {
            Statistic s = curve.at(p23, value);
            row.add(number(s.mean()));
            row.add(number(s.sd()));
        }
        Theory theory = new Theory(method);
        double lead = theory.composed(curve.p12(), p23);
        row.add(number(Theory.bradleyTerry(curve.p12(), p23)));
        row.add(number(Theory.sigmoid(lead)));
        row.add(number(theory.frequency(lead, 0.5)));
        if (stopped.isPresent()) {
            StoppedScores.Leads leads = stopped.get().leads(curve.p12(), p23);
            row.add(number(stopped.get().time()));
            row.add(number(theory.frequency(leads.x13(), 0.5)));
            row.add(number(theory.frequency(leads.x23(), 0.5)));
        } else {
            row.addAll(List.of("", "", ""));
        }
        return row;
    }

    /** What is left of a number in the table. */
    static double rounded(double x) {
        return Double.isNaN(x) ? x : Double.parseDouble(number(x));
    }

    /** Five digits: more would not repeat with another seed. */
    private static String number(double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.5g", x);
    }
}

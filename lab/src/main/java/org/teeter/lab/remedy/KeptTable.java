package org.teeter.lab.remedy;

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
import java.util.function.ToDoubleFunction;
import org.teeter.lab.experiment.Statistic;

/** Promises and what trained models say as a table: a row for each board, remedy and share, means and deviations over seeds. */
public final class KeptTable {
    private static final Map<String, ToDoubleFunction<TrialResult>> COLUMNS = columns();

    private KeptTable() {}

    private static Map<String, ToDoubleFunction<TrialResult>> columns() {
        Map<String, ToDoubleFunction<TrialResult>> columns = new LinkedHashMap<>();
        columns.put("drawn", TrialResult::drawn);
        columns.put("promised", Kept::promised);
        columns.put("asked", r -> r.asked().exact());
        columns.put("promised_preference", Kept::promisedPreference);
        columns.put("asked_implicit", r -> r.asked().implicit());
        columns.put("moved", r -> r.moved().exact());
        columns.put("moved_implicit", r -> r.moved().implicit());
        columns.put("mass", r -> r.asked().validMass());
        return columns;
    }

    /** Writes the table as CSV. */
    public static void write(Path file, List<Kept> kept) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(out)) {
            List<String> header = new ArrayList<>(List.of(
                    "board",
                    "remedy",
                    "loss",
                    "beta",
                    "smoothing",
                    "judgements",
                    "moved_pair",
                    "asked_pair",
                    "share",
                    "repeats"));
            for (String name : COLUMNS.keySet()) {
                header.add(name);
                header.add(name + "_sd");
            }
            csv.writeRecord(header);
            for (Kept one : kept) {
                for (double share : one.byShare().keySet()) {
                    csv.writeRecord(row(one, share));
                }
            }
        }
    }

    private static List<String> row(Kept one, double share) {
        Board board = one.board();
        Statistic judgements = one.at(share, TrialResult::judgements);
        List<String> row = new ArrayList<>(List.of(
                board.name(),
                one.cure().name(),
                one.cure().method().loss().toString(),
                String.valueOf(one.cure().method().beta()),
                String.valueOf(one.cure().strength()),
                String.format(Locale.ROOT, "%.0f", judgements.mean()),
                board.moved().i() + " : " + board.moved().j(),
                board.i() + " : " + board.j(),
                String.valueOf(share),
                String.valueOf(judgements.n())));
        for (ToDoubleFunction<TrialResult> value : COLUMNS.values()) {
            Statistic s = one.at(share, value);
            row.add(String.format(Locale.ROOT, "%.5g", s.mean()));
            row.add(String.format(Locale.ROOT, "%.5g", s.sd()));
        }
        return row;
    }
}

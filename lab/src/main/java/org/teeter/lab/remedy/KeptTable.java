package org.teeter.lab.remedy;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.lab.experiment.MeanColumns;
import org.teeter.lab.experiment.Statistic;

/** Promises and what trained models say as a table: a row for each board, remedy and share, means and deviations over seeds. */
public final class KeptTable {
    private static final MeanColumns<TrialResult> COLUMNS = new MeanColumns<TrialResult>()
            .with("drawn", TrialResult::drawn)
            .with("promised", Kept::promised)
            .with("asked", r -> r.asked().exact())
            .with("promised_preference", Kept::promisedPreference)
            .with("asked_implicit", r -> r.asked().implicit())
            .with("moved", r -> r.moved().exact())
            .with("moved_implicit", r -> r.moved().implicit())
            .with("mass", r -> r.asked().validMass());

    private KeptTable() {}

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
            header.addAll(COLUMNS.header());
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
        row.addAll(COLUMNS.cells(value -> one.at(share, value)));
        return row;
    }
}

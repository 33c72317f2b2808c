package org.teeter.analysis;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teeter.tabular.count.CountRow;

/** What was counted of each pair, exactly, as a file of counts to which later runs can add new rows. */
final class KeptCounts {
    private static final List<String> COLUMNS =
            List.of("item1", "item2", "wins1", "wins2", "ties", "both_bad", "weight");

    private KeptCounts() {}

    static void write(Path file, List<CountRow> rows) throws IOException {
        boolean timed = rows.stream().anyMatch(row -> row.time().isPresent());
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(timed ? List.of("time") : List.of());
        try (Writer out = Files.newBufferedWriter(file)) {
            new CsvFile(out)
                    .header(columns)
                    .rows(rows.stream().map(KeptCounts::cells).toList());
        }
    }

    private static List<Object> cells(CountRow row) {
        List<Object> cells = new ArrayList<>(
                List.of(row.first(), row.second(), row.won(), row.lost(), row.tied(), row.bothBad(), row.weight()));
        row.time().ifPresent(cells::add);
        return cells;
    }
}

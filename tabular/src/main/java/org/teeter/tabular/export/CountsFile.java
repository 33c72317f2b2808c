package org.teeter.tabular.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.teeter.tabular.tally.CountRow;
import tools.jackson.core.io.NumberOutput;

/** What was counted of each pair, exactly, as a file of counts to which later runs can add new rows. */
public final class CountsFile {
    private static final List<String> COLUMNS =
            List.of("item1", "item2", "wins1", "wins2", "ties", "both_bad", "weight");

    private CountsFile() {}

    /** Writes the rows; {@code out} is flushed and not closed. */
    public static void write(Writer out, List<CountRow> rows) throws IOException {
        boolean timed = rows.stream().anyMatch(row -> row.time().isPresent());
        CsvWriter csv = CsvWriter.builder().build(out);
        List<String> header = new ArrayList<>(COLUMNS);
        header.addAll(timed ? List.of("time") : List.of());
        csv.writeRecord(header);
        for (CountRow row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.first(), row.second()));
            for (long count : new long[] {row.won(), row.lost(), row.tied(), row.bothBad()}) {
                cells.add(Long.toString(count));
            }
            cells.add(number(row.weight()));
            row.time().ifPresent(cells::add);
            csv.writeRecord(cells);
        }
        csv.flush();
    }

    /** The shortest text that reads back as the same double; whole numbers without a fraction. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : NumberOutput.toString(value, true);
    }
}

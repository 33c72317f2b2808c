package org.teeter.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teeter.report.document.ResultTable;
import tools.jackson.core.io.NumberOutput;

/** Writes result tables as CSV: a header, numbers that read back exactly, an empty cell where there is nothing to tell. */
public final class CsvFile {
    private final CsvWriter csv;

    /** Rows go there, which is flushed with them and not closed. */
    public CsvFile(Writer out) {
        this.csv = CsvWriter.builder().build(out);
    }

    public static <T> void write(Path file, ResultTable<T> table, List<T> rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            new CsvFile(out).header(table.names()).rows(table, rows);
        }
    }

    public CsvFile header(List<String> names) {
        csv.writeRecord(names);
        return flushed();
    }

    public <T> CsvFile rows(ResultTable<T> table, List<T> rows) {
        return rows(rows.stream().map(table::cells).toList());
    }

    /** Rows of cells. */
    public CsvFile rows(List<? extends List<? extends @Nullable Object>> rows) {
        for (List<? extends @Nullable Object> cells : rows) {
            csv.writeRecord(cells.stream().map(CsvFile::text).toList());
        }
        return flushed();
    }

    private CsvFile flushed() {
        try {
            csv.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        return cell instanceof Double number ? number(number) : cell.toString();
    }

    /** The shortest text that reads back as the same double; whole numbers without a fraction. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : NumberOutput.toString(value, true);
    }
}

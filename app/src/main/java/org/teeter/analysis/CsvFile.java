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

/** Writes result tables as CSV: a header, numbers that read back exactly, an empty cell where there is nothing to tell. */
public final class CsvFile {

    private CsvFile() {}

    public static <T> void write(Path file, ResultTable<T> table, List<T> rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(out, table, rows);
        }
    }

    public static <T> void write(Writer out, ResultTable<T> table, List<T> rows) {
        try {
            CsvWriter csv = CsvWriter.builder().build(out);
            csv.writeRecord(table.names());
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writeRows(out, table, rows);
    }

    /** Without the header. */
    static <T> void writeRows(Writer out, ResultTable<T> table, List<T> rows) {
        try {
            CsvWriter csv = CsvWriter.builder().build(out);
            for (T row : rows) {
                csv.writeRecord(table.cells(row).stream().map(CsvFile::text).toList());
            }
            csv.flush();
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

    /** The shortest text the JDK makes that reads back as the same double; whole numbers without a fraction. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

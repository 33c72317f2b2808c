package org.teeter.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teeter.report.document.ResultTable;
import org.teeter.tabular.export.CountsFile;

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

    /** A text as a cell that begins a row, or one that does not; not empty. */
    static String cell(String text, boolean begins) {
        if (isPlain(text)) {
            return text;
        }
        StringWriter out = new StringWriter();
        new CsvFile(out).rows(List.of(begins ? List.of(text, "") : List.of("", text)));
        String row = out.toString().stripTrailing();
        return begins ? row.substring(0, row.length() - 1) : row.substring(1);
    }

    /** Whether it surely is written as it is. */
    private static boolean isPlain(String text) {
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c < ' ' || c == ',' || c == '"' || c == '#') {
                return false;
            }
        }
        return text.charAt(0) != ' ' && text.charAt(text.length() - 1) != ' ';
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
        return CountsFile.number(value);
    }
}

package org.teeter.tabular.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.teeter.tabular.row.Row;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes rows as lines of JSON, or as separated values. */
final class RowWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;
    private final boolean isJson;
    private final char separator;

    private RowWriter(Writer out, boolean isJson, char separator) {
        this.out = out;
        this.isJson = isJson;
        this.separator = separator;
    }

    static RowWriter json(Writer out) {
        return new RowWriter(out, true, ',');
    }

    /** Values under a header. */
    static RowWriter separated(Writer out, char separator, List<String> header) throws IOException {
        RowWriter writer = new RowWriter(out, false, separator);
        for (int c = 0; c < header.size(); c++) {
            writer.field(c, header.get(c));
        }
        out.write('\n');
        return writer;
    }

    /** Writes fields as they are. */
    void write(List<String> fields) throws IOException {
        for (int c = 0; c < fields.size(); c++) {
            field(c, fields.get(c));
        }
        out.write('\n');
    }

    /**
     * Writes a row.
     *
     * @param slots of the row, column by column
     * @param label what the label becomes, in the slot of that number; nothing where it is negative
     * @param more the values of the added columns, which come last
     */
    void write(Row row, List<String> names, int[] slots, int labelAt, String label, List<Double> more, int known)
            throws IOException {
        if (isJson) {
            writeJson(row, names, slots, labelAt, label, more, known);
            return;
        }
        for (int c = 0; c < slots.length; c++) {
            field(c, c == labelAt ? label : row.text(slots[c]));
        }
        for (int k = 0; k < more.size(); k++) {
            field(slots.length + k, Double.toString(more.get(k)));
        }
        out.write('\n');
    }

    private void writeJson(
            Row row, List<String> names, int[] slots, int labelAt, String label, List<Double> more, int known)
            throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            for (int c = 0; c < slots.length; c++) {
                int slot = slots[c];
                if (row.isMissing(slot) && c >= known) {
                    continue; // a key that the first record does not have either
                }
                json.writeName(names.get(c));
                boolean raw = row.isJson(slot) || row.isBare(slot);
                if (row.isMissing(slot)) {
                    json.writeNull();
                } else if (raw) {
                    // No string of JSON holds a line end, so that those are between values.
                    json.writeRawValue((c == labelAt ? label : row.text(slot))
                            .replace('\n', ' ')
                            .replace('\r', ' '));
                } else {
                    json.writeString(c == labelAt ? label : row.text(slot));
                }
            }
            for (int k = 0; k < more.size(); k++) {
                json.writeName(names.get(slots.length + k));
                json.writeNumber(more.get(k));
            }
            json.writeEndObject();
        }
        out.write(line.toString());
        out.write('\n');
    }

    private void field(int c, String value) throws IOException {
        if (c > 0) {
            out.write(separator);
        }
        boolean quoted = value.indexOf(separator) >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0
                || !value.strip().equals(value);
        out.write(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }
}

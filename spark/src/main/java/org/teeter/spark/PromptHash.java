package org.teeter.spark;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.form.PromptKey;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Field;
import org.teeter.tabular.row.FieldRecords;

/** The hash of the prompt of a row; nothing where it holds none that can be read. */
final class PromptHash implements UDF1<Row, @Nullable String> {
    private static final long serialVersionUID = 1;

    private final String[] columns;

    PromptHash(List<String> columns) {
        this.columns = columns.toArray(String[]::new);
    }

    @Override
    public @Nullable String call(Row prompt) {
        List<String> names = List.of(columns);
        List<Field[]> one = List.<Field[]>of(Values.fields(prompt, columns.length));
        FieldRecords records = new FieldRecords(names, one.iterator());
        records.take(IntStream.range(0, columns.length).toArray(), columns.length, column -> FieldRecords.NOT_TAKEN);
        records.next();
        try {
            return PromptKey.of(names, records.row());
        } catch (BadRow e) {
            return null; // those rows come together, and the reader says why of the first
        }
    }
}

package org.teeter.spark;

import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.tally.Names;

/** The name of the ballot that a row belongs to, of one column or several; nothing where the reader would refuse it. */
final class BallotName implements UDF1<Row, @Nullable String> {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable String call(Row key) {
        StringBuilder all = new StringBuilder();
        for (int k = 0; k < key.length(); k++) {
            if (key.isNullAt(k)) {
                return null;
            }
            all.append(k == 0 ? "" : " + ")
                    .append(new String(Values.field(key.get(k)).text(), StandardCharsets.UTF_8));
        }
        String name = key.length() == 1 ? Visible.trimmed(all.toString()) : all.toString();
        return Names.isFit(name) ? name : null;
    }
}

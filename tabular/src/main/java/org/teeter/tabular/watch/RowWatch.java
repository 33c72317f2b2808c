package org.teeter.tabular.watch;

import java.util.List;
import org.teeter.tabular.row.Row;

/** Looks at the first rows of a file for what their names and columns that are not read say together. Mutable. */
interface RowWatch {
    /** Looks at a row, of whose slots those from one on hold columns that play no role, called so. */
    void look(Row row, int from, List<String> others);

    /** Refuses the file where the rows leave a doubt. */
    void requireNone();
}

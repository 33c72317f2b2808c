package org.teeter.tabular.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.shape.Recognition;

/** The columns of a file that its first record does not have, in the order in which they came. Mutable. */
final class LateColumns {
    private final Path file;
    private final ReadOptions options;
    private final Set<String> names = new LinkedHashSet<>();

    LateColumns(Path file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    /** Refuses a column that would change how rows are read; any thread may ask. */
    void require(String column, Layout layout) throws BadRow {
        if (Recognition.knows(column) || layout.form().isOfAllColumns()) {
            List<String> more = new ArrayList<>(layout.of().names());
            more.add(column);
            Optional<Layout> other = wouldBe(more);
            if (other.isEmpty() || !layout.readsLike(other.get())) {
                throw new BadRow(
                        "the key " + Quoted.of(column)
                                + " is missing in the first record and would change how rows are read; write it in every record");
            }
        }
    }

    /** What a layout of other columns would be, if they can be read at all. */
    Optional<Layout> wouldBe(List<String> others) {
        try {
            return Optional.of(Recognition.of(new Columns(file, others), options.told()));
        } catch (InputException e) {
            return Optional.empty(); // it is the question whether they can be read
        }
    }

    /** Adds one that was not refused. */
    void add(String column) {
        names.add(column);
    }

    /** Whether there are so many columns that whoever reads rows passes over others. */
    boolean areTooMany(Layout layout) {
        return layout.of().size() + names.size() >= Columns.MOST;
    }

    List<String> names() {
        return List.copyOf(names);
    }
}

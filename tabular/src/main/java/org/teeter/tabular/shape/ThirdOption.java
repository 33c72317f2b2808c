package org.teeter.tabular.shape;

import java.util.List;
import java.util.OptionalInt;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;

/** Refuses a third option beside two, as item3 beside item1 and item2: one of three was chosen, and no pair was judged. */
final class ThirdOption {
    private static final List<List<String>> ROWS =
            List.of(List.of("0", "1", "2"), List.of("1", "2", "3"), List.of("a", "b", "c"));

    private ThirdOption() {}

    /** Refuses a file of pairs whose columns go on, unless a person named the two. */
    static void refuse(Layout layout) {
        if (layout.told().columns().containsKey(Role.FIRST)
                || layout.columns(Role.FIRST).isEmpty()
                || layout.columns(Role.SECOND).isEmpty()) {
            return;
        }
        Columns columns = layout.of();
        String first = columns.name(layout.column(Role.FIRST));
        String second = columns.name(layout.column(Role.SECOND));
        for (List<String> row : ROWS) {
            String stem = "(?<=^|[^0-9]|_)" + row.get(0) + "(?=$|_)";
            String one = Columns.normal(first);
            OptionalInt third = columns.find(one.replaceFirst(stem, row.get(2)));
            boolean goesOn = Columns.normal(second).equals(one.replaceFirst(stem, row.get(1)))
                    && third.isPresent()
                    && layout.ignored().contains(third.getAsInt());
            if (goesOn) {
                throw InputException.at(
                        columns.file(),
                        1,
                        "the columns " + first + ", " + second + " and " + columns.name(third.getAsInt())
                                + " may be options of which one was chosen, which is no pair; write each row as"
                                + " {\"ranking\": [\"the chosen one\"], \"rest\": [\"the\", \"others\"]}, or say "
                                + layout.flags() + " if these two alone were compared");
            }
        }
    }
}

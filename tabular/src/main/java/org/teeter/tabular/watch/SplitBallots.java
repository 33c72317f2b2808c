package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.row.Row;

/**
 * Watches ballots in a row for each rank beside a column that may tell ballots apart too, as a contest or a round does: where one
 * rank is there twice, and each time in rows that differ there, several ballots would be one. Mutable.
 */
final class SplitBallots implements RowWatch {
    private final Layout layout;
    private final Map<List<String>, List<String>> first =
            new HashMap<>(); // what the first row of a ballot and rank has
    private final Map<String, Integer> apart =
            new LinkedHashMap<>(); // of columns: how often the next one differs there
    private String ballot = ""; // with a rank twice
    private int twice;

    SplitBallots(Layout layout) {
        this.layout = layout;
        layout.ignored().stream()
                .map(layout.of()::name)
                .filter(RankingForms::isVoter)
                .forEach(column -> apart.put(column, 0));
    }

    @Override
    public void look(Row row, int from, List<String> others) {
        if (apart.isEmpty()) {
            return;
        }
        List<String> fields = new ArrayList<>();
        apart.keySet()
                .forEach(column -> fields.add(
                        others.contains(column)
                                ? row.text(from + others.indexOf(column)).strip()
                                : ""));
        List<String> before =
                first.putIfAbsent(List.of(row.text(0).strip(), row.text(2).strip()), fields);
        if (before != null) {
            twice++;
            ballot = row.text(0).strip();
            int k = 0;
            for (Map.Entry<String, Integer> column : apart.entrySet()) {
                column.setValue(column.getValue() + (before.get(k).equals(fields.get(k++)) ? 0 : 1));
            }
        }
    }

    @Override
    public void requireNone() {
        String by = layout.slotNames().get(0);
        apart.forEach((column, times) -> {
            if (twice > 0 && times == twice) {
                throw InputException.of(
                        layout.of().file(),
                        "the ballot " + Quoted.of(ballot) + " has a rank twice, in rows that differ in the column "
                                + Quoted.of(column) + "; if that tells ballots apart too, say "
                                + Role.BALLOT.flag(by + "+" + column) + ", and if the two are tied, "
                                + Role.BALLOT.flag(by));
            }
        });
    }
}

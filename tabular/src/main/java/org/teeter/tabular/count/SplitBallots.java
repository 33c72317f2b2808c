package org.teeter.tabular.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.Row;

/**
 * Watches ballots in a row for each rank beside a column that may tell ballots apart too, as a contest or a round does: where one
 * rank is there twice, and each time in rows that differ there, several ballots would be one. Mutable.
 */
final class SplitBallots implements RowWatch {
    private final Layout layout;
    private final List<Integer> apart = new ArrayList<>(); // columns
    private final Map<List<String>, List<String>> first =
            new HashMap<>(); // what the first row of a ballot and rank has there
    private final Set<Integer> same = new HashSet<>(); // columns that do not tell two such rows apart
    private String twice = ""; // a ballot

    SplitBallots(Layout layout) {
        this.layout = layout;
        layout.ignored().stream()
                .filter(column -> layout.form() == Shape.RANK_ROWS
                        && Proposal.isVoter(layout.of().name(column)))
                .forEach(apart::add);
    }

    @Override
    public void look(Row row, int from, List<String> others) {
        if (apart.isEmpty()) {
            return;
        }
        List<String> values = apart.stream()
                .map(column -> others.indexOf(layout.of().name(column)))
                .map(k -> k < 0 ? "" : Options.text(row, from + k))
                .toList();
        String ballot = Options.text(row, 0);
        List<String> before = first.putIfAbsent(List.of(ballot, Options.text(row, 2)), values);
        if (before != null) {
            twice = ballot;
            same.addAll(IntStream.range(0, values.size())
                    .filter(k -> before.get(k).equals(values.get(k)))
                    .boxed()
                    .toList());
        }
    }

    @Override
    public void requireNone() {
        for (int k = 0; !twice.isEmpty() && k < apart.size(); k++) {
            if (!same.contains(k)) {
                String column = layout.of().name(apart.get(k));
                String ballot = layout.slotNames().get(0);
                throw InputException.of(
                        layout.of().file(),
                        "the ballot " + Quoted.of(twice) + " has a rank twice, in rows that differ in the column "
                                + Quoted.of(column) + "; if that tells ballots apart too, say "
                                + Role.BALLOT.flag(ballot + "+" + column) + ", and if the two are tied, "
                                + Role.BALLOT.flag(ballot));
            }
        }
    }
}

package org.teeter.tabular.form;

import java.util.List;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.FileTally;

/**
 * The winner and the loser, each by its name.
 *
 * @param winner the role of the column that names the one
 * @param loser and of the column that names the other
 */
record Ordered(Role winner, Role loser) implements Form {

    @Override
    public List<Role> required() {
        return List.of(winner, loser);
    }

    @Override
    public List<Role> optional() {
        return List.of();
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        FileTally tally = into.tally();
        if (winner == Role.CHOSEN_ITEM) {
            tally.advise(layout.textAdvice());
        }
        return new PairRows(layout, into, new PairRows.Judging() {
            @Override
            public boolean isNumber(int slot) {
                return false;
            }

            @Override
            public int code(int slot, String text) {
                throw new IllegalStateException("there is nothing after the names");
            }

            @Override
            public void judge(Row row, int first, int second, double weight) throws BadRow {
                tally.add(first, second, Outcome.FIRST, weight, 1);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
                tally.add(first, second, Outcome.FIRST, weight, 1);
            }
        });
    }
}

package org.teeter.tabular.form;

import java.util.List;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.FileTally;

/** Two options and one number from 0 to 1: the first one's part of the vote, 1 if it won, 0 if it lost, half for a tie. */
final class Flagged implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST);
    }

    @Override
    public List<Role> optional() {
        return List.of();
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        String column = layout.slotNames().get(2);
        FileTally tally = into.tally();
        return new PairRows(layout, into, new PairRows.Judging() {
            @Override
            public boolean isNumber(int slot) {
                return false;
            }

            @Override
            public int code(int slot, String text) throws BadRow {
                throw new BadRow("parts of votes may be too many for codes");
            }

            @Override
            public void judge(Row row, int first, int second, double weight) throws BadRow {
                tally.add(first, second, Meaning.shared(Numbers.share(column, row, 2)), weight);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) {
                throw new IllegalStateException("parts of votes have no codes");
            }
        });
    }
}

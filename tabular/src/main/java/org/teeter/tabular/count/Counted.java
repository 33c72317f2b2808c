package org.teeter.tabular.count;

import java.util.List;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** Two options and how often each won. */
final class Counted implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND);
    }

    @Override
    public List<Role> optional() {
        return List.of(Role.TIES);
    }

    @Override
    public boolean isCounted() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        int ties = layout.slot(Role.TIES);
        List<String> columns = layout.slotNames();
        FileTally tally = into.tally();
        return new PairRows(layout, into, new PairRows.Judging() {
            @Override
            public boolean isNumber(int slot) {
                return true;
            }

            @Override
            public int code(int slot, String text) {
                throw new IllegalStateException("counts are read as they are");
            }

            @Override
            public void judge(Row row, int first, int second, double weight) throws BadRow {
                long won = Numbers.count(columns.get(2), row, 2);
                long lost = Numbers.count(columns.get(3), row, 3);
                judge(first, second, won, lost, ties < 0 ? 0 : Numbers.count(columns.get(ties), row, ties), weight);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
                long won = Numbers.count(columns.get(2), numbers[2]);
                long lost = Numbers.count(columns.get(3), numbers[3]);
                judge(first, second, won, lost, ties < 0 ? 0 : Numbers.count(columns.get(ties), numbers[ties]), weight);
            }

            /** Adds the counts of one pair; the total is checked first, so that a row is never counted in part. */
            private void judge(int first, int second, long won, long lost, long tied, double w) throws BadRow {
                if (won + lost + tied > Numbers.LARGEST_COUNT) {
                    throw new BadRow(
                            "the counts of a row must not exceed 2^53, got " + won + ", " + lost + " and " + tied);
                }
                tally.require(won + lost + tied);
                tally.add(first, second, Outcome.FIRST, w, won);
                tally.add(first, second, Outcome.SECOND, w, lost);
                tally.add(first, second, Outcome.TIE, w, tied);
            }
        });
    }
}

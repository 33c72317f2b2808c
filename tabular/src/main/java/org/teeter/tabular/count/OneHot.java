package org.teeter.tabular.count;

import java.util.List;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** Two options and flags for what can have happened, one of them set. */
final class OneHot implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND);
    }

    @Override
    public List<Role> optional() {
        return List.of(Role.TIES);
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        int ties = layout.slot(Role.TIES);
        List<String> columns = layout.slotNames();
        FileTally tally = into.tally();
        return new PairRows(layout, into, new PairRows.Judging() {
            @Override
            public boolean isNumber(int slot) {
                return false;
            }

            @Override
            public int code(int slot, String text) throws BadRow {
                return Numbers.flag(columns.get(slot), text) ? 1 : 0;
            }

            @Override
            public void judge(Row row, int first, int second, double weight) throws BadRow {
                judge(flag(row, 2), flag(row, 3), ties < 0 ? 0 : flag(row, ties), first, second, weight);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
                judge(codes[2], codes[3], ties < 0 ? 0 : codes[ties], first, second, weight);
            }

            private int flag(Row row, int slot) throws BadRow {
                return Numbers.flag(columns.get(slot), row, slot) ? 1 : 0;
            }

            private void judge(int won, int lost, int tied, int first, int second, double weight) throws BadRow {
                if (won + lost + tied != 1) {
                    throw new BadRow(
                            ties < 0
                                    ? "exactly one of " + columns.get(2) + " and " + columns.get(3) + " must be 1, got "
                                            + won + " and " + lost
                                    : "exactly one of " + columns.get(2) + ", " + columns.get(3) + " and "
                                            + columns.get(4) + " must be 1, got " + won + ", " + lost + " and " + tied);
                }
                Outcome outcome = won == 1 ? Outcome.FIRST : lost == 1 ? Outcome.SECOND : Outcome.TIE;
                tally.add(first, second, outcome, weight, 1);
            }
        });
    }
}

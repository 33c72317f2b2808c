package org.teeter.tabular.form;

import java.util.List;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.FileTally;

/**
 * Two options and a number for each, such as goals: the larger number wins, and equal ones are a tie. It is read where a person says so,
 * since less is better in golf.
 */
final class Scored implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.SCORE_FIRST, Role.SCORE_SECOND);
    }

    @Override
    public List<Role> optional() {
        return List.of();
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        List<String> columns = layout.slotNames();
        FileTally tally = into.tally();
        return new PairRows(layout, into, new PairRows.Judging() {
            @Override
            public boolean isNumber(int slot) {
                return true;
            }

            @Override
            public int code(int slot, String text) {
                throw new IllegalStateException("scores are read as they are");
            }

            @Override
            public void judge(Row row, int first, int second, double weight) throws BadRow {
                judge(
                        Numbers.value(columns.get(2), row, 2),
                        Numbers.value(columns.get(3), row, 3),
                        first,
                        second,
                        weight);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
                if (!Double.isFinite(numbers[2] - numbers[3])) {
                    throw new BadRow("scores that are no finite numbers");
                }
                judge(numbers[2], numbers[3], first, second, weight);
            }

            private void judge(double ours, double theirs, int first, int second, double weight) throws BadRow {
                tally.add(first, second, outcome(ours, theirs), weight, 1);
            }
        });
    }

    static Outcome outcome(double ours, double theirs) {
        return ours > theirs ? Outcome.FIRST : ours < theirs ? Outcome.SECOND : Outcome.TIE;
    }
}

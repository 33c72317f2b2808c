package org.teeter.tabular.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.FileTally;

/** Two options and flags for what can have happened, one of them set. */
final class OneHot implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND);
    }

    @Override
    public List<Role> optional() {
        return List.of(Role.TIES, Role.BOTH_BAD);
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        int ties = layout.slot(Role.TIES);
        int bad = layout.slot(Role.BOTH_BAD);
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
                judge(new int[] {flag(row, 2), flag(row, 3), flag(row, ties), flag(row, bad)}, first, second, weight);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
                judge(
                        new int[] {codes[2], codes[3], ties < 0 ? 0 : codes[ties], bad < 0 ? 0 : codes[bad]},
                        first,
                        second,
                        weight);
            }

            private int flag(Row row, int slot) throws BadRow {
                return slot >= 0 && Numbers.flag(columns.get(slot), row, slot) ? 1 : 0;
            }

            /** Counts one of: the first won, it lost, a tie, both bad. */
            private void judge(int[] flags, int first, int second, double weight) throws BadRow {
                if (IntStream.of(flags).sum() != 1) {
                    throw new BadRow("exactly one of "
                            + list(k -> columns.get(k == 3 ? bad : k == 2 ? ties : 2 + k)) + " must be 1, got "
                            + list(k -> String.valueOf(flags[k])));
                }
                Outcome outcome = flags[0] == 1
                        ? Outcome.FIRST
                        : flags[1] == 1 ? Outcome.SECOND : flags[2] == 1 ? Outcome.TIE : Outcome.BOTH_BAD;
                tally.add(first, second, outcome, weight, 1);
            }

            private String list(IntFunction<String> words) {
                List<String> all = new ArrayList<>();
                for (int k = 0; k < 4; k++) {
                    if (k < 2 || (k == 2 ? ties : bad) >= 0) {
                        all.add(words.apply(k));
                    }
                }
                int last = all.size() - 1;
                return String.join(", ", all.subList(0, last)) + " and " + all.get(last);
            }
        });
    }
}

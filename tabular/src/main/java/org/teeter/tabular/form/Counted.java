package org.teeter.tabular.form;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.teeter.data.Outcome;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.FileTally;

/** Two options and how often each won. */
final class Counted implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND);
    }

    @Override
    public List<Role> optional() {
        return List.of(Role.TIES, Role.BOTH_BAD);
    }

    @Override
    public boolean isCounted() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        int ties = layout.slot(Role.TIES);
        int bothBad = layout.slot(Role.BOTH_BAD);
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
                long tied = ties < 0 ? 0 : Numbers.count(columns.get(ties), row, ties);
                long bad = bothBad < 0 ? 0 : Numbers.count(columns.get(bothBad), row, bothBad);
                judge(first, second, new long[] {won, lost, tied, bad}, weight);
            }

            @Override
            public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
                long won = Numbers.count(columns.get(2), numbers[2]);
                long lost = Numbers.count(columns.get(3), numbers[3]);
                long tied = ties < 0 ? 0 : Numbers.count(columns.get(ties), numbers[ties]);
                long bad = bothBad < 0 ? 0 : Numbers.count(columns.get(bothBad), numbers[bothBad]);
                judge(first, second, new long[] {won, lost, tied, bad}, weight);
            }

            /** Adds the counts of one pair; the total is checked first, so that a row is never counted in part. */
            private void judge(int first, int second, long[] times, double w) throws BadRow {
                long sum = LongStream.of(times).sum(); // of four numbers up to 2^53
                if (sum > Numbers.LARGEST_COUNT) {
                    throw new BadRow("the counts of a row must not exceed 2^53, got "
                            + LongStream.of(Arrays.copyOf(times, times[3] == 0 ? 3 : 4))
                                    .mapToObj(Long::toString)
                                    .collect(Collectors.joining(", "))
                                    .replaceFirst(", (\\d+)$", " and $1"));
                }
                tally.require(sum);
                tally.row(sum);
                for (Outcome outcome : Outcome.values()) {
                    tally.add(first, second, outcome, w, times[outcome.ordinal()]);
                }
            }
        });
    }
}

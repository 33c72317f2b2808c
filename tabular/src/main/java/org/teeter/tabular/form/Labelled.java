package org.teeter.tabular.form;

import java.util.Arrays;
import java.util.List;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.FileTally;

/** Two options and a label that says who won; several labels, where several people judged one row. */
final class Labelled implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.FIRST, Role.SECOND, Role.WINNER);
    }

    @Override
    public List<Role> optional() {
        return List.of();
    }

    @Override
    public boolean isLabelled() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        return new PairRows(layout, into, new OfLabels(layout, into));
    }

    private static final class OfLabels implements PairRows.Judging {
        private final Verdicts verdicts;
        private final FileTally tally;
        private final List<String> columns;
        private final int last;
        private final Meaning[] said;

        OfLabels(Layout layout, Sink into) {
            this.verdicts = new Verdicts(layout.vocabulary(), into.names());
            this.tally = into.tally();
            this.columns = layout.slotNames();
            this.last = 1 + layout.columns(Role.WINNER).size();
            this.said = new Meaning[last + 1];
        }

        @Override
        public void meet(String name) throws BadRow {
            verdicts.meet(name);
        }

        @Override
        public boolean isNumber(int slot) {
            return false;
        }

        @Override
        public boolean hangsOnOrder() {
            return verdicts.hangOnOrder();
        }

        @Override
        public boolean isClear() {
            return verdicts.isClear();
        }

        @Override
        public int code(int slot, String text) throws BadRow {
            int code = verdicts.code(text);
            if (code < 0) {
                throw new BadRow("an unknown label");
            }
            return code;
        }

        @Override
        public void judge(Row row, int first, int second, double weight) throws BadRow {
            if (last == 2) {
                tally.add(first, second, verdicts.of(columns.get(2), row, 2, first, second), weight);
                return;
            }
            for (int slot = 2; slot <= last; slot++) { // all before any is counted
                said[slot] = row.isMissing(slot) || row.from(slot) == row.to(slot)
                        ? Meaning.SKIPPED // this one did not judge
                        : verdicts.of(columns.get(slot), row, slot, first, second);
            }
            tally.judged(Arrays.copyOfRange(said, 2, said.length));
            for (int slot = 2; slot <= last; slot++) {
                tally.add(first, second, said[slot], weight);
            }
        }

        @Override
        public void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow {
            for (int slot = 2; slot <= last; slot++) {
                said[slot] = verdicts.meaning(codes[slot], first, second);
            }
            for (int slot = 2; slot <= last; slot++) {
                tally.add(first, second, said[slot], weight);
            }
        }
    }
}

package org.teeter.tabular.count;

import java.util.List;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** A column for each option, in which stand its ranks; what is empty, NA or 0 was not there to be ranked. */
final class RankMatrix implements Form {
    static final String ABSENT = "an item whose rank is empty, NA or 0 is taken as not having been there";

    @Override
    public List<Role> required() {
        return List.of(Role.RANK);
    }

    @Override
    public List<Role> optional() {
        return List.of();
    }

    @Override
    public boolean isOfBallots() {
        return true;
    }

    @Override
    public boolean isOfAllColumns() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        return new BallotRows(layout, into, new Ranks(layout, into.names()));
    }

    private static final class Ranks implements BallotRows.Reader {
        private final Layout layout;
        private final Names names;
        private final List<String> columns;
        private final int[] items;
        private boolean isOneZero = true; // in each row so far, and no other item is absent
        private boolean isFirst = true;

        Ranks(Layout layout, Names names) {
            this.layout = layout;
            this.names = names;
            this.columns = layout.slotNames();
            this.items = new int[layout.columns(Role.RANK).size()];
        }

        @Override
        public void read(Row row, Ballot into) throws BadRow {
            if (isFirst) {
                for (int slot = 0; slot < items.length; slot++) {
                    items[slot] = names.number("the header", Visible.trimmed(columns.get(slot)));
                }
                isFirst = false;
            }
            int zeros = 0;
            double best = Double.POSITIVE_INFINITY;
            for (int slot = 0; slot < items.length; slot++) {
                if (row.isText(slot, ZERO) || row.isText(slot, ZERO_POINT)) {
                    zeros++;
                } else if (!isAbsent(row, slot)) {
                    double rank = Numbers.rank(columns.get(slot), row, slot);
                    best = Math.min(best, rank);
                    into.put(items[slot], rank);
                }
            }
            isOneZero &= zeros == 1 && into.size() == items.length - 1;
            if (!layout.isTold() && into.size() > 1 && best >= 2) {
                throw new BadRow("no item has rank 1, the best has " + best + "; if these are ranks all the same, say "
                        + Role.RANK.flag(String.join("+", columns.subList(0, items.length))));
            }
        }

        private static boolean isAbsent(Row row, int slot) {
            return Numbers.isBlank(row, slot) || row.isText(slot, NA);
        }

        @Override
        public void finish() {
            if (isOneZero && !isFirst) {
                throw InputException.of(
                        layout.of().file(),
                        "each row has just one 0, which may be the best rank or an item that was not there; write ranks from 1"
                                + " on, and leave the fields of items empty that were not there");
            }
        }
    }

    private static final byte[] ZERO = {'0'};
    private static final byte[] ZERO_POINT = {'0', '.', '0'};
    private static final byte[] NA = {'N', 'A'};
}

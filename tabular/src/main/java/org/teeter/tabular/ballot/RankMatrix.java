package org.teeter.tabular.ballot;

import java.util.ArrayList;
import java.util.List;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Ballot;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Names;

/**
 * A column for each option, in which stand its ranks, or how good it is; what is empty or NA was not there, and a rank of 0 says the
 * same.
 *
 * @param role {@link Role#RANK} or {@link Role#SCORE}
 */
record RankMatrix(Role role) implements Form {

    @Override
    public List<Role> required() {
        return List.of(role);
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
        return new BallotRows(layout, into, new Ranks(layout, into, role));
    }

    private static final class Ranks implements BallotRows.Reader {
        private final Layout layout;
        private final Names names;
        private final BallotTally tally;
        private final boolean isScored;
        private final List<String> columns;
        private final int[] items;
        private final Outsider outsider;
        private boolean isOneZero = true; // in each row so far, and no other item is absent
        private boolean isFirst = true;

        Ranks(Layout layout, Sink into, Role role) {
            this.layout = layout;
            this.names = into.names();
            this.tally = into.ballots();
            this.isScored = role == Role.SCORE;
            this.columns = layout.slotNames();
            this.items = new int[layout.columns(role).size()];
            this.outsider = new Outsider(items.length);
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
                if (isScored) {
                    if (!isAbsent(row, slot)) {
                        into.putScored(items[slot], Numbers.score(columns.get(slot), Visible.trimmed(row.text(slot))));
                    }
                } else if (row.isText(slot, ZERO) || row.isText(slot, ZERO_POINT)) {
                    zeros++;
                } else if (!isAbsent(row, slot)) {
                    double rank = Numbers.rank(columns.get(slot), row, slot);
                    best = Math.min(best, rank);
                    outsider.put(slot, rank);
                    into.put(items[slot], rank);
                }
            }
            outsider.look();
            isOneZero &= zeros == 1 && into.size() == items.length - 1;
            if (!isScored && !layout.isTold() && into.size() > 1 && best >= 2) {
                String all = String.join("+", columns.subList(0, items.length));
                throw new BadRow("no item has rank 1, the best has " + best + "; if these are ranks all the same, say "
                        + Role.RANK.flag(all) + ", and if the more is the better, " + Role.SCORE.flag(all));
            }
        }

        /** What to say if a column is no option, or if it is one. */
        private String advice(int slot) {
            List<String> options = new ArrayList<>(columns.subList(0, items.length));
            String all = Role.RANK.flag(String.join("+", options));
            options.remove(slot);
            return "if " + columns.get(slot) + " is no option, say " + Role.RANK.flag(String.join("+", options))
                    + ", and else " + all;
        }

        private static boolean isAbsent(Row row, int slot) {
            return Numbers.isBlank(row, slot) || row.isText(slot, NA);
        }

        @Override
        public void finish() {
            if (isScored) {
                return;
            }
            if (!layout.isTold() && outsider.found().isPresent()) {
                int slot = outsider.found().get();
                throw InputException.of(
                        layout.of().file(),
                        "without " + columns.get(slot) + " each row ranks all others, so that it may be no option; "
                                + advice(slot));
            }
            if (!layout.isTold() && tally.mostlySkips()) {
                String all = String.join("+", columns.subList(0, items.length));
                throw InputException.of(
                        layout.of().file(),
                        "most rows leave out some ranks, as 1, 2, 4 do, so that these may be ratings; say which, "
                                + Role.RANK.flag(all) + " (ranks, 1 the best) or " + Role.SCORE.flag(all)
                                + " (the more the better)");
            }
            if (!layout.isTold() && outsider.beyond().isPresent()) {
                int slot = outsider.beyond().get();
                throw InputException.of(
                        layout.of().file(),
                        columns.get(slot) + " alone has numbers beyond the " + items.length + " columns of ranks; "
                                + advice(slot));
            }
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

package org.teeter.tabular.ballot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.form.Told;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Ballot;

/** The orders of a PrefLib file; in a complete one ({@code soc}, {@code toc}) alternatives that an order does not list were there. */
public final class PrefLibOrders implements Form {
    private static final int MOST = 1 << 29;

    private final PrefLibRecords records;

    private PrefLibOrders(PrefLibRecords records) {
        this.records = records;
    }

    /** How the lines of a file are read. */
    public static Layout layout(PrefLibRecords records, Columns columns, Told told) {
        return new Layout(
                "PrefLib " + records.type(),
                new PrefLibOrders(records),
                Map.of(Role.RANKING, List.of(0, 1)),
                columns,
                Vocabulary.names(),
                told,
                List.of());
    }

    @Override
    public List<Role> required() {
        return List.of(Role.RANKING);
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
    public boolean isCounted() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        return new Lines(records, into);
    }

    private static final class Lines implements RowCounter {
        private final PrefLibRecords records;
        private final Sink into;
        private final boolean isComplete;
        private final boolean mayTie;
        private final SortedMap<Integer, String> names;
        private final Map<Integer, Integer> items = new HashMap<>(); // by the number of the alternative
        private final List<Integer> all = new ArrayList<>();
        private final Ballot ballot;

        Lines(PrefLibRecords records, Sink into) {
            this.records = records;
            this.into = into;
            this.names = records.alternatives();
            this.isComplete = records.type().endsWith("c");
            this.mayTie = records.type().startsWith("t");
            this.ballot = new Ballot(into.names());
        }

        @Override
        public void count(Row row) throws BadRow {
            long voters = Numbers.count("the number of voters", row, 0);
            if (all.isEmpty()) {
                for (int alternative : names.keySet()) {
                    all.add(item(alternative));
                }
            }
            ballot.clear();
            order(row.bytes(1), row.from(1), row.to(1));
            if (isComplete) {
                for (int item : all) {
                    if (!ballot.has(item)) {
                        ballot.putRest(item);
                    }
                }
            }
            into.ballots().add(ballot, 1, voters);
            records.counted(voters);
        }

        private void order(byte[] bytes, int from, int to) throws BadRow {
            boolean tied = false;
            int place = 1;
            int number = -1; // being read
            boolean ended = true; // it is, and a comma or brace must follow
            for (int at = from; at <= to; at++) {
                byte b = at == to ? (byte) ',' : bytes[at];
                if (b >= '0' && b <= '9' && (number < 0 || !ended) && number < MOST / 10) {
                    number = Math.max(number, 0) * 10 + b - '0';
                    ended = false;
                } else if (b == ' ' || b == '\t' || b == '\r') {
                    ended = true;
                } else if (b == '{' && !tied && number < 0 && mayTie) {
                    tied = true;
                } else if (b == ',' || (b == '}' && tied)) {
                    if (number >= 0) {
                        ballot.put(item(number), place);
                        place += tied ? 0 : 1;
                    }
                    number = -1;
                    ended = true;
                    if (b == '}') {
                        tied = false;
                        place++;
                    }
                } else {
                    throw new BadRow("an order must be numbers with commas between, "
                            + (mayTie
                                    ? "ties in braces, as 1,{2,3}"
                                    : "as 1,2,3, without ties in a file of the type " + records.type())
                            + ", got " + Quoted.of(bytes, from, to));
                }
            }
            if (tied) {
                throw new BadRow("a brace is opened and not closed in the order " + Quoted.of(bytes, from, to));
            }
        }

        private int item(int alternative) throws BadRow {
            Integer known = items.get(alternative);
            if (known != null) {
                return known;
            }
            if (alternative == 0 || (!names.isEmpty() && !names.containsKey(alternative))) {
                throw new BadRow("the order names alternative " + alternative
                        + (names.isEmpty()
                                ? "; they are numbered from 1"
                                : ", which the header does not name; the last there is " + names.lastKey()));
            }
            String name = names.getOrDefault(alternative, Integer.toString(alternative));
            int item = into.names().number("ALTERNATIVE NAME", Visible.trimmed(name));
            items.put(alternative, item);
            return item;
        }
    }
}

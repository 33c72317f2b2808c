package org.teeter.tabular.ballot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.NameFields;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Ballot;
import org.teeter.tabular.tally.ByteTable;

/**
 * A ballot, one of its options and the rank of that: a row for each option of each ballot, in any order.
 *
 * @param by the role of the column that ranks: {@link Role#RANK} or {@link Role#SCORE}
 */
record RankRows(Role by) implements Form {

    @Override
    public List<Role> required() {
        return List.of(Role.BALLOT, Role.ITEM, by);
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
    public boolean countsEachRow() {
        return false;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        return new Grouping(layout, into, by == Role.RANK);
    }

    @Override
    public List<Role> together() {
        return List.of(Role.BALLOT);
    }

    private static final class Grouping implements RowCounter {
        private final Sink into;
        private final boolean ranked;
        private final int before; // ballots of other files
        private final int ballots; // columns
        private final List<String> columns;
        private final NameFields fields;
        private final NameFields voters;
        private final int weight;
        private final ByteTable entries = new ByteTable();
        private final ByteBuffer entry = ByteBuffer.allocate(2 * Integer.BYTES);
        private int[] ballot = new int[64]; // of each row
        private int[] item = new int[64];
        private double[] rank = new double[64];
        private int size;
        private double[] weights = new double[64]; // of each ballot
        private long[] alike = new long[64]; // how many ballots each stands for
        private final String hint; // where another column may tell ballots apart too
        private final BallotTime time;
        private final List<BallotTime.When> times = new ArrayList<>(); // of each ballot, where these are asked
        private int known; // ballots of this file

        Grouping(Layout layout, Sink into, boolean ranked) {
            this.into = into;
            this.ranked = ranked;
            this.before = into.voters().size();
            this.ballots = layout.columns(Role.BALLOT).size();
            this.columns = layout.slotNames();
            this.fields = new NameFields(columns, into.names(), name -> {});
            this.voters = new NameFields(columns, into.voters(), name -> {});
            this.weight = layout.slot(Role.WEIGHT);
            this.time = new BallotTime(layout);
            this.hint = layout.ignored().stream()
                    .map(layout.of()::name)
                    .filter(RankingForms::isVoter)
                    .findFirst()
                    .map(name -> ", or say " + Role.BALLOT.flag(layout.named().get(Role.BALLOT) + "+" + name)
                            + " if that tells ballots apart too")
                    .orElse("");
        }

        @Override
        public void count(Row row) throws BadRow {
            int name = fields.name(row, ballots);
            int named = NameFields.number(name);
            double r = ranked
                    ? Numbers.rank(columns.get(ballots + 1), row, ballots + 1)
                    : Numbers.score(columns.get(ballots + 1), Word.of(columns.get(ballots + 1), row, ballots + 1));
            double w = weight < 0 ? 1 : Numbers.weight(columns.get(weight), row, weight);
            int voter = voter(row);
            if (voter < 0) {
                throw new BadRow("the ballot " + Quoted.of(into.voters().name(voter + before))
                        + " is also in a file before this; keep a ballot in one file, or give ballots of other files other"
                        + " names");
            }
            byte[] key = entry.clear().putInt(voter).putInt(named).array();
            if (entries.find(key, 0, key.length) >= 0) {
                throw new BadRow("the ballot " + Quoted.of(into.voters().name(voter + before)) + " names "
                        + Quoted.of(into.names().name(named))
                        + " twice; name each item once" + hint);
            }
            if (voter < known && weights[voter] != w) {
                throw new BadRow(
                        "the weight of the ballot " + Quoted.of(into.voters().name(voter + before)) + " was "
                                + weights[voter] + " before, got " + w + "; give all rows of a ballot one weight");
            }
            if (time.isAsked()) {
                takeTime(voter, row);
            }
            if (!entries.put(key, 0, key.length, 0)) {
                throw new BadRow("the rows take more than a gigabyte; write a row for each ballot");
            }
            keep(voter, named, r, w);
            alike[voter] = into.ballots().alike();
            into.tally().trimmed(NameFields.trimmed(name));
        }

        /** Ballots are numbered as they come, so that one is known or the next. */
        private void takeTime(int voter, Row row) throws BadRow {
            BallotTime.When when = time.read(row);
            if (voter == times.size()) {
                times.add(when);
            } else if (times.get(voter).period() != when.period()) {
                throw new BadRow(
                        "the time of the ballot " + Quoted.of(into.voters().name(voter + before)) + " was "
                                + time.shown(times.get(voter)) + " before, got " + time.shown(when)
                                + "; give all rows of a ballot one time");
            }
        }

        /** The number of the ballot in this file. */
        private int voter(Row row) throws BadRow {
            if (ballots == 1) {
                return NameFields.number(voters.name(row, 0)) - before;
            }
            StringBuilder all = new StringBuilder();
            for (int slot = 0; slot < ballots; slot++) {
                String part = Word.of(columns.get(slot), row, slot);
                all.append(slot == 0 ? "" : " + ").append(part);
            }
            return into.voters().number(columns.get(0), all.toString()) - before;
        }

        private void keep(int voter, int named, double r, double w) {
            if (size == ballot.length) {
                ballot = Arrays.copyOf(ballot, 2 * size);
                item = Arrays.copyOf(item, 2 * size);
                rank = Arrays.copyOf(rank, 2 * size);
            }
            if (voter >= weights.length) {
                weights = Arrays.copyOf(weights, Math.max(2 * weights.length, voter + 1));
                alike = Arrays.copyOf(alike, weights.length);
            }
            weights[voter] = w;
            known = Math.max(known, voter + 1);
            ballot[size] = voter;
            item[size] = named;
            rank[size++] = r;
        }

        @Override
        public void finish() throws BadRow {
            int[] at = new int[known + 1];
            for (int k = 0; k < size; k++) {
                at[ballot[k] + 1]++;
            }
            for (int b = 0; b < known; b++) {
                at[b + 1] += at[b];
            }
            int[] order = new int[size];
            int[] next = at.clone();
            for (int k = 0; k < size; k++) {
                order[next[ballot[k]]++] = k;
            }
            Ballot one = new Ballot(into.names());
            for (int b = 0; b < known; b++) {
                one.clear();
                for (int k = at[b]; k < at[b + 1]; k++) {
                    if (ranked) {
                        one.put(item[order[k]], rank[order[k]]);
                    } else {
                        one.putScored(item[order[k]], rank[order[k]]);
                    }
                }
                if (at[b] < at[b + 1]) {
                    if (time.isAsked()) {
                        times.get(b).isOf(into.ballots());
                    }
                    into.ballots().alike(alike[b]);
                    into.ballots().add(one, weights[b], 1);
                }
            }
            into.ballots().alike(1);
        }
    }
}

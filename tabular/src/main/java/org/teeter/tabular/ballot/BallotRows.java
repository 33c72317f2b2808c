package org.teeter.tabular.ballot;

import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Ballot;
import org.teeter.tabular.tally.BallotTally;

/** Counts rows of which each is a ballot; how a row names its options is the business of a {@link Reader}. */
final class BallotRows implements RowCounter {

    /** Reads one row. */
    interface Reader {
        void read(Row row, Ballot into) throws BadRow;

        /** Told that all rows were read. */
        default void finish() {}
    }

    private final Reader reader;
    private final BallotTally tally;
    private final Ballot ballot;
    private final String weightColumn;
    private final int weight;
    private final BallotTime time;

    BallotRows(Layout layout, Sink into, Reader reader) {
        this.reader = reader;
        this.tally = into.ballots();
        this.ballot = new Ballot(into.names());
        this.weight = layout.slot(Role.WEIGHT);
        this.time = new BallotTime(layout);
        this.weightColumn = weight < 0 ? "" : layout.slotNames().get(weight);
    }

    @Override
    public void count(Row row) throws BadRow {
        double w = weight < 0 ? 1 : Numbers.weight(weightColumn, row, weight);
        ballot.clear();
        reader.read(row, ballot);
        if (time.isAsked()) {
            time.read(row).isOf(tally);
        }
        tally.add(ballot, w, 1);
    }

    @Override
    public void finish() {
        reader.finish();
    }
}

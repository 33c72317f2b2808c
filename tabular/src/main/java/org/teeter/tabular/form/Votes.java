package org.teeter.tabular.form;

import java.util.ArrayList;
import java.util.List;
import org.teeter.data.Outcome;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.tally.VoteWatch;
import org.teeter.tabular.text.TextTable;

/** The judgements of pairs that rows hold, row by row, as whoever counts them understands them. Mutable. */
public final class Votes {
    private final Names names = new Names();
    private final FileTally tally = new FileTally();
    private final RowCounter counter;
    private final List<Vote> of = new ArrayList<>();
    private boolean isShared;

    /**
     * Judgements that are alike.
     *
     * @param weight of each
     * @param count how many
     */
    public record Vote(String first, String second, Outcome outcome, double weight, long count) {}

    /** Of rows that are read so, and hold their fields in the order of the layout's slots. */
    public Votes(Layout layout) {
        counter = layout.form()
                .counter(
                        layout,
                        new Sink(
                                names, tally, new TextTable(), new BallotTally(), new Contexts(), new Names("ballot")));
        tally.watchedBy(new VoteWatch() {
            @Override
            public void saw(int first, int second, Outcome outcome, double weight, long count) {
                if (count > 0) {
                    of.add(new Vote(names.name(first), names.name(second), outcome, weight, count));
                }
            }

            @Override
            public void sawShared(int first, int second, double share) {
                isShared = true;
            }
        });
    }

    /** Those of a row; none where it says that nobody judged. */
    public List<Vote> of(Row row) throws BadRow {
        of.clear();
        counter.count(row);
        if (isShared) {
            throw new BadRow("the row gives each option a part of one vote, which no label says");
        }
        return List.copyOf(of);
    }
}

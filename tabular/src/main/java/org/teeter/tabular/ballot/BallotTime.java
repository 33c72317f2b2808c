package org.teeter.tabular.ballot;

import java.util.List;
import java.util.Optional;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.TimeNotation;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.BallotTally;

/** Reads when a ballot was cast, where ballots lose weight as they age. */
final class BallotTime {
    private final Optional<Decay> decay;
    private final List<String> columns;
    private final int slot;

    /**
     * When a ballot was cast.
     *
     * @param period the unit of time in which it lies
     */
    record When(long period, TimeNotation notation) {

        /** Says that the ballots that come next are of this time. */
        void isOf(BallotTally tally) {
            tally.during(period, notation);
        }
    }

    BallotTime(Layout layout) {
        this.decay = layout.told().decay();
        this.columns = layout.slotNames();
        this.slot = decay.isPresent() ? layout.slot(Role.TIME) : -1;
    }

    boolean isAsked() {
        return slot >= 0;
    }

    /** That of a row. */
    When read(Row row) throws BadRow {
        TimeNotation.Read read = Numbers.time(columns.get(slot), row, slot);
        return new When(decay.orElseThrow().period(read.second()), read.notation());
    }

    /** A time, as it is shown. */
    String shown(When when) {
        return decay.orElseThrow().shown(when.period());
    }
}

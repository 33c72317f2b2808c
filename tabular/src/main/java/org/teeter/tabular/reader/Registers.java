package org.teeter.tabular.reader;

import java.util.Optional;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.tally.Witness;
import org.teeter.tabular.text.TextTable;
import org.teeter.tabular.watch.RowProfile;

/**
 * What is entered by all files that are read together, whichever of them has it first.
 *
 * @param names of the options met so far
 * @param texts the options that are texts, and their judgements
 * @param contexts of judgements that are kept apart
 * @param voters names of ballots whose items come one a row
 * @param rejects the rows left out
 * @param witness who looks for the rows of some votes
 * @param profile who asks what rows have in common
 */
record Registers(
        Names names,
        TextTable texts,
        Contexts contexts,
        Names voters,
        Rejects rejects,
        Optional<Witness> witness,
        Optional<RowProfile> profile) {

    Registers(Rejects rejects, Optional<Witness> witness, Optional<RowProfile> profile) {
        this(new Names(), new TextTable(), new Contexts(), new Names("ballot"), rejects, witness, profile);
        profile.ifPresent(texts::watchedBy);
    }

    /** Whether somebody looks at every row, one after the other. */
    boolean isWatched() {
        return witness.isPresent() || profile.isPresent();
    }

    /** Where the rows of a file go. */
    Sink sink(FileTally tally, BallotTally ballots, Names ballotNames) {
        return new Sink(names, tally, texts, ballots, contexts, ballotNames);
    }
}

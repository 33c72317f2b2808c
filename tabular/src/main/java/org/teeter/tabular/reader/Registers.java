package org.teeter.tabular.reader;

import java.util.Optional;
import org.teeter.tabular.count.BallotTally;
import org.teeter.tabular.count.Contexts;
import org.teeter.tabular.count.FileTally;
import org.teeter.tabular.count.Names;
import org.teeter.tabular.count.RowProfile;
import org.teeter.tabular.count.Sink;
import org.teeter.tabular.count.TextTable;
import org.teeter.tabular.count.Witness;

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

package org.teeter.tabular.tally;

import org.teeter.data.Outcome;
import org.teeter.tabular.meaning.Meaning;

/** Told of votes as they are counted: options by the numbers that whoever counts them has given. */
public interface VoteWatch {

    /** The votes that come are of answers to this prompt, which is none if it is negative. */
    default void under(int prompt) {}

    /** So many votes that say the same and weigh the same each. */
    void saw(int first, int second, Outcome outcome, double weight, long count);

    /** Told of the verdicts of all judges of a row, where there are several. */
    default void judged(Meaning... said) {}

    /** One vote that gives each a part, the first one this. */
    default void sawShared(int first, int second, double share) {
        saw(first, second, share > 0.5 ? Outcome.FIRST : Outcome.SECOND, 1, 1);
    }
}

package org.teeter.tabular.count;

import org.teeter.data.Outcome;

/** Told of votes as they are counted: options by the numbers that whoever counts them has given. */
interface VoteWatch {

    /** The votes that come are of answers to this prompt, which is none if it is negative. */
    default void under(int prompt) {}

    void saw(int first, int second, Outcome outcome, long count);
}

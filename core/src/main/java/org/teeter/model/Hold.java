package org.teeter.model;

import org.teeter.graph.Digraph;

/** What holds scores besides the judgements, so that they have a finite maximum. */
public enum Hold {
    /** Nothing: maximum likelihood. */
    NOTHING,

    /** Each score has something of its own. */
    EACH_SCORE,

    /** Each item has comparisons, won and lost, against a ghost of fixed score. */
    GHOST,

    /** Features of the items explain each score, up to what is believed of the rest; of their effects nothing is, so judgements bound these. */
    FEATURES,

    /**
     * The determinant of the information: it tends to 0, by {@code e^-gap} at least, where a gap among the scores of items that judged
     * pairs connect tends to infinity, since each spanning tree crosses it, and so outweighs any gain of the likelihood.
     */
    INFORMATION;

    /** Whether scores are finite, given who was preferred to whom; Ford's condition where nothing holds them. */
    boolean suffices(Digraph preferences) {
        return switch (this) {
            case NOTHING -> preferences.isStronglyConnected();
            case INFORMATION -> preferences.isConnected();
            case EACH_SCORE, GHOST, FEATURES -> true;
        };
    }
}

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

    /** Each score has something of its own about what features of the items say, of whose effects nothing is believed: judgements bound these. */
    FEATURES,

    /** Features of the items say all of the scores. */
    FEATURES_ALONE,

    /**
     * The determinant of the information: it tends to 0, by {@code e^-gap} at least, where a gap among the scores of items that judged
     * pairs connect tends to infinity, since each spanning tree crosses it, and so outweighs any gain of the likelihood. In an exponential
     * family it holds what all judgements share too [M122].
     */
    INFORMATION;

    /** Whether each score is held by itself, by more than any loss that grows as fast as a lead can pull. */
    public boolean holdsEachScore() {
        return this == EACH_SCORE;
    }

    /** Whether scores are finite, given who was preferred to whom; Ford's condition where nothing holds them. */
    boolean suffices(Digraph preferences) {
        return switch (this) {
            case NOTHING -> preferences.isStronglyConnected();
            case INFORMATION -> preferences.isConnected();
            case EACH_SCORE, GHOST, FEATURES, FEATURES_ALONE -> true;
        };
    }
}

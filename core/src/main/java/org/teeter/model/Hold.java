package org.teeter.model;

import org.teeter.graph.Digraph;

/** What holds scores besides the judgements, so that they have a finite maximum. */
public enum Hold {
    /** Nothing: maximum likelihood. */
    NOTHING,

    /** Each score has something of its own. */
    EACH_SCORE,

    /** Each item has comparisons, won and lost, against a ghost of fixed score. */
    GHOST;

    /** Whether scores are finite, given who was preferred to whom; Ford's condition where nothing holds them. */
    boolean suffices(Digraph preferences) {
        return this != NOTHING || preferences.isStronglyConnected();
    }
}

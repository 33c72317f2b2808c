package org.teeter.audit;

import org.teeter.graph.Graph;
import org.teeter.graph.Parts;

/**
 * Which pairs an audit predicts.
 *
 * @param graph of the judged pairs
 * @param parts of it
 * @param acrossParts whether pairs that no chain of judged pairs connects are targets too
 * @param observedAsked whether pairs that were compared themselves are asked for
 */
record Scope(Graph graph, Parts parts, boolean acrossParts, boolean observedAsked) {

    /** How many pairs can be targets at all. */
    long pairs() {
        return acrossParts ? (long) graph.size() * (graph.size() - 1) / 2 : parts.pairsWithin();
    }

    /** Whether no pair was left to predict, so that an audit of unobserved pairs becomes one of all pairs. */
    boolean isEveryPairCompared() {
        return graph.edges() == pairs();
    }

    /** Whether pairs that were compared themselves are targets. */
    boolean hasObserved() {
        return observedAsked || isEveryPairCompared();
    }

    long targets() {
        return pairs() - (hasObserved() ? 0 : graph.edges());
    }

    boolean isComparable(int i, int j) {
        return acrossParts || parts.areConnected(i, j);
    }

    boolean contains(int i, int j) {
        return isComparable(i, j) && (hasObserved() || graph.edge(i, j) < 0);
    }
}

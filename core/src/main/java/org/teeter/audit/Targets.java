package org.teeter.audit;

import java.util.List;

/** Which predictions an audit asks about. */
public sealed interface Targets {

    /** The pairs that were never compared: what a preference model is for. */
    record Unobserved() implements Targets {}

    /** Every pair, compared or not. */
    record All() implements Targets {}

    /** The named pairs. */
    record Named(List<Pair> pairs) implements Targets {
        public Named {
            pairs = List.copyOf(pairs);
            if (pairs.isEmpty()) {
                throw new IllegalArgumentException("named targets need at least one pair, got none");
            }
        }
    }

    /** An ordered pair of different items: the prediction that {@code i} is preferred to {@code j}. */
    record Pair(int i, int j) {
        public Pair {
            if (i < 0 || j < 0 || i == j) {
                throw new IllegalArgumentException("a pair needs two different items, got " + i + " and " + j);
            }
        }
    }
}

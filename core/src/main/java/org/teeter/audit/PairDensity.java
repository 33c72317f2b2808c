package org.teeter.audit;

import org.teeter.fit.Scores;
import org.teeter.link.Link;

/**
 * How fast a fit's predictions move with differences of scores: {@code v_ij = g'(s_i - s_j)}. Searches know a link by this alone. The link
 * is symmetric and has one peak, at 0.
 */
final class PairDensity {
    private final Link link;
    private final Scores scores;

    PairDensity(Link link, Scores scores) {
        if (!link.isSymmetric() || link.mode().isEmpty()) {
            throw new IllegalArgumentException("an audit needs a symmetric link of one peak, got " + link.name());
        }
        this.link = link;
        this.scores = scores;
    }

    double at(int i, int j) {
        return link.density(scores.difference(i, j));
    }

    /** The largest density of any pair: 1/4 of a logistic model. */
    double peak() {
        return link.density(0);
    }

    /** The largest density of pairs whose scores differ by {@code least} or more. */
    double beyond(double least) {
        return link.density(Math.max(0, least));
    }
}

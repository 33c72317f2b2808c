package org.teeter.audit.search;

import org.teeter.fit.Scores;
import org.teeter.link.Link;

/**
 * How fast a fit's predictions move with differences of scores: {@code v_ij = g'(s_i - s_j)}. Searches know a link by this alone. The link
 * is symmetric and has one peak, at 0.
 */
public final class PairDensity {
    private final Link link;
    private final Scores scores;

    /** Of the link and the scores of a fit. */
    public PairDensity(Link link, Scores scores) {
        if (!link.isSymmetric() || link.mode().isEmpty()) {
            throw new IllegalArgumentException("an audit needs a symmetric link of one peak, got " + link.name());
        }
        this.link = link;
        this.scores = scores;
    }

    /** {@code v_ij}. */
    public double at(int i, int j) {
        return link.density(scores.difference(i, j));
    }

    /** {@code v_ij} of all items i and j. */
    double[][] all() {
        int n = scores.size();
        double[][] all = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                all[i][j] = at(i, j);
                all[j][i] = all[i][j];
            }
        }
        return all;
    }

    /** The largest density of any pair: 1/4 of a logistic model. */
    public double peak() {
        return link.density(0);
    }

    /** The largest density of pairs whose scores differ by {@code least} or more. */
    public double beyond(double least) {
        return link.density(Math.max(0, least));
    }
}

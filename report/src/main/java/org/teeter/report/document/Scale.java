package org.teeter.report.document;

import java.util.Optional;
import org.teeter.link.Link;

/**
 * How scores are shown: {@code origin + points (s - s_anchor)}, or without an anchor {@code origin + points s}, the mean of all scores being 0.
 *
 * @param name logit or elo
 * @param points so many for one unit of a score
 * @param decimals that are worth showing
 * @param origin what the anchor has, or the mean
 * @param anchor the item whose score is fixed, and whose error is therefore 0; that of another is the error of the difference
 */
public record Scale(String name, double points, int decimals, double origin, Optional<String> anchor) {

    /** Scores as they are: natural log-odds, where the link is logistic. */
    public static final Scale LOGIT = new Scale("logit", 1, 4, 0, Optional.empty());

    /**
     * Points of which 400 are odds of ten to one (Elo 1978), with a mean of 1000. Under another link than the logistic a small lead counts as
     * many points as it would there, for the same advantage over one half.
     */
    public static Scale elo(Link link) {
        return new Scale("elo", 400 / Math.log(10) * 4 * link.density(0), 1, 1000, Optional.empty());
    }

    /** The same with one item fixed. */
    public Scale anchoredAt(String item, double value) {
        return new Scale(name, points, decimals, value, Optional.of(item));
    }

    /** Whether scores are shown as they are. */
    public boolean isPlain() {
        return points == 1 && origin == 0 && anchor.isEmpty();
    }

    /** A score, given that of the anchor, or 0. */
    double of(double score, double anchored) {
        return origin + points * (score - anchored);
    }
}

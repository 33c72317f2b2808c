package org.teeter.audit;

import java.util.Optional;
import org.teeter.link.Probability;

/**
 * One comparison and how far it reaches.
 *
 * @param edge its number in the graph
 * @param fitted the fitted probability of its first item
 * @param leverage {@code h = n v R}: how much the fitted proportion follows the observed one
 * @param resistance R, the effective resistance between its ends: variance of their score difference
 * @param index {@code n R / 4}: no prediction of a logistic model moves more per unit of this proportion [M45]
 * @param worst the prediction it moves most
 * @param bridge whether two parts of the data hang together by it alone
 */
public record ComparisonInfluence(
        int edge,
        Probability fitted,
        double leverage,
        double resistance,
        double index,
        Optional<Reach> worst,
        boolean bridge) {

    /** A prediction for i over j and {@code dp_ij / dy} of the comparison. */
    public record Reach(int i, int j, double sensitivity) {}
}

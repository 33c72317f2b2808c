package org.teeter.audit;

import java.util.Optional;
import org.teeter.link.Probability;

/**
 * One comparison and how far it reaches.
 *
 * @param edge its number in the graph
 * @param fitted the fitted probability of its first item
 * @param leverage {@code h}, {@code n v R} of Bradley-Terry: how much the fitted proportion follows the observed one
 * @param resistance R, the effective resistance between its ends: variance of their score difference
 * @param index peak density of the link times pull times R, {@code n R / 4} of Bradley-Terry: no prediction moves more per unit of this
 *     proportion [M45], where {@link Audit#isCertified}
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

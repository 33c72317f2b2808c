package org.teeter.plan;

import java.util.Optional;

/**
 * Judgements of one pair that are to be bought.
 *
 * @param i the item that the fit prefers
 * @param j the other
 * @param votes how many
 * @param reason what they are for
 * @param lead of i over j in the fit
 * @param errorBefore the standard error of that
 * @param errorAfter what it is expected to be once all of the plan is bought
 * @param target the prediction for whose sake, where it is a fragile one
 */
public record Purchase(
        int i,
        int j,
        int votes,
        Reason reason,
        double lead,
        double errorBefore,
        double errorAfter,
        Optional<Target> target) {

    /** What a pair is bought for. */
    public enum Reason {
        /** It is what is asked: the two items themselves, or one inside and one outside of the first k. */
        ASKED,
        /** It is a fragile prediction, which then has evidence of its own. */
        DIRECT,
        /** It joins the two sides of the cut that makes a prediction fragile. */
        CUT,
        /** It carries evidence between those of which something is asked. */
        LINK
    }

    /**
     * A fragile prediction.
     *
     * @param i the lower item
     * @param j the higher one
     * @param a the first item of the pair it hangs on
     * @param b the second
     * @param sensitivity to that pair's share
     */
    public record Target(int i, int j, int a, int b, double sensitivity) {}
}

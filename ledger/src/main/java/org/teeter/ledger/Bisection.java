package org.teeter.ledger;

import org.teeter.link.Link;
import org.teeter.link.Probability;

/** Quantiles of symmetric links that have no closed form for them. */
final class Bisection {
    private static final double REACH = 745; // e^-745 is the smallest double

    private Bisection() {}

    /** {@code g⁻¹(p)} to the last bit of the score that {@code g} tells apart. */
    static double quantile(Link link, Probability p) {
        if (p.excess() == 0) {
            return 0; // whatever g is around it
        }
        double low = -REACH;
        double high = REACH;
        for (double middle = 0; middle != low && middle != high; middle = low + (high - low) / 2) {
            if (link.probability(middle).minus(p) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}

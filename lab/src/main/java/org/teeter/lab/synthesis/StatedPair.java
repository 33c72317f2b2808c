package org.teeter.lab.synthesis;

/**
 * A comparison and how it is to come out.
 *
 * @param p the probability that i is preferred to j, in [0, 1]
 */
public record StatedPair(String i, String j, double p) {
    public StatedPair {
        if (!(0 <= p && p <= 1)) {
            throw new IllegalArgumentException(
                    "the probability of \"" + i + "\" over \"" + j + "\" must be inside [0, 1], got " + p);
        }
    }
}

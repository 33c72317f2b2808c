package org.teeter.infer;

import java.util.List;

/**
 * Standard errors of centred scores, in score units (natural log-odds).
 *
 * @param values by item
 * @param relativeError how far each may be from what its formula says, relative to itself: a bound where one is proven, else what
 *     rounding leaves
 * @param how they were computed, in words
 */
public record StandardErrors(List<Double> values, double relativeError, String how) {
    public StandardErrors {
        values = List.copyOf(values);
    }
}

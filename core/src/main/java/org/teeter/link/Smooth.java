package org.teeter.link;

import java.util.OptionalDouble;

/** A symmetric link whose logarithm has two derivatives, so that judgements of pairs can be fitted under it. */
public interface Smooth extends Link {

    /**
     * The derivatives of {@code log g} that a fit takes.
     *
     * @param x a difference of scores
     * @param into receives {@code (log g)'(x)}, {@code (log g)'(-x)}, {@code -(log g)''(x)} and {@code -(log g)''(-x)}
     */
    void logDerivatives(double x, double[] into);

    /**
     * How fast the logarithm of the curvature {@code -(log g)''} changes at most, up to a difference of scores [M136]; empty where that is not
     * known.
     */
    default OptionalDouble bend(double size) {
        return OptionalDouble.empty();
    }

    /**
     * By what factor at most {@code -(log g)''} changes between differences of scores, of up to the given size, that lie no further apart
     * than the given move [M131]; infinite where no bound is known.
     */
    default double growth(double size, double move) {
        OptionalDouble bend = bend(size);
        return bend.isPresent() ? Math.exp(move * bend.getAsDouble()) : Double.POSITIVE_INFINITY;
    }

    /** Whether {@code log g} is strictly concave, so that all four are positive and a likelihood has one maximum. */
    boolean isLogConcave();
}

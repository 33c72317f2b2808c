package org.teeter.link;

/**
 * A symmetric link of which {@code log g} is strictly concave, so that a likelihood of pairs has one maximum, and Newton's method finds
 * it.
 */
public interface LogConcave extends Link {

    /**
     * The derivatives of {@code log g} that a fit takes.
     *
     * @param x a difference of scores
     * @param into receives {@code (log g)'(x)}, {@code (log g)'(-x)}, {@code -(log g)''(x)} and {@code -(log g)''(-x)}: all positive
     */
    void logDerivatives(double x, double[] into);
}

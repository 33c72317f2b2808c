package org.teeter.link;

/**
 * A link function g: the probability that i is preferred to j, as a function of the difference of their scores (paper, §2.1).
 *
 * <pre>{@code p_ij = g(s_i - s_j)    [M1]}</pre>
 *
 * <p>Both tails matter, so a link answers with value and complement, and with logarithms that stay finite where the value has
 * long become zero. Implement this interface for a link of your own.
 */
public interface Link {

    /** The name by which the command line and the tables call this link, in lower case. */
    String name();

    /** {@code g(x)} and {@code 1 - g(x)}, each with full relative precision. */
    Probability probability(double x);

    /** {@code log g(x)}; finite for every finite {@code x} at which g(x) &gt; 0, however small. */
    double logProbability(double x);

    /** {@code log(1 - g(x))}. */
    double logComplement(double x);

    /** {@code g'(x)}, the density of the noise. */
    double density(double x);

    /** {@code log g'(x)}. */
    double logDensity(double x);

    /** {@code g⁻¹(p)}: the score difference at which the probability is {@code p}; infinite at 0 and 1 where g is unbounded. */
    double quantile(Probability p);
}

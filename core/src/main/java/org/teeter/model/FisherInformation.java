package org.teeter.model;

/**
 * The information I(θ) on differences of scores and on the parameters that all judgements share: that of Jeffreys's penalty {@code ½ log det
 * I(θ)} [M122]. Of pairs it is the expected one; of rankings that of the choices that were made, given what there was to choose from.
 */
public interface FisherInformation {

    /** How many outcomes are gone through at each position, a measure of work. */
    long outcomes();

    /** Fills in I: conductances, border and corner. */
    void at(double[] theta, Derivatives into);

    /**
     * Adds the slope of the negative penalty, {@code -½ tr(G dI/dθ_k)}.
     *
     * @param inverse G, by score and behind them by shared parameter; a generalised inverse, of which differences among scores count
     * @param into receives the slope by score and shared parameter
     * @param held to whose conductances, border and corner is added about what the penalty has of curvature, where that is positive, and to
     *     whose scale the sizes of what the slope is a sum of
     */
    void addSlope(double[] theta, double[][] inverse, double[] into, Derivatives held);
}

package org.teeter.lm.train;

/**
 * How updates reach weights that are kept in brain floats, whose spacing (2⁻⁸ of their size) is wider than most updates.
 */
public enum Rounding {
    /** To the nearest: updates below half the spacing are lost. What plain bf16 training does. */
    NEAREST,
    /** Up or down at random, so that the mean of the rounded weight is the exact one. No memory. */
    STOCHASTIC,
    /** Beside the weights a copy in single precision is updated and then rounded to nearest. Four bytes a weight. */
    MASTER
}

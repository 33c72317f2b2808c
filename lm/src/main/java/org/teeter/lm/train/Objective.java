package org.teeter.lm.train;

import java.util.List;

/**
 * What a run lowers: the mean loss of its examples, each with a weight.
 *
 * @param <E> what it is trained on
 */
public interface Objective<E extends Example> {

    /** What an example's loss weighs in the mean: its answer's tokens where each token counts alike, else 1. */
    double weight(E example);

    /**
     * The sum of weight times loss over a few examples, ready for a backward pass, and what is to be logged of them. Called inside the
     * scope of the step, which frees all tensors it makes.
     */
    Measured measure(List<E> examples);

    /** What it is, with all its settings and the model it begins with, in words: runs of different objectives differ in it. */
    String description();
}

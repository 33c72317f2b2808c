package org.teeter.model;

/** Receives how curved what each kind of judgement says of the parameters of a likelihood is. */
@FunctionalInterface
public interface Curvatures {

    /**
     * The Hessian of {@code -log p} of one judgement of a kind. Arrays are live, and longer than they need to be, perhaps.
     *
     * @param kind of the judgement
     * @param size how many items it concerns
     * @param items those items
     * @param conductance by two of their places, (0, 1), (0, 2), …, (1, 2), …
     * @param border by extra parameter and place
     * @param corner by two extra parameters
     */
    void add(int kind, int size, int[] items, double[] conductance, double[][] border, double[][] corner);
}

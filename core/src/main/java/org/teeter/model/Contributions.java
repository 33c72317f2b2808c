package org.teeter.model;

/** Receives what each kind of judgement says of the parameters of a likelihood. */
@FunctionalInterface
public interface Contributions {

    /**
     * One kind of judgement: one outcome of a pair, or one ballot. Arrays are live, and longer than they need to be, perhaps.
     *
     * @param situation what was to be judged; kinds of the same situation are each other's alternatives, and come in a row: of a
     *     pair the win of its first item, its loss, and a tie
     * @param weight of the judgements of this kind; 0 for an alternative that none chose
     * @param logProbability of one of them; where ties are halved, the mean of those of a win and of a loss
     * @param size how many items it concerns
     * @param items those items
     * @param gradient of {@code -logProbability} by their scores, in the same order; its sum is zero
     * @param extras gradient of {@code -logProbability} by the extra parameters
     */
    void add(
            int situation,
            double weight,
            double logProbability,
            int size,
            int[] items,
            double[] gradient,
            double[] extras);
}

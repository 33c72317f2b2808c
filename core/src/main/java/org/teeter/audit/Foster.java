package org.teeter.audit;

/**
 * A test of an audit on itself: the leverages of all judged pairs, with those of a prior's ground, add up to how many differences of scores
 * the data and the prior hold [M102].
 *
 * @param sum of the leverages as computed
 * @param rank what they add up to: items less parts without a prior, items with one
 * @param error by how much rounding may have changed the sum
 */
/*
 * R. M. Foster (1949), The average impedance of an electrical network, in: Reissner Anniversary Volume.
 */
public record Foster(double sum, int rank, double error) {

    /** Whether the sum is right but for rounding. */
    public boolean holds() {
        return Math.abs(sum - rank) <= error;
    }
}

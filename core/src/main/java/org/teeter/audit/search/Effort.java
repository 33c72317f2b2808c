package org.teeter.audit.search;

import org.teeter.linalg.SparseElimination;

/**
 * What an audit of pairs may spend.
 *
 * @param largestDense up to how many items it holds an inverse
 * @param mostFill up to how many entries a factor of sparse elimination may have
 * @param mostSolves after how many solves its search ends beyond
 */
public record Effort(int largestDense, long mostFill, int mostSolves) {

    /**
     * For a graph of so many pairs: some minutes up to a million pairs, and a hundred visits however large it is.
     */
    public static Effort standard(int pairs) {
        return new Effort(Circuit.LARGEST_DENSE, SparseElimination.MOST_ENTRIES, (int)
                Math.max(100, Math.min(20_000, 1_000_000_000L / Math.max(1, pairs))));
    }
}

package org.teeter.tabular.ballot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Watches a table of ranks for a column that is no option, such as the age of who ranked: without it each row ranks all others, from
 * the first to the last, and with it not every row does. Mutable.
 */
final class Outsider {
    /** In fewer rows options that are tied may look so by chance. */
    private static final int FEWEST_ROWS = 4;

    private final boolean[] isCandidate;
    private final boolean[] isBeyond; // more than there are columns, in some row
    private final double[] ranks;
    private boolean mayBe = true; // that there is one
    private boolean isWhole = true; // each row so far, with all of its columns
    private long rows;

    Outsider(int columns) {
        this.isCandidate = new boolean[columns];
        this.isBeyond = new boolean[columns];
        this.ranks = new double[columns];
        Arrays.fill(isCandidate, true);
    }

    /** Takes what the row has in a column; 0 if there is nothing. */
    void put(int column, double rank) {
        ranks[column] = rank;
        isBeyond[column] |= rank > ranks.length;
    }

    /** Looks at the row whose ranks were put, and forgets them. */
    void look() {
        rows++;
        isWhole = isWhole && isWhole(-1);
        boolean any = false;
        for (int column = 0; mayBe && column < ranks.length; column++) {
            isCandidate[column] = isCandidate[column] && isWhole(column);
            any |= isCandidate[column];
        }
        mayBe &= any;
        Arrays.fill(ranks, 0);
    }

    /** Whether all columns but this one hold 1, 2, 3 and so on, in any order. */
    private boolean isWhole(int without) {
        boolean[] seen = new boolean[ranks.length + 1];
        int places = without < 0 ? ranks.length : ranks.length - 1;
        for (int column = 0; column < ranks.length; column++) {
            if (column != without) {
                int rank = (int) ranks[column];
                if (rank != ranks[column] || rank < 1 || rank > places || seen[rank]) {
                    return false;
                }
                seen[rank] = true;
            }
        }
        return true;
    }

    /** The column without which each row ranks all others, if there is one. */
    Optional<Integer> found() {
        return isWhole || rows < FEWEST_ROWS
                ? Optional.empty()
                : of(isCandidate).stream().findFirst();
    }

    /** The only column that has numbers that cannot be ranks, if there is just one. */
    Optional<Integer> beyond() {
        List<Integer> beyond = of(isBeyond);
        return beyond.size() == 1 ? Optional.of(beyond.get(0)) : Optional.empty();
    }

    private static List<Integer> of(boolean[] marks) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < marks.length; column++) {
            if (marks[column]) {
                columns.add(column);
            }
        }
        return columns;
    }
}

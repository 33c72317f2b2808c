package org.teeter.tabular.tally;

import java.util.Arrays;
import java.util.Comparator;
import org.teeter.data.RankingTally;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.row.BadRow;

/** One ranking on its way to its tally: options and their ranks, in any order. Mutable, cleared and used again for each. */
public final class Ballot {
    private static final double UNRANKED = Double.POSITIVE_INFINITY;

    private final Names names;
    private int[] items = new int[16];
    private double[] ranks = new double[16]; // the smallest is best; only their order counts
    private int[] levels = new int[16];
    private int size;
    private int chosen; // levels
    private boolean scored;
    private boolean skips;
    private int[] seen = {}; // of each item: the last ballot that named it
    private int ballot;

    public Ballot(Names names) {
        this.names = names;
    }

    public void clear() {
        size = 0;
        scored = false;
        if (++ballot < 0) {
            Arrays.fill(seen, 0);
            ballot = 1;
        }
    }

    /** Adds an option, which must not be here yet. */
    public void put(int item, double rank) throws BadRow {
        if (has(item)) {
            throw new BadRow("the ranking names " + Quoted.of(names.name(item)) + " twice; name each item once");
        }
        if (item >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(2 * seen.length, Math.max(64, item + 1)));
        }
        seen[item] = ballot;
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size);
            levels = Arrays.copyOf(levels, 2 * size);
        }
        items[size] = item;
        ranks[size++] = rank;
    }

    /** Adds an option that has a score, the more the better, rather than a rank. */
    public void putScored(int item, double score) throws BadRow {
        put(item, -score);
        scored = true;
    }

    /** Adds an option that was there and was not ranked. */
    public void putRest(int item) throws BadRow {
        put(item, UNRANKED);
    }

    public boolean has(int item) {
        return item < seen.length && seen[item] == ballot;
    }

    public int size() {
        return size;
    }

    public int item(int place) {
        return items[place];
    }

    /** Puts the options in their order. */
    void sort() {
        boolean ascends = true;
        for (int k = 1; k < size; k++) {
            ascends &= ranks[k - 1] <= ranks[k];
        }
        if (!ascends) {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, k -> k);
            Arrays.sort(order, Comparator.comparingDouble(k -> ranks[k]));
            int[] oldItems = items.clone();
            double[] oldRanks = ranks.clone();
            for (int k = 0; k < size; k++) {
                items[k] = oldItems[order[k]];
                ranks[k] = oldRanks[order[k]];
            }
        }
        chosen = 0;
        skips = false;
        int begin = 0; // of the level
        for (int k = 0; k < size; k++) {
            if (k > 0 && ranks[k] != ranks[k - 1]) {
                begin = k;
            }
            if (begin == k && ranks[k] != UNRANKED) {
                skips |= !scored && !follows(k);
                chosen++;
            }
            levels[k] = ranks[k] == UNRANKED ? chosen : chosen - 1;
        }
    }

    /** Whether a rank is what comes next, however ties are ranked: 1 2 2 3, 1 2 2 4 or 1 2.5 2.5 4. */
    private boolean follows(int k) {
        int end = k + 1;
        while (end < size && ranks[end] == ranks[k]) {
            end++;
        }
        return ranks[k] == chosen + 1 || ranks[k] == k + 1 || ranks[k] == (k + 1 + end) / 2.0;
    }

    /** Whether the ranks leave some out; of a sorted ballot. */
    boolean skips() {
        return skips;
    }

    /** Whether no option was ranked; of a sorted ballot. */
    boolean isEmpty() {
        return chosen == 0;
    }

    void addTo(RankingTally tally, double weight, long times) {
        tally.add(items, levels, size, chosen, weight, times);
    }
}

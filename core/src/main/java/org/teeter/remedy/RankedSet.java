package org.teeter.remedy;

import java.util.List;

/**
 * Items that are ranked together instead of judging one pair: a ranking of K is K - 1 choices, each the best of what is left, and tells of
 * all K (K - 1) / 2 pairs.
 *
 * @param items that are ranked, ascending
 * @param rankings how often
 * @param first of the pair that is judged less
 * @param second of it
 * @param taken how many of its judgements are not asked
 */
public record RankedSet(List<Integer> items, int rankings, int first, int second, double taken) {
    public RankedSet {
        items = List.copyOf(items);
        if (items.size() < 3) {
            throw new IllegalArgumentException("a set has three items at least, got " + items);
        }
    }

    /** How many choices the rankings take. */
    public long choices() {
        return (long) rankings * (items.size() - 1);
    }

    /** Whether it is of these items, instead of the same pair. */
    boolean isAlike(RankedSet other) {
        return items.equals(other.items) && first == other.first && second == other.second;
    }
}

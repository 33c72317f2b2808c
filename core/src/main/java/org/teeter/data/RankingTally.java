package org.teeter.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Counts rankings as they stream: equal ballots are kept once. Neither the order of ballots, nor how they were spread over tallies that
 * were {@linkplain #add(RankingTally) added} together, changes a bit of the {@link Rankings} that come out. Mutable.
 *
 * <p>Ballots lie one behind the other in one array, each item as its number, doubled, with 1 added where it begins a level, so that equal
 * ballots are equal words; an open table finds them.
 */
public final class RankingTally {
    private static final int FIRST = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd

    private int distinct;
    private int[] start = new int[FIRST + 1]; // of each ballot among the words
    private int[] words = new int[8 * FIRST];
    private int[] levels = new int[FIRST]; // of each ballot: those that were chosen
    private int[] restFrom = new int[FIRST]; // of each ballot: how many items were chosen
    private int[] hashes = new int[FIRST];
    private long[] ones = new long[FIRST]; // of each ballot: how often it came with weight 1
    private int[] slots = new int[2 * FIRST]; // the number of a ballot plus one, or 0
    private final WeightedKeyCounter weighted = new WeightedKeyCounter(); // by the number of the ballot
    private long ballots;
    private int items;
    private int[] seen = {}; // of each item: the last addition that named it
    private int addition;
    private int[] listed = new int[FIRST];
    private int[] level = new int[FIRST];

    /** Of nothing yet. */
    public RankingTally() {}

    /**
     * Adds ballots that are all alike.
     *
     * @param chosen the items chosen together at each level, the best first; none empty, no item twice
     * @param rest items that were there and were not chosen
     * @param weight of each ballot, {@linkplain Weights#isSafe safe}
     * @param times how many such ballots there are
     */
    public void add(List<int[]> chosen, int[] rest, double weight, long times) {
        int size = rest.length;
        for (int[] together : chosen) {
            size += together.length;
            if (together.length == 0) {
                throw new IllegalArgumentException("a level of a ranking must not be empty");
            }
        }
        int[] all = new int[size];
        int[] levelOf = new int[size];
        int at = 0;
        for (int l = 0; l <= chosen.size(); l++) {
            int[] together = l < chosen.size() ? chosen.get(l) : rest;
            System.arraycopy(together, 0, all, at, together.length);
            Arrays.fill(levelOf, at, at + together.length, l);
            at += together.length;
        }
        add(all, levelOf, size, chosen.size(), weight, times);
    }

    /**
     * The same of items that stand one behind the other.
     *
     * @param named the items, the best first; only the first {@code size} of both arrays are read, and none is kept
     * @param levelOf the level of each, from 0 on, without gaps; what was there and was not chosen is of level {@code chosen}
     * @param chosen how many levels were chosen
     */
    public void add(int[] named, int[] levelOf, int size, int chosen, double weight, long times) {
        if (!Weights.isSafe(weight)) {
            throw new IllegalArgumentException("weight must be 0 or from " + Weights.SMALLEST + " to " + Weights.LARGEST
                    + ", got " + weight + "; multiply all weights by one factor");
        }
        if (times < 0 || times > Long.MAX_VALUE - ballots) {
            throw new IllegalArgumentException(
                    "a number of ballots must not be negative, nor 2^63 with those before, got " + times);
        }
        refuseDisorder(named, levelOf, size, chosen);
        ballots += times;
        if (weight > 0 && times > 0) {
            count(find(named, levelOf, size, chosen), weight, times);
        }
    }

    private void refuseDisorder(int[] named, int[] levelOf, int size, int chosen) {
        if (++addition < 0) {
            Arrays.fill(seen, 0);
            addition = 1;
        }
        int last = -1;
        for (int k = 0; k < size; k++) {
            int item = named[k];
            if (item < 0 || item >= PairKey.MOST_ITEMS) {
                throw new IllegalArgumentException(
                        "items have numbers from 0 to " + (PairKey.MOST_ITEMS - 1) + ", got " + item);
            }
            if (item >= seen.length) {
                seen = Arrays.copyOf(seen, Math.max(FIRST, Math.max(2 * seen.length, item + 1)));
            }
            if (seen[item] == addition) {
                throw new IllegalArgumentException("a ranking must not name an item twice, got item " + item);
            }
            seen[item] = addition;
            if (levelOf[k] < 0 || (levelOf[k] != last && levelOf[k] != last + 1)) {
                throw new IllegalArgumentException(
                        "levels must ascend from 0 without gaps, got level " + levelOf[k] + " after " + last);
            }
            last = levelOf[k];
        }
        if (last != chosen && last != chosen - 1) {
            throw new IllegalArgumentException(
                    "the last level must be one of the " + chosen + " chosen or that of the rest, got " + last);
        }
    }

    /** The number of a ballot that is in order, made if it is new. */
    private int find(int[] named, int[] levelOf, int size, int chosen) {
        int from = start[distinct];
        if (from > Integer.MAX_VALUE - 8 - size) {
            throw new IllegalArgumentException("different ballots name 2^31 items or more");
        }
        if (from + size > words.length) {
            words = Arrays.copyOf(words, (int) Math.min(Integer.MAX_VALUE - 8, 2L * (from + size)));
        }
        int to = from;
        long hash = chosen;
        int ranked = size;
        for (int k = 0; k < size; ) {
            int end = k + 1;
            while (end < size && levelOf[end] == levelOf[k]) {
                end++;
            }
            ranked = levelOf[k] == chosen ? k : ranked;
            int first = to;
            for (; k < end; k++) {
                words[to++] = named[k] << 1;
            }
            if (to - first > 1) {
                Arrays.sort(words, first, to);
            }
            words[first] |= 1;
            for (int w = first; w < to; w++) {
                hash = (hash ^ words[w]) * MIX;
                hash ^= hash >>> 32;
            }
        }
        int folded = (int) (hash ^ hash >>> 29);
        int mask = slots.length - 1;
        int at = folded & mask;
        for (; slots[at] != 0; at = (at + 1) & mask) {
            int k = slots[at] - 1;
            if (hashes[k] == folded
                    && levels[k] == chosen
                    && restFrom[k] == ranked
                    && Arrays.equals(words, start[k], start[k + 1], words, from, to)) {
                return k;
            }
        }
        return keep(at, to, folded, chosen, ranked);
    }

    private int keep(int slot, int to, int hash, int chosen, int ranked) {
        if (distinct == levels.length) {
            int more = 2 * distinct;
            start = Arrays.copyOf(start, more + 1);
            levels = Arrays.copyOf(levels, more);
            restFrom = Arrays.copyOf(restFrom, more);
            hashes = Arrays.copyOf(hashes, more);
            ones = Arrays.copyOf(ones, more);
        }
        start[distinct + 1] = to;
        levels[distinct] = chosen;
        restFrom[distinct] = ranked;
        hashes[distinct] = hash;
        slots[slot] = ++distinct;
        items = Math.max(items, largest(to) + 1);
        if (2 * distinct > slots.length) {
            slots = new int[2 * slots.length];
            int mask = slots.length - 1;
            for (int k = 0; k < distinct; k++) {
                int at = hashes[k] & mask;
                while (slots[at] != 0) {
                    at = (at + 1) & mask;
                }
                slots[at] = k + 1;
            }
        }
        return distinct - 1;
    }

    private int largest(int to) {
        int largest = -1;
        for (int w = start[distinct - 1]; w < to; w++) {
            largest = Math.max(largest, words[w] >>> 1);
        }
        return largest;
    }

    private void count(int ballot, double weight, long times) {
        if (weight == 1) {
            ones[ballot] += times;
        } else {
            weighted.add(ballot, weight, times);
        }
    }

    /** Adds everything that another tally, over the same numbering of items, has counted. */
    public void add(RankingTally other) {
        if (other.ballots > Long.MAX_VALUE - ballots) {
            throw new IllegalArgumentException("there are 2^63 ballots or more");
        }
        ballots += other.ballots;
        other.weighted.settle();
        int[] number = new int[other.distinct];
        for (int k = 0; k < other.distinct; k++) {
            int size = other.unpack(k);
            number[k] = find(other.listed, other.level, size, other.levels[k]);
            ones[number[k]] += other.ones[k];
        }
        for (int k = 0; k < other.weighted.size(); k++) {
            weighted.add(number[(int) other.weighted.key(k)], other.weighted.weight(k), other.weighted.times(k));
        }
    }

    /**
     * The same of ballots that weigh otherwise here.
     *
     * @param weight what a weight becomes: {@linkplain Weights#isSafe safe}
     */
    public void add(RankingTally other, DoubleUnaryOperator weight) {
        other.weighted.settle();
        long before = ballots;
        double ofOne = weight.applyAsDouble(1);
        int w = 0;
        for (int k = 0; k < other.distinct; k++) {
            int size = other.unpack(k);
            int levelsChosen = other.levels[k];
            if (other.ones[k] > 0) {
                add(other.listed, other.level, size, levelsChosen, ofOne, other.ones[k]);
            }
            for (; w < other.weighted.size() && other.weighted.key(w) == k; w++) {
                double becomes = weight.applyAsDouble(other.weighted.weight(w));
                add(other.listed, other.level, size, levelsChosen, becomes, other.weighted.times(w));
            }
        }
        if (other.ballots > Long.MAX_VALUE - before) {
            throw new IllegalArgumentException("there are 2^63 ballots or more");
        }
        ballots = before + other.ballots; // those of weight 0 included
    }

    /** Lays a ballot out in {@link #listed} and {@link #level}; how many items it names. */
    private int unpack(int ballot) {
        int size = start[ballot + 1] - start[ballot];
        if (size > listed.length) {
            listed = new int[2 * size];
            level = new int[2 * size];
        }
        int reached = -1;
        for (int k = 0; k < size; k++) {
            int word = words[start[ballot] + k];
            reached += word & 1;
            listed[k] = word >>> 1;
            level[k] = reached;
        }
        return size;
    }

    /** Ballots added so far, those of weight 0 included. */
    public long ballots() {
        return ballots;
    }

    /** The counts, over items that are numbered as they were when their ballots were added. */
    public Rankings rankings(Items all) {
        int[] numbers = new int[all.size()];
        Arrays.setAll(numbers, i -> i);
        return rankings(all, numbers);
    }

    /**
     * The counts, renumbered.
     *
     * @param all the items under their new numbers
     * @param renumbered for each old number, the new one; all different
     */
    public Rankings rankings(Items all, int... renumbered) {
        if (items > renumbered.length) {
            throw new IllegalArgumentException(
                    "item numbers must be below " + renumbered.length + ", got ballots of item " + (items - 1));
        }
        RankingTally moved = this;
        for (int i = 0; i < items; i++) {
            if (renumbered[i] != i) {
                moved = renumbered(renumbered);
                break;
            }
        }
        return moved.sorted(all);
    }

    private RankingTally renumbered(int... numbers) {
        RankingTally moved = new RankingTally();
        moved.ballots = ballots;
        weighted.settle();
        int w = 0;
        for (int k = 0; k < distinct; k++) {
            int size = unpack(k);
            for (int i = 0; i < size; i++) {
                listed[i] = numbers[listed[i]];
            }
            int number = moved.find(listed, level, size, levels[k]);
            moved.ones[number] += ones[k];
            for (; w < weighted.size() && weighted.key(w) == k; w++) {
                moved.weighted.add(number, weighted.weight(w), weighted.times(w));
            }
        }
        return moved;
    }

    private Rankings sorted(Items all) {
        double[] total = totals();
        int[] order = new BallotOrder(start, words, restFrom, distinct, 2 * items).ascending();
        int[] from = new int[distinct + 1];
        int[] chosen = new int[distinct];
        double[] weight = new double[distinct];
        int[] named = new int[start[distinct]];
        int[] levelOf = new int[named.length];
        for (int k = 0; k < distinct; k++) {
            int ballot = order[k];
            int size = unpack(ballot);
            System.arraycopy(listed, 0, named, from[k], size);
            System.arraycopy(level, 0, levelOf, from[k], size);
            from[k + 1] = from[k] + size;
            chosen[k] = levels[ballot];
            weight[k] = total[ballot];
        }
        return new Rankings(all, ballots, from, named, levelOf, chosen, weight);
    }

    private double[] totals() {
        weighted.settle();
        double[] total = new double[distinct];
        int w = 0;
        for (int k = 0; k < distinct; k++) {
            if (w == weighted.size() || weighted.key(w) != k) {
                total[k] = (double) ones[k];
                continue;
            }
            WeightedSum sum = new WeightedSum(ones[k]);
            for (; w < weighted.size() && weighted.key(w) == k; w++) {
                sum.add(weighted.weight(w), weighted.times(w));
            }
            total[k] = sum.total();
        }
        return total;
    }
}

package org.teeter.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rankings as they stream: equal ballots are kept once. The counts do not depend on the order of ballots. */
public final class RankingTally {
    private final Map<Ballot, SortedMap<Double, Long>> weights = new HashMap<>(); // how often each weight came
    private long ballots;

    /** Of nothing yet. */
    public RankingTally() {}

    /** Items and their levels, ascending; then how many levels were chosen. Equal ballots are equal arrays. */
    private static final class Ballot implements Comparable<Ballot> {
        private final int[] code;
        private final int hash;

        private Ballot(int... code) {
            this.code = code;
            this.hash = Arrays.hashCode(code);
        }

        int size() {
            return code.length / 2;
        }

        int levels() {
            return code[code.length - 1];
        }

        Ballot renumbered(int... numbers) {
            long[] keys = new long[size()];
            for (int k = 0; k < keys.length; k++) {
                keys[k] = key(code[2 * k + 1], numbers[code[2 * k]]);
            }
            return new Ballot(sorted(keys, levels()));
        }

        static long key(int level, int item) {
            return (long) level << 32 | item;
        }

        static int[] sorted(long[] keys, int levels) {
            Arrays.sort(keys);
            int[] code = new int[2 * keys.length + 1];
            for (int k = 0; k < keys.length; k++) {
                code[2 * k] = (int) keys[k];
                code[2 * k + 1] = (int) (keys[k] >> 32);
            }
            code[code.length - 1] = levels;
            return code;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Ballot other && hash == other.hash && Arrays.equals(code, other.code);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Ballot other) {
            return Arrays.compare(code, other.code);
        }
    }

    /**
     * Adds ballots that are all alike.
     *
     * @param levels the items chosen together at each level, the best first; none empty, no item twice
     * @param rest items that were there and were not chosen
     * @param weight of each ballot, {@linkplain Weights#isSafe safe}
     * @param times how many such ballots there are
     */
    public void add(List<int[]> levels, int[] rest, double weight, long times) {
        if (!Weights.isSafe(weight)) {
            throw new IllegalArgumentException("weight must be 0 or from " + Weights.SMALLEST + " to " + Weights.LARGEST
                    + ", got " + weight + "; multiply all weights by one factor");
        }
        if (times < 0 || times > Long.MAX_VALUE - ballots) {
            throw new IllegalArgumentException(
                    "a number of ballots must not be negative, nor 2^63 with those before, got " + times);
        }
        int size = rest.length;
        for (int[] level : levels) {
            size += level.length;
            if (level.length == 0) {
                throw new IllegalArgumentException("a level of a ranking must not be empty");
            }
        }
        long[] keys = new long[size];
        int at = 0;
        for (int l = 0; l <= levels.size(); l++) {
            for (int item : l < levels.size() ? levels.get(l) : rest) {
                if (item < 0) {
                    throw new IllegalArgumentException("items have numbers from 0 on, got " + item);
                }
                keys[at++] = Ballot.key(l, item);
            }
        }
        refuseRepeats(keys);
        ballots += times;
        if (weight > 0 && times > 0) {
            weights.computeIfAbsent(new Ballot(Ballot.sorted(keys, levels.size())), b -> new TreeMap<>())
                    .merge(weight, times, Long::sum);
        }
    }

    private static void refuseRepeats(long... keys) {
        int[] items = new int[keys.length];
        for (int k = 0; k < keys.length; k++) {
            items[k] = (int) keys[k];
        }
        Arrays.sort(items);
        for (int k = 1; k < items.length; k++) {
            if (items[k] == items[k - 1]) {
                throw new IllegalArgumentException("a ranking must not name an item twice, got item " + items[k]);
            }
        }
    }

    /** Ballots added so far, those of weight 0 included. */
    public long ballots() {
        return ballots;
    }

    /** The counts, over items that are numbered as they were when their ballots were added. */
    public Rankings rankings(Items items) {
        int[] numbers = new int[items.size()];
        Arrays.setAll(numbers, i -> i);
        return rankings(items, numbers);
    }

    /**
     * The counts, renumbered.
     *
     * @param items under their new numbers
     * @param renumbered for each old number, the new one; all different
     */
    public Rankings rankings(Items items, int... renumbered) {
        TreeMap<Ballot, Double> sorted = new TreeMap<>();
        weights.forEach((ballot, sum) -> sorted.put(ballot.renumbered(renumbered), total(sum)));
        List<Ballot> distinct = new ArrayList<>(sorted.keySet());
        int[] start = new int[distinct.size() + 1];
        int[] levels = new int[distinct.size()];
        for (int k = 0; k < levels.length; k++) {
            start[k + 1] = start[k] + distinct.get(k).size();
            levels[k] = distinct.get(k).levels();
        }
        int[] named = new int[start[levels.length]];
        int[] level = new int[named.length];
        for (int k = 0; k < levels.length; k++) {
            int[] code = distinct.get(k).code;
            for (int place = start[k]; place < start[k + 1]; place++) {
                named[place] = code[2 * (place - start[k])];
                level[place] = code[2 * (place - start[k]) + 1];
            }
        }
        double[] weight =
                sorted.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new Rankings(items, ballots, start, named, level, levels, weight);
    }

    /** Over ascending weights, so that it does not depend on the order in which they came. */
    private static double total(SortedMap<Double, Long> sum) {
        double total = 0;
        for (Map.Entry<Double, Long> entry : sum.entrySet()) {
            total += entry.getKey() * (double) entry.getValue();
        }
        return total;
    }
}

package org.teeter.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import org.teeter.graph.Graph;

/** Builds {@link Counts} from the sorted unit judgements and the sorted weighted ones, reading each once. */
final class CountsAssembly {
    private static final double[] NONE = {};

    private final Items items;
    private final long rows;
    private long tiedRows;
    private int edges;
    private int[] first = {};
    private int[] second = {};
    private double[] wins = {};
    private double[] losses = {};
    private double[] ties = NONE;
    private double[] bothBad = NONE;

    CountsAssembly(Items items, long rows) {
        this.items = items;
        this.rows = rows;
    }

    Counts assemble(
            KeyCounter ones,
            WeightedKeyCounter weighted,
            SortedMap<Integer, Counts> contexts,
            Optional<ShownFirst> shown) {
        if (weighted.size() == 0) {
            assembleUnits(ones.keys(), ones.counts());
        } else {
            assembleAll(ones, weighted);
        }
        return new Counts(
                items,
                rows,
                tiedRows,
                Graph.of(items.size(), first, second),
                wins,
                losses,
                ties,
                bothBad,
                contexts,
                shown);
    }

    /** The common case, without weights, in loops over plain arrays: the first run of a process pays for every call. */
    private void assembleUnits(long[] keys, long[] counts) {
        reserve(keys.length);
        long pair = -1;
        for (int k = 0; k < keys.length; k++) {
            if (PairKey.pair(keys[k]) != pair) {
                pair = PairKey.pair(keys[k]);
                first[edges] = PairKey.low(keys[k]);
                second[edges] = PairKey.high(keys[k]);
                edges++;
            }
            put(edges - 1, PairKey.outcome(keys[k]), (double) counts[k], counts[k]);
        }
        if (edges < keys.length) {
            trim();
        }
    }

    private void trim() {
        first = Arrays.copyOf(first, edges);
        second = Arrays.copyOf(second, edges);
        wins = Arrays.copyOf(wins, edges);
        losses = Arrays.copyOf(losses, edges);
        ties = ties == NONE ? NONE : Arrays.copyOf(ties, edges);
        bothBad = bothBad == NONE ? NONE : Arrays.copyOf(bothBad, edges);
    }

    private void assembleAll(KeyCounter ones, WeightedKeyCounter weighted) {
        reserve(differentPairs(ones, weighted));
        int o = 0;
        int w = 0;
        long pair = -1;
        while (o < ones.size() || w < weighted.size()) {
            long key = nextKey(ones, o, weighted, w);
            long unit = 0;
            if (o < ones.size() && ones.key(o) == key) {
                unit = ones.count(o++);
            }
            double total = (double) unit;
            long judgements = unit;
            if (w < weighted.size() && weighted.key(w) == key) {
                WeightedSum sum = new WeightedSum(unit);
                while (w < weighted.size() && weighted.key(w) == key) {
                    sum.add(weighted.weight(w), weighted.times(w));
                    judgements += weighted.times(w);
                    w++;
                }
                total = sum.total();
            }
            if (PairKey.pair(key) != pair) {
                pair = PairKey.pair(key);
                first[edges] = PairKey.low(key);
                second[edges] = PairKey.high(key);
                edges++;
            }
            put(edges - 1, PairKey.outcome(key), total, judgements);
        }
    }

    private void put(int e, Outcome outcome, double total, long judgements) {
        switch (outcome) {
            case FIRST -> wins[e] = total;
            case SECOND -> losses[e] = total;
            case TIE -> {
                ties = ties == NONE ? new double[first.length] : ties;
                ties[e] = total;
                tiedRows += judgements;
            }
            case BOTH_BAD -> {
                bothBad = bothBad == NONE ? new double[first.length] : bothBad;
                bothBad[e] = total;
                tiedRows += judgements;
            }
        }
    }

    private void reserve(int different) {
        first = new int[different];
        second = new int[different];
        wins = new double[different];
        losses = new double[different];
    }

    private static int differentPairs(KeyCounter ones, WeightedKeyCounter weighted) {
        int different = 0;
        int o = 0;
        int w = 0;
        while (o < ones.size() || w < weighted.size()) {
            long pair = PairKey.pair(nextKey(ones, o, weighted, w));
            while (o < ones.size() && PairKey.pair(ones.key(o)) == pair) {
                o++;
            }
            while (w < weighted.size() && PairKey.pair(weighted.key(w)) == pair) {
                w++;
            }
            different++;
        }
        return different;
    }

    private static long nextKey(KeyCounter ones, int o, WeightedKeyCounter weighted, int w) {
        if (o == ones.size()) {
            return weighted.key(w);
        }
        return w == weighted.size() ? ones.key(o) : Math.min(ones.key(o), weighted.key(w));
    }
}

package org.teeter.data;

import java.util.Arrays;

/**
 * Counts how often each {@link PairKey} was added, in memory proportional to the number of different keys.
 *
 * <p>Keys are appended to a buffer. A full buffer is counted, in a table where items are few and else by sorting it (two counting
 * passes: by the higher, then by the lower item), and merged into the counts so far. The buffer may grow as large as what is kept,
 * so that all merging stays linear.
 */
final class KeyCounter {
    private static final int FIRST_FULL_BUFFER = 1 << 20;

    private final int smallestBuffer;
    private long[] buffer = new long[0];
    private int buffered;
    private int largest; // the highest item among all keys ever added
    private long[] keys = new long[0];
    private long[] counts = new long[0];

    KeyCounter(int smallestBuffer) {
        this.smallestBuffer = smallestBuffer;
    }

    void add(long key) {
        if (buffered == buffer.length) {
            makeRoom();
        }
        buffer[buffered++] = key;
        largest = Math.max(largest, PairKey.highAndOutcome(key) >>> 2);
    }

    /** Adds the keys of wins, all at once. */
    void addWins(int[] winners, int[] losers) {
        int at = 0;
        while (at < winners.length) {
            if (buffered == buffer.length) {
                makeRoom();
            }
            int to = Math.min(winners.length, at + buffer.length - buffered);
            int k = buffered;
            int high = largest;
            for (; at < to; at++) {
                int w = winners[at];
                int l = losers[at];
                high = Math.max(high, Math.max(w, l));
                buffer[k++] = w < l ? PairKey.of(w, l, Outcome.FIRST) : PairKey.of(l, w, Outcome.SECOND);
            }
            buffered = k;
            largest = high;
        }
    }

    /** Counts what is still buffered, so that {@link #key} and {@link #count} show everything. */
    void settle() {
        countBuffer();
        buffer = new long[0];
    }

    int size() {
        return keys.length;
    }

    /** All keys, ascending: not to be changed. */
    long[] keys() {
        return keys;
    }

    /** How often each of them was added: not to be changed. */
    long[] counts() {
        return counts;
    }

    long key(int k) {
        return keys[k];
    }

    long count(int k) {
        return counts[k];
    }

    private void makeRoom() {
        int full = Math.max(FIRST_FULL_BUFFER, keys.length);
        if (buffer.length < full) {
            buffer = Arrays.copyOf(buffer, Math.min(full, Math.max(smallestBuffer, 4 * buffer.length)));
        } else {
            countBuffer();
        }
    }

    private void countBuffer() {
        if (buffered == 0) {
            return;
        }
        long items = largest + 1L;
        if (keys.length == 0 && items * items <= buffered) {
            tabulate((int) items);
        } else {
            sortBuffer();
            if (keys.length == 0) {
                takeBuffer();
            } else {
                mergeBuffer();
            }
        }
        buffered = 0;
    }

    /** Counts in a table with a place for every pair and outcome; there are at least as many keys as pairs of items. */
    private void tabulate(int items) {
        int[] table = new int[4 * items * items];
        int different = 0;
        for (int k = 0; k < buffered; k++) {
            int place = 4 * items * PairKey.low(buffer[k]) + PairKey.highAndOutcome(buffer[k]);
            if (table[place]++ == 0) {
                different++;
            }
        }
        keys = new long[different];
        counts = new long[different];
        int to = 0;
        int place = 0;
        for (int low = 0; low < items; low++) {
            for (int highAndOutcome = 0; highAndOutcome < 4 * items; highAndOutcome++, place++) {
                if (table[place] > 0) {
                    keys[to] = PairKey.of(low, highAndOutcome);
                    counts[to++] = table[place];
                }
            }
        }
    }

    private void sortBuffer() {
        if (largest > 4L * buffered) { // counting passes would visit more empty items than keys
            Arrays.sort(buffer, 0, buffered);
            return;
        }
        long[] byHigh = new long[buffered];
        int[] at = new int[4 * (largest + 1) + 1]; // one place for each item and outcome
        for (int k = 0; k < buffered; k++) {
            at[PairKey.highAndOutcome(buffer[k]) + 1]++;
        }
        cumulate(at);
        for (int k = 0; k < buffered; k++) {
            byHigh[at[PairKey.highAndOutcome(buffer[k])]++] = buffer[k];
        }
        at = new int[largest + 2];
        for (int k = 0; k < buffered; k++) {
            at[PairKey.low(byHigh[k]) + 1]++;
        }
        cumulate(at);
        for (int k = 0; k < buffered; k++) {
            buffer[at[PairKey.low(byHigh[k])]++] = byHigh[k];
        }
    }

    private static void cumulate(int[] at) {
        for (int i = 1; i < at.length; i++) {
            at[i] += at[i - 1];
        }
    }

    /** Counts the sorted buffer where nothing was counted before. */
    private void takeBuffer() {
        long[] different = new long[buffered];
        long[] times = new long[buffered];
        int to = -1;
        long last = -1;
        for (int k = 0; k < buffered; k++) {
            if (buffer[k] != last) {
                last = buffer[k];
                different[++to] = last;
            }
            times[to]++;
        }
        keys = Arrays.copyOf(different, to + 1);
        counts = Arrays.copyOf(times, to + 1);
    }

    /** Merges the sorted buffer into the sorted counts; both are read once. */
    private void mergeBuffer() {
        int different = differentAfterMerge();
        long[] mergedKeys = new long[different];
        long[] mergedCounts = new long[different];
        int kept = 0;
        int k = 0;
        for (int to = 0; to < different; to++) {
            long key = nextKey(kept, k);
            long count = 0;
            if (kept < keys.length && keys[kept] == key) {
                count = counts[kept++];
            }
            while (k < buffered && buffer[k] == key) {
                count++;
                k++;
            }
            mergedKeys[to] = key;
            mergedCounts[to] = count;
        }
        keys = mergedKeys;
        counts = mergedCounts;
    }

    private int differentAfterMerge() {
        int different = 0;
        int kept = 0;
        int k = 0;
        while (kept < keys.length || k < buffered) {
            long key = nextKey(kept, k);
            if (kept < keys.length && keys[kept] == key) {
                kept++;
            }
            while (k < buffered && buffer[k] == key) {
                k++;
            }
            different++;
        }
        return different;
    }

    private long nextKey(int kept, int k) {
        if (kept == keys.length) {
            return buffer[k];
        }
        return k == buffered ? keys[kept] : Math.min(keys[kept], buffer[k]);
    }
}

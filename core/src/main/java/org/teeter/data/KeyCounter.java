package org.teeter.data;

import java.util.Arrays;

/**
 * Counts how often each {@link PairKey} was added, in memory proportional to the number of different keys.
 *
 * <p>Keys are appended to a buffer. A full buffer is sorted (two counting passes: by the higher, then by the lower item), counted
 * and merged into the counts so far. The buffer may grow as large as what is kept, so that all merging stays linear.
 */
final class KeyCounter {
    private static final int SMALLEST_BUFFER = 1 << 10;
    private static final int FIRST_FULL_BUFFER = 1 << 20;

    private long[] buffer = new long[0];
    private int buffered;
    private long[] keys = new long[0];
    private long[] counts = new long[0];

    void add(long key) {
        if (buffered == buffer.length) {
            makeRoom();
        }
        buffer[buffered++] = key;
    }

    /** Sorts and counts what is still buffered, so that {@link #key} and {@link #count} show everything. */
    void settle() {
        if (buffered > 0) {
            sortBuffer();
            mergeBuffer();
            buffered = 0;
        }
        buffer = new long[0];
    }

    int size() {
        return keys.length;
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
            buffer = Arrays.copyOf(buffer, Math.min(full, Math.max(SMALLEST_BUFFER, 4 * buffer.length)));
        } else {
            sortBuffer();
            mergeBuffer();
            buffered = 0;
        }
    }

    private void sortBuffer() {
        int largest = 0;
        for (int k = 0; k < buffered; k++) {
            largest = Math.max(largest, PairKey.high(buffer[k]));
        }
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

package org.teeter.tabular.tally;

import java.util.Arrays;

/** How often each ordered pair of numbers was added. Mutable; memory follows the number of different pairs. */
public final class PairCounts {
    private static final int SMALLEST = 1 << 10;
    private static final int FIRST_FULL = 1 << 20;

    private long[] buffer = new long[SMALLEST];
    private int buffered;
    private long[] keys = {};
    private long[] counts = {};

    /** None yet. */
    public PairCounts() {}

    public void add(int first, int second) {
        if (buffered == buffer.length) {
            if (buffer.length < Math.max(FIRST_FULL, keys.length)) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            } else {
                settle();
            }
        }
        buffer[buffered++] = (long) first << 32 | second;
    }

    /** Sorts and counts what was added, so that the methods below show everything. */
    public void settle() {
        Arrays.sort(buffer, 0, buffered);
        long[] mergedKeys = new long[keys.length + buffered];
        long[] mergedCounts = new long[keys.length + buffered];
        int size = 0;
        int kept = 0;
        int k = 0;
        while (kept < keys.length || k < buffered) {
            boolean takeKept = k == buffered || (kept < keys.length && keys[kept] <= buffer[k]);
            long key = takeKept ? keys[kept] : buffer[k];
            long count = takeKept ? counts[kept++] : 0;
            for (; k < buffered && buffer[k] == key; k++) {
                count++;
            }
            mergedKeys[size] = key;
            mergedCounts[size++] = count;
        }
        keys = Arrays.copyOf(mergedKeys, size);
        counts = Arrays.copyOf(mergedCounts, size);
        buffered = 0;
    }

    /** How many different pairs. */
    public int size() {
        return keys.length;
    }

    public int first(int k) {
        return (int) (keys[k] >>> 32);
    }

    public int second(int k) {
        return (int) keys[k];
    }

    long count(int k) {
        return counts[k];
    }

    /** Whether the pair was added in this order. */
    public boolean contains(int first, int second) {
        return Arrays.binarySearch(keys, (long) first << 32 | second) >= 0;
    }
}

package org.teeter.data;

import java.util.Arrays;

/** Counts how often each {@link PairKey} was added with each weight; the same scheme as {@link KeyCounter}, for the rarer case. */
final class WeightedKeyCounter {
    private static final int SMALLEST_BUFFER = 16;
    private static final int FIRST_FULL_BUFFER = 1 << 18;

    private Entries entries = new Entries(0);
    private int settled; // entries before this are sorted and different

    /** Three columns; a class only so that they are grown and reordered together. */
    private static final class Entries {
        long[] keys;
        double[] weights;
        long[] times;
        int size;

        Entries(int capacity) {
            keys = new long[capacity];
            weights = new double[capacity];
            times = new long[capacity];
        }

        void add(long key, double weight, long count) {
            if (size == keys.length) {
                int capacity = Math.max(SMALLEST_BUFFER, 2 * size);
                keys = Arrays.copyOf(keys, capacity);
                weights = Arrays.copyOf(weights, capacity);
                times = Arrays.copyOf(times, capacity);
            }
            keys[size] = key;
            weights[size] = weight;
            times[size++] = count;
        }

        int compare(int i, int j) {
            int byKey = Long.compare(keys[i], keys[j]);
            return byKey != 0 ? byKey : Double.compare(weights[i], weights[j]);
        }
    }

    void add(long key, double weight, long times) {
        if (entries.size - settled >= Math.max(FIRST_FULL_BUFFER, settled)) {
            settle();
        }
        entries.add(key, weight, times);
    }

    /** Sorts by key, then weight, and adds up what is equal. */
    void settle() {
        if (settled == entries.size) {
            return;
        }
        int[] order = order();
        Entries sorted = new Entries(0);
        for (int i : order) {
            int last = sorted.size - 1;
            if (last >= 0 && sorted.keys[last] == entries.keys[i] && sorted.weights[last] == entries.weights[i]) {
                sorted.times[last] += entries.times[i];
            } else {
                sorted.add(entries.keys[i], entries.weights[i], entries.times[i]);
            }
        }
        entries = sorted;
        settled = sorted.size;
    }

    private int[] order() {
        int largest = 0;
        boolean alike = true;
        for (int i = 0; i < entries.size; i++) {
            largest = Math.max(largest, PairKey.high(entries.keys[i]));
            alike &= entries.weights[i] == entries.weights[0];
        }
        if (alike && largest <= 4L * entries.size) { // else counting passes would visit more empty items than keys
            return counted(largest);
        }
        int[] order = new int[entries.size];
        Arrays.setAll(order, i -> i);
        mergeSort(order, new int[order.length], 0, order.length);
        return order;
    }

    /** The order of keys whose weights are all the same, such as 1: by the higher, then by the lower item, as they come. */
    private int[] counted(int largest) {
        long[] keys = entries.keys;
        int[] byHigh = new int[entries.size];
        int[] at = new int[4 * (largest + 1) + 1]; // one place for each item and outcome
        for (int i = 0; i < entries.size; i++) {
            at[PairKey.highAndOutcome(keys[i]) + 1]++;
        }
        cumulate(at);
        for (int i = 0; i < entries.size; i++) {
            byHigh[at[PairKey.highAndOutcome(keys[i])]++] = i;
        }
        int[] order = new int[entries.size];
        at = new int[largest + 2];
        for (int i = 0; i < entries.size; i++) {
            at[PairKey.low(keys[i]) + 1]++;
        }
        cumulate(at);
        for (int i : byHigh) {
            order[at[PairKey.low(keys[i])]++] = i;
        }
        return order;
    }

    private static void cumulate(int[] at) {
        for (int i = 1; i < at.length; i++) {
            at[i] += at[i - 1];
        }
    }

    int size() {
        return entries.size;
    }

    long key(int k) {
        return entries.keys[k];
    }

    double weight(int k) {
        return entries.weights[k];
    }

    long times(int k) {
        return entries.times[k];
    }

    private void mergeSort(int[] order, int[] scratch, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(order, scratch, from, middle);
        mergeSort(order, scratch, middle, to);
        if (entries.compare(order[middle - 1], order[middle]) <= 0) {
            return; // already in order: the settled part costs one comparison
        }
        System.arraycopy(order, from, scratch, from, to - from);
        int left = from;
        int right = middle;
        for (int k = from; k < to; k++) {
            boolean takeLeft = right == to || (left < middle && entries.compare(scratch[left], scratch[right]) <= 0);
            order[k] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }
}

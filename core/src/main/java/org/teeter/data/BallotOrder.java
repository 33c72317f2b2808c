package org.teeter.data;

import java.util.Arrays;

/** The order of the different ballots of a {@link RankingTally}: by their words, then by how many of their items were chosen. */
final class BallotOrder {
    private final int[] start;
    private final int[] words;
    private final int[] chosen;
    private final int[] order;
    private final int[] scratch;
    private final int largest; // word

    BallotOrder(int[] start, int[] words, int[] chosen, int ballots, int largest) {
        this.start = start;
        this.words = words;
        this.chosen = chosen;
        this.largest = largest;
        this.order = new int[ballots];
        this.scratch = new int[ballots];
    }

    /** The numbers of the ballots, those of smaller ones first: by as many words as fit into a long beside the number, then by all. */
    int[] ascending() {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(largest + 1L);
        int forNumber = Integer.SIZE - Integer.numberOfLeadingZeros(order.length);
        int fit = (Long.SIZE - 1 - forNumber) / bits;
        long[] keys = new long[order.length];
        for (int k = 0; k < keys.length; k++) {
            long key = 0;
            for (int place = start[k]; place < start[k] + fit; place++) {
                key = key << bits
                        | (place < start[k + 1] ? words[place] + 1 : 0); // what ends comes before what goes on
            }
            keys[k] = key << forNumber | k;
        }
        Arrays.sort(keys);
        int from = 0;
        for (int k = 0; k < keys.length; k++) {
            order[k] = (int) (keys[k] & ((1L << forNumber) - 1));
            if (keys[k] >>> forNumber != keys[from] >>> forNumber) {
                sort(from, k);
                from = k;
            }
        }
        sort(from, keys.length);
        return order;
    }

    private void sort(int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        for (int k = from; left < middle; k++) {
            boolean takeLeft = right == to || compare(scratch[left], order[right]) <= 0;
            order[k] = takeLeft ? scratch[left++] : order[right++];
        }
    }

    private int compare(int a, int b) {
        int shorter = Math.min(start[a + 1] - start[a], start[b + 1] - start[b]);
        for (int k = 0; k < shorter; k++) {
            int one = words[start[a] + k];
            int other = words[start[b] + k];
            if (one != other) {
                return one < other ? -1 : 1;
            }
        }
        int bySize = Integer.compare(start[a + 1] - start[a], start[b + 1] - start[b]);
        return bySize != 0 ? bySize : Integer.compare(chosen[a], chosen[b]);
    }
}

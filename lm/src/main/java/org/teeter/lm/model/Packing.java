package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which sequences attention sees as one, because they begin alike: a pack of them has a place for each distinct beginning, and attention
 * looks at the square of the places of its largest pack for each pack.
 *
 * <p>A pack holds sequences that follow one another in lexicographic order, as many as fit into a length; of several lengths, from that of
 * the longest sequence on, the one with the least {@code P S²} is taken, P packs of at most S places. Immutable.
 */
final class Packing {
    /** A mask of so many places takes 16 MB. */
    private static final long MOST_SEEN = 1L << 24;

    /** From one length to the next. */
    private static final double STEP = 1.1;

    private final List<int[]> packs; // the sequences of each
    private final int widest;

    private Packing(List<int[]> packs, int widest) {
        this.packs = packs;
        this.widest = widest;
    }

    /** Each sequence by itself. */
    static Packing alone(List<int[]> sequences) {
        return new Packing(
                IntStream.range(0, sequences.size())
                        .mapToObj(b -> new int[] {b})
                        .toList(),
                longest(sequences));
    }

    /** What costs attention least. */
    static Packing best(List<int[]> sequences) {
        Packing best = alone(sequences);
        long tokens = sequences.stream().mapToLong(s -> s.length).sum();
        for (double limit = best.widest; limit < STEP * tokens; limit *= STEP) {
            Packing within = within(sequences, (int) limit);
            if (within.cost() < best.cost() && within.cost() <= MOST_SEEN) {
                best = within;
            }
        }
        return best;
    }

    /** Packs of at most so many places, which is no less than the longest sequence has. */
    static Packing within(List<int[]> sequences, int limit) {
        int[] order = IntStream.range(0, sequences.size())
                .boxed()
                .sorted(Comparator.comparing(sequences::get, Arrays::compare))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> packs = new ArrayList<>();
        int widest = 0;
        int size = 0;
        int begin = 0;
        for (int k = 0; k < order.length; k++) {
            int[] sequence = sequences.get(order[k]);
            int own = k == begin ? sequence.length : sequence.length - common(sequences.get(order[k - 1]), sequence);
            if (size + own > limit) {
                packs.add(Arrays.copyOfRange(order, begin, k));
                begin = k;
                own = sequence.length;
                size = 0;
            }
            size += own;
            widest = Math.max(widest, size);
        }
        packs.add(Arrays.copyOfRange(order, begin, order.length));
        return new Packing(packs, widest);
    }

    private static int longest(List<int[]> sequences) {
        return sequences.stream().mapToInt(s -> s.length).max().orElseThrow();
    }

    private static int common(int[] some, int[] other) {
        int end = Arrays.mismatch(some, other);
        return end < 0 ? other.length : end;
    }

    /** Places that attention looks at. */
    long cost() {
        return (long) packs.size() * widest * widest;
    }

    /** Whether each sequence is by itself. */
    boolean isAlone() {
        return packs.stream().allMatch(pack -> pack.length == 1);
    }

    int packs() {
        return packs.size();
    }

    /** Places of each pack, those that stay empty included. */
    int places() {
        return widest;
    }

    /** The sequences of a pack. */
    int[] pack(int p) {
        return packs.get(p);
    }
}

package org.teeter.analysis;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.teeter.data.Counts;

/**
 * What small problems come to, worked out once for all that have the same counts, item by item, whatever their items are called: of a
 * million prompts with few answers each, most are like one that was seen before. A result is a function of the counts alone, so that it does
 * not matter which of them was the first. Safe for threads.
 */
final class Repeats<V> {
    /** Larger problems are hardly ever the same. */
    private static final int LARGEST = 64;

    /** Results of so many pairs in all are kept, those that come first. */
    private static final int MOST_PAIRS = 1 << 15;

    private static final int PER_PAIR = 6;
    private static final int IN_FRONT = 3;

    private final ConcurrentMap<Alike, V> known = new ConcurrentHashMap<>();
    private final AtomicInteger pairs = new AtomicInteger();

    /** Numbers that are the same, bit by bit, where counts are. */
    private static final class Alike {
        private final double[] numbers;
        private final int hash;

        Alike(double[] numbers) {
            this.numbers = numbers;
            this.hash = Arrays.hashCode(numbers);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Alike other && hash == other.hash && Arrays.equals(numbers, other.numbers);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The result of these counts: known, or worked out now. */
    V of(Counts counts, Supplier<V> work) {
        if (counts.edges() > LARGEST) {
            return work.get();
        }
        Alike alike = alike(counts);
        V found = known.get(alike);
        if (found == null) {
            found = work.get();
            if (pairs.get() < MOST_PAIRS && known.putIfAbsent(alike, found) == null) {
                pairs.addAndGet(1 + counts.edges());
            }
        }
        return found;
    }

    private static Alike alike(Counts counts) {
        double[] numbers = new double[IN_FRONT + PER_PAIR * counts.edges()];
        numbers[0] = counts.items().size();
        numbers[1] = counts.rows();
        numbers[2] = counts.tiedRows();
        int at = IN_FRONT;
        for (int e = 0; e < counts.edges(); e++) {
            numbers[at++] = counts.first(e);
            numbers[at++] = counts.second(e);
            numbers[at++] = counts.wins(e);
            numbers[at++] = counts.losses(e);
            numbers[at++] = counts.ties(e);
            numbers[at++] = counts.bothBad(e);
        }
        return new Alike(numbers);
    }
}

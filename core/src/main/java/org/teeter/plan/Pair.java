package org.teeter.plan;

import java.util.Comparator;

/** Two items that can be judged. */
public record Pair(int high, int low) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
            Comparator.comparingInt(Pair::high).thenComparingInt(Pair::low);

    /** Of two items, in any order. */
    public static Pair of(int i, int j) {
        return new Pair(Math.max(i, j), Math.min(i, j));
    }

    @Override
    public int compareTo(Pair other) {
        return ORDER.compare(this, other);
    }
}

package org.teeter.plan;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Two items that can be judged. */
record Pair(int high, int low) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
            Comparator.comparingInt(Pair::high).thenComparingInt(Pair::low);

    static Pair of(int i, int j) {
        return new Pair(Math.max(i, j), Math.min(i, j));
    }

    @Override
    public int compareTo(Pair other) {
        return ORDER.compare(this, other);
    }

    /** So many votes in so many batches at most, none of them empty, as even as whole numbers are. */
    static int[] batches(int votes, int most) {
        return IntStream.range(0, most)
                .map(k -> (int) ((long) votes * (k + 1) / most - (long) votes * k / most))
                .filter(size -> size > 0)
                .toArray();
    }
}

package org.teeter.plan;

import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/** How many votes of each pair are still to be had. Mutable. */
final class Supply {
    private final int[][] left; // by item and lower item

    /** Of so many items; {@code most} says it of two, in this order. */
    Supply(int n, IntBinaryOperator most) {
        this.left = IntStream.range(0, n)
                .mapToObj(i ->
                        IntStream.range(0, i).map(j -> most.applyAsInt(i, j)).toArray())
                .toArray(int[][]::new);
    }

    /** Of item i and a lower one j, but no more than are wanted. */
    int of(int i, int j, int wanted) {
        return Math.min(wanted, left[i][j]);
    }

    int of(Pair pair, int wanted) {
        return of(pair.high(), pair.low(), wanted);
    }

    /** Takes votes, or gives them back if they are fewer than none. */
    void take(Pair pair, int votes) {
        left[pair.high()][pair.low()] -= votes;
    }
}

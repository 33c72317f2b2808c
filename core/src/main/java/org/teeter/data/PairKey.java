package org.teeter.data;

/** A pair of items, the lower number first, with an outcome, in one long that sorts as (lower, higher, outcome). */
final class PairKey {
    /** Item numbers stay below this, so that four outcomes of an item can be counted in one int. */
    static final int MOST_ITEMS = 1 << 29;

    private static final Outcome[] OUTCOMES = Outcome.values();

    private PairKey() {}

    static long of(int low, int high, Outcome outcome) {
        return (long) low << 32 | (long) high << 2 | outcome.ordinal();
    }

    static long of(int low, int highAndOutcome) {
        return (long) low << 32 | highAndOutcome;
    }

    static int low(long key) {
        return (int) (key >>> 32);
    }

    static int high(long key) {
        return (int) key >>> 2;
    }

    static int highAndOutcome(long key) {
        return (int) key;
    }

    static Outcome outcome(long key) {
        return OUTCOMES[(int) key & 3];
    }

    /** The key without its outcome: equal for all judgements of one pair. */
    static long pair(long key) {
        return key >>> 2;
    }

    static long renumbered(long key, int[] renumbered) {
        int a = renumbered[low(key)];
        int b = renumbered[high(key)];
        return a < b ? of(a, b, outcome(key)) : of(b, a, outcome(key).reversed());
    }
}

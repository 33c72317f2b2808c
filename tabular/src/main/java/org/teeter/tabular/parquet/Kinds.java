package org.teeter.tabular.parquet;

import java.util.Arrays;

/** How often each combination of numbers was met, where they are not too many. Mutable. */
final class Kinds {
    /** So many combinations are counted in an array. */
    static final int MOST = 1 << 22;

    private static final int LARGEST = 1 << 30;

    private final int slots;
    private int[] room; // for the numbers of each slot
    private int[] times = new int[1]; // by the numbers, those of the first slot next to each other
    private long[] before = {}; // what was in times when it was full
    private int rows; // in times
    private int[] at = {};

    Kinds(int slots) {
        this.slots = slots;
        this.room = new int[slots];
        Arrays.fill(room, 1);
    }

    /** Makes room for numbers below these; false, with all as it was, if there would be too many combinations. */
    boolean fits(int... sizes) {
        boolean fits = true;
        for (int s = 0; s < slots; s++) {
            fits &= sizes[s] <= room[s];
        }
        if (fits) {
            return true;
        }
        int[] exact = new int[slots];
        int[] roomy = new int[slots];
        for (int s = 0; s < slots; s++) {
            exact[s] = Math.max(sizes[s], room[s]);
            roomy[s] = sizes[s] <= room[s] ? room[s] : sizes[s] + sizes[s] / 4;
        }
        int[] next = product(roomy) <= MOST ? roomy : exact;
        if (product(next) > MOST) {
            return false;
        }
        Kinds larger = new Kinds(slots);
        larger.room = next;
        larger.times = new int[(int) product(next)];
        larger.before = before.length > 0 ? new long[larger.times.length] : before;
        this.<RuntimeException>tell((numbers, count) -> {
            int cell = 0;
            for (int s = slots - 1; s >= 0; s--) {
                cell = cell * next[s] + numbers[s];
            }
            if (before.length > 0) {
                larger.before[cell] = count;
            } else {
                larger.times[cell] = (int) count;
            }
        });
        rows = before.length > 0 ? 0 : rows;
        room = next;
        times = larger.times;
        before = larger.before;
        return true;
    }

    private static long product(int... sizes) {
        long product = 1;
        for (int size : sizes) {
            product = Math.min(product * Math.max(1, size), 1L << 31);
        }
        return product;
    }

    /** Counts so many rows, given by the numbers in each slot, for which there is room. */
    void add(int[][] numbers, int count) {
        if (rows > LARGEST - count) {
            if (before.length == 0) {
                before = new long[times.length];
            }
            for (int cell = 0; cell < times.length; cell++) {
                before[cell] += times[cell];
                times[cell] = 0;
            }
            rows = 0;
        }
        rows += count;
        at = at.length < count ? new int[count] : at;
        Arrays.fill(at, 0, count, 0);
        for (int s = slots - 1; s >= 0; s--) {
            step(at, room[s], numbers[s], count);
        }
        count(times, at, count);
    }

    private static void step(int[] at, int room, int[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            at[i] = at[i] * room + numbers[i];
        }
    }

    private static void count(int[] times, int[] at, int count) {
        for (int i = 0; i < count; i++) {
            times[at[i]]++;
        }
    }

    /** Told of a combination and how often it was met. */
    interface Cell<E extends Exception> {
        void take(int[] numbers, long times) throws E;
    }

    /** Tells of all that were met; the numbers are valid until the next. */
    <E extends Exception> void tell(Cell<E> into) throws E {
        int[] numbers = new int[slots];
        for (int cell = 0; cell < times.length; cell++) {
            long count = times[cell] + (before.length > 0 ? before[cell] : 0);
            if (count > 0) {
                into.take(numbers, count);
            }
            for (int s = 0; s < slots && ++numbers[s] == room[s]; s++) {
                numbers[s] = 0;
            }
        }
    }
}

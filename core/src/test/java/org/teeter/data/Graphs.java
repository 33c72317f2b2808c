package org.teeter.data;

import java.util.random.RandomGenerator;

/** Comparison graphs for tests. */
public final class Graphs {

    private Graphs() {}

    /** A graph from rows {first, second, wins of first, wins of second}; items are numbered. */
    public static ComparisonGraph of(int items, double[]... rows) {
        Tally tally = new Tally();
        for (double[] row : rows) {
            tally.add((int) row[0], (int) row[1], Outcome.FIRST, row[2], 1);
            tally.add((int) row[0], (int) row[1], Outcome.SECOND, row[3], 1);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }

    /**
     * A connected graph with both sides winning on every edge, so that a finite fit exists: a random tree and further random edges,
     * inconsistent proportions, counts between 1 and 100.
     */
    public static ComparisonGraph random(RandomGenerator random, int items, int edges) {
        Tally tally = new Tally();
        for (int b = 1; b < items; b++) {
            addEdge(tally, random, random.nextInt(b), b);
        }
        for (int e = items - 1; e < edges; e++) {
            int a = random.nextInt(items);
            int b = (a + 1 + random.nextInt(items - 1)) % items;
            addEdge(tally, random, a, b);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), Ties.HALF);
    }

    private static void addEdge(Tally tally, RandomGenerator random, int a, int b) {
        double n = 1 + random.nextInt(100);
        double y = 1 / (1 + Math.exp(-2 * random.nextGaussian()));
        tally.add(a, b, Outcome.FIRST, n * y, 1);
        tally.add(a, b, Outcome.SECOND, n * (1 - y), 1);
    }
}

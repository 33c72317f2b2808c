package org.teeter.votes;

import java.util.Arrays;

/**
 * Which votes may be dropped: of each own kind of a duel from so many to so many, of all own ones together as well, and of all foreign ones
 * together at most so many.
 */
final class Allowance {
    private static final double LIFT = 1e-3;
    /** Kinds are told apart in single precision. */
    private static final double ROUNDING = 2e-7;

    private final Sides sides;
    private final double[] least; // by own kind
    private final double[] most;
    private final double leastOwn;
    private final double mostOwn;
    private final double foreign;
    private final boolean[] open; // by foreign pair, whether it may lose votes
    private final double[] rooms; // the same, in votes
    private final double[] spans;

    private Allowance(
            Sides sides,
            double[] least,
            double[] most,
            double leastOwn,
            double mostOwn,
            double foreign,
            boolean[] open) {
        this.sides = sides;
        this.least = least;
        this.most = most;
        this.leastOwn = leastOwn;
        this.mostOwn = mostOwn;
        this.foreign = foreign;
        this.open = open;
        this.rooms = new double[open.length];
        Arrays.setAll(rooms, f -> open[f] ? sides.data().n(sides.foreign()[f]) : 0);
        this.spans = new double[least.length];
        Arrays.setAll(spans, k -> most[k] - least[k]);
    }

    /** Any votes, own ones from so many to so many, foreign ones at most so many. */
    static Allowance of(Sides sides, double leastOwn, double mostOwn, double foreign) {
        double[] most = new double[sides.ownKinds()];
        Arrays.setAll(most, sides::room);
        boolean[] open = new boolean[sides.foreign().length];
        Arrays.fill(open, foreign > 0);
        return new Allowance(sides, new double[most.length], most, leastOwn, mostOwn, foreign, open);
    }

    /** The same without foreign pairs that lose none, and with own kinds that lose all or none. */
    Allowance closing(boolean[] full, boolean[] empty, boolean[] closed) {
        double[] from = least.clone();
        double[] to = most.clone();
        for (int k = 0; k < from.length; k++) {
            if (full[k]) {
                from[k] = to[k];
            } else if (empty[k]) {
                to[k] = from[k];
            }
        }
        boolean[] left = open.clone();
        for (int f = 0; f < left.length; f++) {
            left[f] &= !closed[f];
        }
        return new Allowance(sides, from, to, leastOwn, mostOwn, foreign, left);
    }

    /** How far the votes of an own kind may be from so many. */
    double reach(int ownKind, double from) {
        return Math.max(Math.abs(least[ownKind] - from), Math.abs(most[ownKind] - from));
    }

    double own() {
        return mostOwn;
    }

    double foreign() {
        return foreign;
    }

    boolean isOpen(int foreignPair) {
        return open[foreignPair];
    }

    /** Foreign pairs that may lose votes. */
    int openPairs() {
        int pairs = 0;
        for (boolean pair : open) {
            pairs += pair ? 1 : 0;
        }
        return pairs;
    }

    /** Whether foreign votes may be dropped at all. */
    boolean hasForeign() {
        return openPairs() > 0;
    }

    /** Votes of own kinds of which it is open whether they are dropped. */
    double undecided() {
        return Arrays.stream(spans).sum();
    }

    /** Of votes that all have a worth, by own kind: what they are worth together at most. */
    private double most(double[] worth) {
        double sum = 0;
        double needed = leastOwn;
        double left = mostOwn;
        double lowest = 0;
        double largest = 0;
        for (int k = 0; k < worth.length; k++) {
            sum += worth[k] * least[k];
            needed -= least[k];
            left -= least[k];
            lowest = Math.min(lowest, worth[k]);
            largest = Math.max(largest, worth[k]);
        }
        double[] lifted = new double[worth.length]; // those of no worth are taken where so many votes are needed
        for (int k = 0; k < worth.length; k++) {
            lifted[k] = worth[k] - lowest + (largest - lowest) * LIFT;
        }
        for (int k : Best.of(lifted, spans, left)) {
            double taken = Math.min(worth[k] > 0 ? left : Math.min(left, needed), spans[k]);
            if (!(taken > 0)) {
                break;
            }
            sum += taken * worth[k];
            left -= taken;
            needed -= taken;
        }
        return sum + mostOwn * (largest - lowest) * ROUNDING;
    }

    /**
     * The largest {@code Σ f (d - at) + r |d - at|} of own votes d; the modulus, which is convex, is replaced by its chord.
     *
     * @param r not negative
     */
    double most(double[] f, double[] r, double[] at) {
        double[] worth = new double[f.length];
        double sum = 0;
        for (int k = 0; k < f.length; k++) {
            double low = Math.abs(least[k] - at[k]);
            double slope = spans[k] > 0 ? (Math.abs(most[k] - at[k]) - low) / spans[k] : 0;
            worth[k] = f[k] + r[k] * slope;
            sum += r[k] * (low - slope * least[k]) - f[k] * at[k];
        }
        return sum + most(worth);
    }

    /** What foreign votes are worth together at most, each that of its pair. */
    double mostForeign(double[] worth) {
        if (!(foreign > 0)) {
            return 0;
        }
        double sum = 0;
        double largest = 0;
        double left = foreign;
        for (int f : Best.of(worth, rooms, left)) {
            double taken = Math.min(left, rooms[f]);
            sum += taken * worth[f];
            left -= taken;
            largest = Math.max(largest, worth[f]);
            if (left <= 0) {
                break;
            }
        }
        return sum + foreign * largest * ROUNDING;
    }
}

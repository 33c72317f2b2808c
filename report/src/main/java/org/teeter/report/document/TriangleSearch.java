package org.teeter.report.document;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.fit.Scores;
import org.teeter.graph.Graph;
import org.teeter.graph.Incidence;
import org.teeter.link.Link;
import org.teeter.report.document.TriangleMap.Point;

/**
 * Counts the triangles (i, k, j) whose {@code |∂p_ij/∂p_ik| = g'(s_i - s_j) / g'(s_i - s_k)} exceeds each of some thresholds, and finds
 * the most sensitive ones, without a look at each.
 *
 * <p>The link of an audit is symmetric with one peak, so {@code g'} falls with the distance of two scores. Of the items that met k, in
 * the order of scores, one of the two outermost is the furthest from k: the source i of all its triangles with those further in. Seen
 * from i these lie on one side, so {@code g'(s_i - s_j)} falls along them, and those above a threshold come first: how many, a search by
 * halves tells. Of them the ones that were compared with i are taken off, in as many steps as i has opponents, or fewer.
 */
final class TriangleSearch {
    /** Opponents that are looked through, in some ten seconds: enough but for many thousand items that were nearly all compared. */
    private static final long MOST_STEPS = 10_000_000_000L;

    private static final double ROUNDING = 1e-9;

    private final Audit audit;
    private final Link link;
    private final Scores scores;
    private final Graph graph;
    private final Incidence incidence;
    private final double[] thresholds;
    private final int most;

    private final int[] ranked; // all items, in the order of scores
    private final int[] rank; // by item, where it stands there
    private final PriorityQueue<Point> kept = new PriorityQueue<>(Point.WORST_FIRST.reversed());
    private final long[] above; // by threshold
    private long triples;
    private long examined;
    private long steps;

    // of the item at hand, k
    private int[] met = {}; // who met it, in the order of scores
    private final int[] spot; // by item, where it stands there, or -1
    private final int[][] ends; // by side and threshold, where the last source's partners above it ended

    /**
     * A search.
     *
     * @param most how many of the most sensitive triangles to keep
     */
    TriangleSearch(Audit audit, int most) {
        this.audit = audit;
        this.most = most;
        link = audit.fit().model().link();
        scores = audit.fit().scores();
        graph = audit.fit().graph();
        incidence = graph.incidence();
        thresholds = audit.request().thresholds().stream().mapToDouble(m -> m).toArray();
        above = new long[thresholds.length];
        ends = new int[2][thresholds.length];
        ranked = IntStream.range(0, graph.size())
                .boxed()
                .sorted(Comparator.comparingDouble(scores::get))
                .mapToInt(i -> i)
                .toArray();
        rank = new int[ranked.length];
        for (int at = 0; at < ranked.length; at++) {
            rank[ranked[at]] = at;
        }
        spot = new int[ranked.length];
        Arrays.fill(spot, -1);
    }

    /**
     * Looks at the triangles of every item.
     *
     * @throws CancellationException at an interrupt
     */
    TriangleMap found() {
        for (int k = 0; k < graph.size(); k++) {
            long pairs = (long) incidence.degree(k) * (incidence.degree(k) - 1) / 2;
            triples += pairs;
            if (steps < MOST_STEPS) {
                examined += pairs;
                examine(k);
            }
        }
        return new TriangleMap(
                kept.stream().sorted(Point.WORST_FIRST).toList(),
                triples,
                examined,
                audit.request().thresholds(),
                Arrays.stream(above).boxed().toList());
    }

    private void examine(int k) {
        int start = incidence.start(k);
        met = IntStream.range(start, start + incidence.degree(k))
                .map(at -> rank[incidence.neighbour(at)])
                .sorted()
                .map(at -> ranked[at])
                .toArray();
        for (int at = 0; at < met.length; at++) {
            spot[met[at]] = at;
        }
        int low = 0;
        int high = met.length - 1;
        while (low < high) {
            if (Thread.currentThread().isInterrupted()) { // by who no longer waits for it
                throw new CancellationException("interrupted while triples were counted");
            }
            double below = Math.abs(scores.difference(met[low], k));
            double beyond = Math.abs(scores.difference(met[high], k));
            if (below > beyond || (below == beyond && met[low] < met[high])) {
                low++;
                examine(k, new Partners(met[low - 1], low, 1, high - low + 1), ends[0]);
            } else {
                high--;
                examine(k, new Partners(met[high + 1], high, -1, high - low + 1), ends[1]);
            }
        }
        for (int item : met) {
            spot[item] = -1;
        }
    }

    /** Of source i the items j of its triangles, the nearest to it first: {@code size} of those that met k, from a place on. */
    private record Partners(int source, int from, int step, int size) {
        int place(int at) {
            return from + step * at;
        }

        /** The number of partners up to a place, all of them where it lies beyond. */
        int upTo(int place) {
            return Math.max(0, Math.min(size, step * (place - from)));
        }
    }

    private void examine(int k, Partners partners, int[] end) {
        double held = scores.difference(partners.source, k);
        int furthest = 0;
        int[] reach = new int[end.length];
        for (int m = 0; m < end.length; m++) {
            reach[m] = reach(partners, held, thresholds[m], partners.upTo(end[m]));
            end[m] = partners.place(reach[m]);
            above[m] += reach[m];
            furthest = Math.max(furthest, reach[m]);
        }
        if (!audit.everyPairCompared()) {
            takeOffCompared(partners, reach, furthest);
        }
        keep(k, partners, held);
    }

    /** How many partners lie above the threshold, by steps that double from a guess and then halve. */
    private int reach(Partners partners, double held, double threshold, int guess) {
        int inside = -1; // is above, as far as it is a partner
        int outside = partners.size; // is not
        int at = Math.min(guess, partners.size - 1);
        for (int step = 1; outside - inside > 1; step *= 2) {
            boolean high = local(partners, at, held) > threshold;
            inside = high ? at : inside;
            outside = high ? outside : at;
            at = high ? at + step : at - step;
            if (at <= inside || at >= outside) {
                break;
            }
        }
        while (outside - inside > 1) {
            int middle = (inside + outside) >>> 1;
            if (local(partners, middle, held) > threshold) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }

    private double local(Partners partners, int at, double held) {
        double moved = scores.difference(partners.source, met[partners.place(at)]);
        double density = link.density(held);
        return density >= Double.MIN_NORMAL
                ? link.density(moved) / density
                : Math.exp(link.logDensity(moved) - link.logDensity(held));
    }

    private void takeOffCompared(Partners partners, int[] reach, int furthest) {
        int i = partners.source;
        int opponents = incidence.degree(i);
        if ((long) furthest * Integer.SIZE
                < opponents) { // a look-up halves the opponents, once for each bit of their number at most
            steps += (long) furthest * Integer.SIZE;
            for (int at = 0; at < furthest; at++) {
                if (graph.edge(i, met[partners.place(at)]) >= 0) {
                    takeOff(at, reach);
                }
            }
            return;
        }
        if (furthest == 0) {
            return;
        }
        steps += opponents;
        int start = incidence.start(i);
        for (int opponent = start; opponent < start + opponents; opponent++) {
            int place = spot[incidence.neighbour(opponent)];
            int at = partners.step * (place - partners.from);
            if (place >= 0 && at >= 0 && at < furthest) {
                takeOff(at, reach);
            }
        }
    }

    private void takeOff(int at, int[] reach) {
        for (int m = 0; m < reach.length; m++) {
            above[m] -= at < reach[m] ? 1 : 0;
        }
    }

    /** Keeps the triangles that are more sensitive than the least of those kept. */
    private void keep(int k, Partners partners, double held) {
        double least = least();
        for (int at = 0; at < partners.size; at++) {
            double local = local(partners, at, held);
            if (local < least * (1 - ROUNDING)) {
                return;
            }
            if (local < least) {
                continue;
            }
            int i = partners.source;
            int j = met[partners.place(at)];
            boolean observed = graph.edge(i, j) >= 0;
            if (!observed || audit.everyPairCompared()) {
                kept.add(new Point(
                        i, k, j, audit.fit().probability(i, k), audit.fit().probability(k, j), local, observed));
                if (kept.size() > most) {
                    kept.remove(); // the least sensitive
                }
                least = least();
            }
        }
    }

    private double least() {
        return kept.size() < most ? 0 : kept.element().local();
    }
}

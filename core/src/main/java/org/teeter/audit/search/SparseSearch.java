package org.teeter.audit.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import org.teeter.data.ComparisonGraph;

/**
 * The most sensitive targets of a graph too large for an inverse, by branch and bound over their sources.
 *
 * <p>No target moves more with pair e than {@code g'(0) n_e R_e}, and {@link PairBounds} bounds its reach without a solve.
 * Pairs are visited by falling bounds; a visit solves for {@code n_e H⁺ b_e} and looks, like {@link WorstTargets}, for all
 * targets that belong among the best. Once the bound of the next pair is below the last of those, the list is complete, and
 * each of its targets has met its worst source.
 */
public final class SparseSearch {
    /** Pairs visited at a time, whatever the number of threads, so that the result does not depend on it. */
    private static final int BLOCK = 8;

    /** Visits spent on making sure of the largest index. */
    private static final int MOST_FOR_INDEX = 64;

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final int top;
    private final int most;
    private final ObjDoubleConsumer<String> progress;
    private final WorstTargets targets;
    private final PairBounds bounds;
    private final double peak;
    private final double[] resistance; // bounds
    private final Integer[] order; // by falling bound of the reach
    private int next; // the first in this order whose bound has not been refined
    private final PriorityQueue<Waiting> refined = new PriorityQueue<>(
            Comparator.comparingDouble((Waiting w) -> -w.bound).thenComparingInt(w -> w.edge));
    private final TreeMap<Integer, Visit> visits = new TreeMap<>();
    private final Best best;

    private record Waiting(int edge, double bound) {}

    /** One pair, examined exactly. */
    public record Visit(int edge, double resistance, WorstTargets.Worst worst, Best best) {}

    /**
     * What was found.
     *
     * @param found the most sensitive targets
     * @param visits the pairs examined, by number
     * @param above no other target has a larger sensitivity
     * @param exhausted whether the search ended before its list was complete
     * @param widestIndexKnown whether none of the others can have a larger index
     * @param failure an upper bound of the probability that this is wrong
     */
    public record Result(
            List<Best.Found> found,
            List<Visit> visits,
            double above,
            boolean exhausted,
            boolean widestIndexKnown,
            double failure) {

        /** Of a source of what was found, which has therefore been visited. */
        public double resistance(int edge) {
            return visits.stream()
                    .filter(visit -> visit.edge() == edge)
                    .findFirst()
                    .orElseThrow()
                    .resistance();
        }
    }

    /**
     * A search for the worst targets.
     *
     * @param top how many of them
     * @param mostSolves after which it ends
     * @param progress is told what is done, and which share of it
     */
    public SparseSearch(
            Circuit circuit, WorstTargets targets, int top, int mostSolves, ObjDoubleConsumer<String> progress) {
        this.circuit = circuit;
        this.graph = circuit.graph();
        this.targets = targets;
        this.top = top;
        this.most = mostSolves;
        this.progress = progress;
        this.peak = circuit.density().peak();
        progress.accept("bounding the reach of every pair", 0);
        this.bounds = new PairBounds(circuit);
        this.resistance = new double[graph.edges()];
        Arrays.setAll(resistance, e -> bounds.resistance(e) + circuit.addedReach(e));
        this.order = new Integer[graph.edges()];
        Arrays.setAll(order, e -> e);
        Arrays.sort(order, Comparator.comparingDouble(e -> -circuit.mostResponse(e, resistance[e])));
        this.best = new Best(top, 0);
    }

    /** Visits pairs until the list is complete, or that takes too long. */
    public Result search() {
        double left = 0; // bound of what is not visited
        while (true) {
            List<Waiting> block = nextBlock();
            if (block.isEmpty()) {
                break;
            }
            if (visits.size() + block.size() > most) {
                left = block.get(0).bound;
                break;
            }
            visit(block.stream().map(Waiting::edge).toList());
        }
        boolean widestKnown = left == 0 && findWidestIndex();
        double above = Math.max(left, best.ranked().size() < top ? 0 : best.bar());
        return new Result(
                best.ranked(), List.copyOf(visits.values()), above, left > best.bar(), widestKnown, bounds.failure());
    }

    /** The next pairs that may reach a target worth listing, largest bounds first. */
    private List<Waiting> nextBlock() {
        List<Waiting> block = new ArrayList<>();
        int size = visits.isEmpty() ? 1 : BLOCK; // the first solve decides on the preconditioner of all
        PairBounds.Walk walk = bounds.walk();
        while (block.size() < size) {
            double unrefined =
                    next < order.length ? peak * circuit.mostResponse(order[next], resistance[order[next]]) : 0;
            Waiting head = refined.peek();
            double waiting = head == null ? 0 : head.bound;
            if (Math.max(unrefined, waiting) <= best.bar()) {
                break;
            }
            if (head != null && waiting >= unrefined) {
                block.add(refined.remove());
            } else {
                int e = order[next++];
                double perReach = peak * circuit.pull(e);
                double added = circuit.addedReach(e);
                double aside = peak * circuit.mostResponse(e, 0);
                double bound = perReach
                                * (walk.reach(
                                                e,
                                                graph.first(e),
                                                graph.second(e),
                                                (best.bar() - aside) / perReach - added)
                                        + added)
                        + aside;
                if (bound > best.bar()) {
                    refined.add(new Waiting(e, bound));
                }
            }
        }
        return block;
    }

    private void visit(List<Integer> edges) {
        double bar = best.bar();
        List<Visit> made = edges.parallelStream().map(e -> visit(e, bar)).toList();
        for (Visit visit : made) {
            visits.put(visit.edge, visit);
            best.add(visit.best);
        }
        progress.accept("visiting the pairs that may reach furthest", Math.min(1, visits.size() / (double) most));
    }

    private Visit visit(int e, double bar) {
        double[] x = circuit.potentials(graph.first(e), graph.second(e));
        Best found = new Best(top, bar);
        WorstTargets.Worst worst = targets.search().of(e, x, found);
        return new Visit(e, x[graph.first(e)] - x[graph.second(e)], worst, found);
    }

    /** Visits pairs until no other can have a larger {@code n R}, or that takes too long. */
    private boolean findWidestIndex() {
        double widest = 0;
        for (Visit visit : visits.values()) {
            widest = Math.max(widest, circuit.mostResponse(visit.edge, visit.resistance));
        }
        int spent = 0;
        for (int e : order) {
            if (circuit.mostResponse(e, resistance[e]) <= widest) {
                return true;
            }
            if (!visits.containsKey(e)) {
                if (spent++ == MOST_FOR_INDEX || visits.size() == most) {
                    return false;
                }
                visit(List.of(e));
                Visit visit = visits.get(e);
                if (visit != null) {
                    widest = Math.max(widest, circuit.mostResponse(e, visit.resistance));
                }
            }
        }
        return true;
    }
}

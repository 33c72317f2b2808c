package org.teeter.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.teeter.data.ComparisonGraph;
import org.teeter.linalg.SpectralGap;

/**
 * The most sensitive targets of a graph too large for an inverse, by branch and bound over their sources.
 *
 * <p>No target moves more with comparison e than {@code g'(0) n_e R_e}, and {@link ReachBounds} bounds its reach without a solve.
 * Comparisons are visited by falling bounds; a visit solves for {@code n_e H⁺ b_e} and looks, like {@link WorstTargets}, for all
 * targets that belong among the best. Once the bound of the next comparison is below the last of those, the list is complete, and
 * each of its targets has met its worst source.
 */
final class SparseSearch {
    /** Comparisons visited at a time, whatever the number of threads, so that the result does not depend on it. */
    private static final int BLOCK = 8;

    /** Visits spent on making sure of the largest index. */
    private static final int MOST_FOR_INDEX = 64;

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final AuditRequest request;
    private final int most;
    private final Progress progress;
    private final WorstTargets targets;
    private final ReachBounds bounds;
    private final double peak;
    private final double[] resistance; // bounds
    private final Integer[] order; // by falling bound of the reach
    private int next; // the first in this order whose bound has not been refined
    private final PriorityQueue<Waiting> refined = new PriorityQueue<>(
            Comparator.comparingDouble((Waiting w) -> -w.bound).thenComparingInt(w -> w.edge));
    private final TreeMap<Integer, Visit> visits = new TreeMap<>();
    private final Best best;

    private record Waiting(int edge, double bound) {}

    /** One comparison, examined exactly. */
    record Visit(int edge, double resistance, WorstTargets.Worst worst, Best best) {}

    /**
     * What was found.
     *
     * @param found the most sensitive targets
     * @param visits the comparisons examined, by number
     * @param widestIndexKnown whether none of the others can have a larger index
     */
    record Result(List<Best.Found> found, List<Visit> visits, Coverage coverage, boolean widestIndexKnown) {

        /** Of a source of what was found, which has therefore been visited. */
        double resistance(int edge) {
            return visits.stream()
                    .filter(visit -> visit.edge() == edge)
                    .findFirst()
                    .orElseThrow()
                    .resistance();
        }
    }

    SparseSearch(Circuit circuit, WorstTargets targets, AuditRequest request, int mostSolves, Progress progress) {
        this.circuit = circuit;
        this.graph = circuit.graph();
        this.targets = targets;
        this.request = request;
        this.most = mostSolves;
        this.progress = progress;
        this.peak = circuit.density().peak();
        progress.at("bounding the reach of every comparison", 0);
        this.bounds = new ReachBounds(graph, circuit.laplacian());
        this.resistance = bounds.resistances();
        if (circuit.hasShared()) {
            for (int e = 0; e < resistance.length; e++) {
                resistance[e] += circuit.addedReach(e);
            }
        }
        this.order = new Integer[graph.edges()];
        Arrays.setAll(order, e -> e);
        Arrays.sort(order, Comparator.comparingDouble(e -> -circuit.pull(e) * resistance[e]));
        this.best = new Best(request.top(), 0);
    }

    /**
     * How many solves a graph of so many comparisons is worth: some minutes up to a million comparisons, and a hundred visits
     * however large it is.
     */
    static int mostSolves(int edges) {
        return (int) Math.max(100, Math.min(20_000, 1_000_000_000L / Math.max(1, edges)));
    }

    Result search() {
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
        double above = Math.max(left, best.ranked().size() < request.top() ? 0 : best.bar());
        Coverage coverage = new Coverage(above, left > best.bar(), visits.size(), SpectralGap.FAILURE);
        return new Result(best.ranked(), List.copyOf(visits.values()), coverage, widestKnown);
    }

    /** The next comparisons that may reach a target worth listing, largest bounds first. */
    private List<Waiting> nextBlock() {
        List<Waiting> block = new ArrayList<>();
        int size = visits.isEmpty() ? 1 : BLOCK; // the first solve decides on the preconditioner of all
        ReachBounds.Walk walk = bounds.walk();
        while (block.size() < size) {
            double unrefined = next < order.length ? peak * circuit.pull(order[next]) * resistance[order[next]] : 0;
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
                double bound = perReach * (walk.reach(e, resistance[e] - added, best.bar() / perReach - added) + added);
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
        progress.at("visiting the comparisons that may reach furthest", Math.min(1, visits.size() / (double) most));
    }

    private Visit visit(int e, double bar) {
        double[] x = circuit.potentials(graph.first(e), graph.second(e));
        Best found = new Best(request.top(), bar);
        WorstTargets.Worst worst = targets.search().of(e, x, found);
        return new Visit(e, x[graph.first(e)] - x[graph.second(e)], worst, found);
    }

    /** Visits comparisons until no other can have a larger {@code n R}, or that takes too long. */
    private boolean findWidestIndex() {
        double widest = 0;
        for (Visit visit : visits.values()) {
            widest = Math.max(widest, circuit.pull(visit.edge) * visit.resistance);
        }
        int spent = 0;
        for (int e : order) {
            if (circuit.pull(e) * resistance[e] <= widest) {
                return true;
            }
            if (!visits.containsKey(e)) {
                if (spent++ == MOST_FOR_INDEX || visits.size() == most) {
                    return false;
                }
                visit(List.of(e));
                Visit visit = visits.get(e);
                if (visit != null) {
                    widest = Math.max(widest, circuit.pull(e) * visit.resistance);
                }
            }
        }
        return true;
    }
}

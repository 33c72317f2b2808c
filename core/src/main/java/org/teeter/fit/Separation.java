package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.linalg.Cone;

/**
 * Whether effects that all judgements share can be moved without end, while scores go along, so that no judgement of pairs becomes less
 * probable: effects β and scores u with {@code u_a - u_b + z·β >= 0} for each row.
 *
 * <p>For given β such scores exist exactly if no cycle of rows adds up to {@code Σ z·β < 0} (Bellman and Ford). Each cycle that does is a
 * row among the effects alone, and the next β is sought inside those: of finitely many cycles, each is met once [M126].
 */
final class Separation {
    /** Rounding of a sum along a cycle, relative to the longest row times the number of items. */
    private static final double ROUNDING = 1e-10;

    /** Cycles that are told apart one by one; more are not waited for. */
    private static final int MOST_CYCLES = 2000;

    private final int items;
    private final int effects;
    private final List<int[]> arcs = new ArrayList<>(); // u of the second is at most u of the first and the length
    private final List<double[]> lengths = new ArrayList<>(); // by effect

    Separation(int items, int effects) {
        this.items = items;
        this.effects = effects;
    }

    /** A row: {@code score (u_a - u_b) + shared·β >= 0}. */
    void add(int a, int b, double score, double... shared) {
        arcs.add(score > 0 ? new int[] {a, b} : new int[] {b, a});
        double[] length = new double[effects];
        Arrays.setAll(length, k -> shared[k] / Math.abs(score));
        lengths.add(length);
    }

    boolean isEmpty() {
        return arcs.isEmpty();
    }

    /** A direction of effects: whether some judgement becomes more probable along it, or all stay as they are. */
    record Direction(boolean told) {}

    /** A direction among some of the effects; empty if there is none. */
    Optional<Direction> among(List<Integer> some) {
        List<double[]> cycles = new ArrayList<>();
        while (cycles.size() < MOST_CYCLES) {
            Optional<double[]> within = Cone.direction(cycles, some.size());
            if (within.isEmpty()) {
                return Optional.empty();
            }
            double[] beta = new double[effects];
            double size = 0;
            for (int k = 0; k < some.size(); k++) {
                beta[some.get(k)] = within.get()[k];
                size = Math.max(size, Math.abs(within.get()[k]));
            }
            double[] ofArc = new double[arcs.size()];
            double longest = 0;
            for (int r = 0; r < ofArc.length; r++) {
                double[] length = lengths.get(r);
                for (int k : some) {
                    ofArc[r] += length[k] * beta[k] / size;
                }
                longest = Math.max(longest, Math.abs(ofArc[r]));
            }
            double[] potential = new double[items];
            Optional<List<Integer>> cycle = negativeCycle(ofArc, ROUNDING * longest * items, potential);
            if (cycle.isEmpty()) {
                return Optional.of(new Direction(isTold(ofArc, longest, potential)));
            }
            double[] sum = new double[some.size()];
            for (int r : cycle.get()) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += lengths.get(r)[some.get(k)];
                }
            }
            cycles.add(sum);
        }
        return Optional.empty(); // undecided: the fit will tell
    }

    private boolean isTold(double[] ofArc, double longest, double... potential) {
        for (int r = 0; r < ofArc.length; r++) {
            int[] arc = arcs.get(r);
            if (potential[arc[0]] + ofArc[r] - potential[arc[1]] > 1e-7 * longest) {
                return true;
            }
        }
        return false;
    }

    /** The arcs of a cycle whose lengths add up to less than nothing; fills in shortest ways where there is none. */
    private Optional<List<Integer>> negativeCycle(double[] ofArc, double slack, double... shortest) {
        int[] by = new int[items]; // the last arc of the way
        Arrays.fill(by, -1);
        for (int sweep = 0; sweep <= items; sweep++) {
            boolean settled = true;
            for (int r = 0; r < ofArc.length; r++) {
                int[] arc = arcs.get(r);
                if (shortest[arc[0]] + ofArc[r] < shortest[arc[1]] - slack) {
                    shortest[arc[1]] = shortest[arc[0]] + ofArc[r];
                    by[arc[1]] = r;
                    settled = false;
                }
            }
            Optional<List<Integer>> cycle = settled ? Optional.empty() : cycle(by);
            if (settled || cycle.isPresent()) {
                return cycle;
            }
        }
        return Optional.empty();
    }

    /** The arcs of a cycle of last arcs, if there is one. */
    private Optional<List<Integer>> cycle(int... by) {
        int[] walk = new int[items]; // the walk on which each item was met first
        for (int i = 0; i < items; i++) {
            int at = i;
            while (walk[at] == 0 && by[at] >= 0) {
                walk[at] = i + 1;
                at = arcs.get(by[at])[0];
            }
            if (walk[at] == i + 1) {
                List<Integer> around = new ArrayList<>();
                int end = at;
                do {
                    around.add(by[at]);
                    at = arcs.get(by[at])[0];
                } while (at != end);
                return Optional.of(around);
            }
            walk[at] = walk[at] == 0 ? i + 1 : walk[at];
        }
        return Optional.empty();
    }
}

package org.teeter.audit.search;

import java.util.Arrays;
import java.util.Comparator;
import org.teeter.data.ComparisonGraph;

/**
 * For any judged pair the one prediction that it moves most, exactly and without looking at all predictions.
 *
 * <p>With {@code d = n_e H⁺ b_e}, the prediction for i, j moves by {@code v_ij (d_i - d_j)}. The potentials d are extreme at the two
 * ends of e, so pairs with an end come first. The rest is searched by branch and bound over groups of items with similar scores:
 * between two groups, {@code v_ij} is at most its value at the gap between their scores and {@code |d_i - d_j|} at most the spread of
 * their potentials. See {@link PairDensity}.
 */
public final class WorstTargets {
    private static final int LARGEST_GROUP = 48;
    /** Beyond this, groups grow: all pairs of their items are looked at for each judged pair. */
    private static final int MOST_GROUPS = 1500;

    /** Of so many items the densities of all pairs are kept, in 32 MiB: each judged pair asks for those of its two ends again. */
    private static final int LARGEST_TABLE = 2048;

    private static final Best NONE_KEPT = new Best(0, 0);

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final PairFilter targets;
    private final int[] byScore;
    private final int[] groupStart;
    private final double[][] densest; // largest v_ij between two groups, the higher first
    private final double peak;
    private final double[][] known; // v_ij by i and j; empty beyond the largest table
    private final double[] peaks; // the peak for each item

    /** Which pairs are targets. */
    public interface PairFilter {
        boolean contains(int i, int j);
    }

    /** The prediction that a pair moves most; {@code i < 0} if there is none. */
    public record Worst(int i, int j, double sensitivity) {}

    /** Prepares to search among some targets. */
    public WorstTargets(Circuit circuit, PairFilter targets) {
        this.circuit = circuit;
        this.graph = circuit.graph();
        this.targets = targets;
        int n = graph.size();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, Comparator.comparingDouble(i -> circuit.fit().scores().get(i)));
        byScore = new int[n];
        Arrays.setAll(byScore, k -> order[k]);
        int groups = Math.min(MOST_GROUPS, (n + LARGEST_GROUP - 1) / LARGEST_GROUP);
        groupStart = new int[groups + 1];
        for (int g = 0; g <= groups; g++) {
            groupStart[g] = (int) ((long) n * g / groups);
        }
        peak = circuit.density().peak();
        known = n <= LARGEST_TABLE ? circuit.density().all() : new double[0][];
        peaks = new double[n];
        Arrays.fill(peaks, peak);
        densest = new double[groups][groups];
        for (int g = 0; g < groups; g++) {
            for (int k = 0; k <= g; k++) {
                int upper = byScore[groupStart[g]];
                int lower = byScore[groupStart[k + 1] - 1];
                densest[g][k] = g == k
                        ? peak
                        : circuit.density().beyond(circuit.fit().scores().difference(upper, lower));
            }
        }
    }

    /** By item, no less than the density of its pair with item i. */
    private double[] most(int i) {
        return known.length > 0 ? known[i] : peaks;
    }

    /** A search with working arrays of its own, for one thread. */
    public Search search() {
        return new Search();
    }

    /** Working arrays of one thread. */
    public final class Search {
        private final double[] d = new double[graph.size()];
        private final double[] byRank = new double[graph.size()]; // the same by score
        private final double[] low = new double[groupStart.length - 1];
        private final double[] high = new double[groupStart.length - 1];
        private int source;
        private Best best = NONE_KEPT;
        private int i;
        private int j;
        private double most;
        private double bar; // what a pair must exceed to be of interest

        /** The worst target of edge e; its own pair is none. */
        public Worst of(int e) {
            circuit.respond(e, d);
            return search(e, NONE_KEPT);
        }

        /** The same from the potentials {@code H⁺ b_e}; offers all targets to {@code kept} that may belong there. */
        public Worst of(int e, double[] potentials, Best kept) {
            for (int k = 0; k < d.length; k++) {
                d[k] = circuit.pull(e) * potentials[k] + circuit.lean(k, e);
            }
            return search(e, kept);
        }

        private Worst search(int e, Best kept) {
            int a = graph.first(e);
            int b = graph.second(e);
            source = e;
            best = kept;
            i = -1;
            j = -1;
            most = 0;
            bar = 0;
            double[] atA = most(a);
            double[] atB = most(b);
            for (int k = 0; k < d.length; k++) {
                if (atA[k] * Math.abs(d[a] - d[k]) > bar) {
                    consider(a, k, a, b);
                }
                if (atB[k] * Math.abs(d[b] - d[k]) > bar) {
                    consider(b, k, a, b);
                }
            }
            searchGroups(a, b);
            return i < 0 ? new Worst(-1, -1, 0) : new Worst(i, j, circuit.density(i, j) * (d[i] - d[j]));
        }

        private void searchGroups(int a, int b) {
            for (int k = 0; k < byRank.length; k++) {
                byRank[k] = d[byScore[k]];
            }
            for (int g = 0; g < low.length; g++) {
                low[g] = Double.POSITIVE_INFINITY;
                high[g] = Double.NEGATIVE_INFINITY;
                for (int k = groupStart[g]; k < groupStart[g + 1]; k++) {
                    if (byRank[k] < low[g] && byScore[k] != a && byScore[k] != b) {
                        low[g] = byRank[k];
                    }
                    if (byRank[k] > high[g] && byScore[k] != a && byScore[k] != b) {
                        high[g] = byRank[k];
                    }
                }
            }
            for (int g = 0; g < low.length; g++) {
                for (int k = 0; k <= g; k++) {
                    if (densest[g][k] * Math.max(high[g] - low[k], high[k] - low[g]) > bar) {
                        searchBetween(g, k, a, b);
                    }
                }
            }
        }

        private void searchBetween(int g, int k, int a, int b) {
            double most = densest[g][k];
            for (int u = groupStart[g]; u < groupStart[g + 1]; u++) {
                double at = byRank[u];
                if (byScore[u] == a || byScore[u] == b || most * Math.max(at - low[k], high[k] - at) <= bar) {
                    continue; // an end has met all items
                }
                int to = g == k ? u : groupStart[k + 1];
                for (int w = groupStart[k]; w < to; w++) {
                    if (most * Math.abs(at - byRank[w]) > bar) {
                        consider(byScore[u], byScore[w], a, b);
                    }
                }
            }
        }

        private void consider(int u, int w, int a, int b) {
            double apart = Math.abs(d[u] - d[w]);
            if (u == w || (u == a && w == b) || (u == b && w == a)) {
                return;
            }
            double size = (known.length > 0 ? known[u][w] : circuit.density(u, w)) * apart;
            if (size > bar && targets.contains(Math.min(u, w), Math.max(u, w))) {
                if (size > most) {
                    most = size;
                    i = Math.min(u, w);
                    j = Math.max(u, w);
                }
                keep(Math.min(u, w), Math.max(u, w), size);
                bar = Math.min(most, best.bar());
            }
        }

        private void keep(int low, int high, double size) {
            if (size > best.bar()) {
                best.offer(new Best.Found(low, high, source, d[low] < d[high] ? -size : size));
            }
        }
    }
}

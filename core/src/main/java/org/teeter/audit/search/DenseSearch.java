package org.teeter.audit.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.teeter.data.ComparisonGraph;

/** Every target with its worst source, ranked: what the inverse allows. */
public final class DenseSearch {
    /** So many items are not worth a second thread. */
    private static final int FEW = 32;

    private final Circuit circuit;
    private final ComparisonGraph graph;
    private final boolean observedToo;
    private final WorstTargets.PairFilter comparable;
    private final int top;
    private final List<Double> thresholds;
    private final WorstSources sources;
    private final ObjDoubleConsumer<String> progress;

    /**
     * A search of all targets.
     *
     * @param observedToo whether pairs that were compared are targets
     * @param comparable which pairs are targets at all
     * @param top how many targets to rank, 0 for all
     * @param thresholds of sensitivity, above which targets are counted
     * @param progress is told what is done, and which share of it
     */
    public DenseSearch(
            Circuit circuit,
            boolean observedToo,
            WorstTargets.PairFilter comparable,
            int top,
            List<Double> thresholds,
            ObjDoubleConsumer<String> progress) {
        this.circuit = circuit;
        this.graph = circuit.graph();
        this.observedToo = observedToo;
        this.comparable = comparable;
        this.top = top;
        this.thresholds = thresholds;
        this.sources = new WorstSources(circuit);
        this.progress = progress;
    }

    /** Targets ranked by sensitivity, and how many of all exceeded each threshold. */
    public static final class Ranking {
        private final int[] i;
        private final int[] j;
        private final int[] edge;
        private final double[] sensitivity;
        private long targets;
        private final long[] over;

        private Ranking(int size, int thresholds) {
            i = new int[size];
            j = new int[size];
            edge = new int[size];
            sensitivity = new double[size];
            over = new long[thresholds];
        }

        public int size() {
            return i.length;
        }

        /** The lower item of the k-th target. */
        public int i(int k) {
            return i[k];
        }

        /** The higher item of the k-th target. */
        public int j(int k) {
            return j[k];
        }

        /** Its worst source, or -1 if it has none. */
        public int edge(int k) {
            return edge[k];
        }

        /** How far the one moves with the share of the other. */
        public double sensitivity(int k) {
            return sensitivity[k];
        }

        /** How many targets there were. */
        public long targets() {
            return targets;
        }

        /** How many of them exceed each threshold. */
        public List<Long> over() {
            return LongStream.of(over).boxed().toList();
        }

        private void put(int k, int first, int second, int source, double s) {
            i[k] = first;
            j[k] = second;
            edge[k] = source;
            sensitivity[k] = s;
        }
    }

    /** Examines every target. */
    public Ranking rank() {
        int n = graph.size();
        AtomicInteger done = new AtomicInteger();
        IntStream each = IntStream.range(0, n);
        List<Ranking> rows = (n > FEW ? each.parallel() : each)
                .mapToObj(i -> {
                    Ranking row = row(i);
                    progress.accept(
                            "looking for the worst source of each prediction", done.incrementAndGet() / (double) n);
                    return row;
                })
                .toList();
        Ranking all = new Ranking(rows.stream().mapToInt(Ranking::size).sum(), thresholds.size());
        int k = 0;
        for (Ranking row : rows) {
            for (int r = 0; r < row.size(); r++, k++) {
                all.put(k, row.i[r], row.j[r], row.edge[r], row.sensitivity[r]);
            }
            all.targets += row.targets;
            for (int m = 0; m < all.over.length; m++) {
                all.over[m] += row.over[m];
            }
        }
        return best(all);
    }

    private Ranking row(int i) {
        int n = graph.size();
        Ranking row = new Ranking(n - 1 - i, thresholds.size());
        int at = graph.graph().start(i);
        int k = 0;
        for (int j = i + 1; j < n; j++) {
            boolean observed = at < graph.graph().start(i + 1) && graph.second(at) == j;
            int own = observed ? at++ : -1;
            if ((observed && !observedToo) || !comparable.contains(i, j)) {
                continue;
            }
            WorstSources.Source worst = sources.of(i, j, own);
            double s = circuit.density(i, j) * worst.perDensity();
            row.put(k++, i, j, worst.edge(), s);
            for (int m = 0; m < thresholds.size(); m++) {
                row.over[m] += Math.abs(s) > thresholds.get(m) ? 1 : 0;
            }
        }
        row.targets = k;
        Ranking found = reordered(row, IntStream.range(0, k).toArray());
        return top > 0 && k > top ? best(found) : found; // they are ranked together at last
    }

    /** The first {@code top}, or all, by falling size; equals keep their order. */
    private Ranking best(Ranking ranking) {
        Integer[] order = new Integer[ranking.size()];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble(k -> -Math.abs(ranking.sensitivity[k])));
        int kept = top == 0 ? order.length : Math.min(top, order.length);
        return reordered(
                ranking,
                Arrays.stream(order, 0, kept).mapToInt(Integer::intValue).toArray());
    }

    private Ranking reordered(Ranking from, int[] order) {
        Ranking to = new Ranking(order.length, thresholds.size());
        to.targets = from.targets;
        System.arraycopy(from.over, 0, to.over, 0, to.over.length);
        for (int k = 0; k < order.length; k++) {
            int old = order[k];
            to.put(k, from.i[old], from.j[old], from.edge[old], from.sensitivity[old]);
        }
        return to;
    }
}

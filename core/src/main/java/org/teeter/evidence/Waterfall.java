package org.teeter.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;

/**
 * The lead of i over j as a sum over chains of judged pairs: how large a share of the evidence each carries, and what it says by itself.
 *
 * <pre>{@code x_ij = Σ_P φ_P Σ_{e on P} ± z_e,   Σ_P φ_P = 1    [M82]}</pre>
 *
 * <p>Chains are taken off the current, the shortest first and of these the one that carries most, so that the direct comparison comes before
 * all (Papakonstantinou et al. 2018, streams of evidence). Where judged pairs are many, only so many chains are; the rest is summed.
 *
 * @param lead {@code x_ij = s_i - s_j}
 * @param streams the chains, those that carry most first
 * @param rest what runs along other chains
 */
public record Waterfall(int i, int j, double lead, List<Stream> streams, Rest rest) {
    /** Stands for the prior on a chain. */
    public static final int PRIOR = -1;

    /** Less of a current is rounding. */
    private static final double NOTHING = 1e-12;

    private static final long WORK = 200_000_000;
    private static final int FEWEST = 20;

    public Waterfall {
        streams = List.copyOf(streams);
    }

    /**
     * One chain.
     *
     * @param items from i to j
     * @param share φ, which part of the evidence runs along it
     * @param sum of the working responses on it: the lead that it speaks for
     */
    public record Stream(List<Integer> items, double share, double sum) {
        public Stream {
            items = List.copyOf(items);
        }

        /** What it adds to the lead. */
        public double contribution() {
            return share * sum;
        }

        /** Whether it is the comparison of i and j itself. */
        public boolean isDirect() {
            return items.size() == 2;
        }
    }

    /**
     * What is not listed.
     *
     * @param share of the evidence
     * @param contribution to the lead
     */
    public record Rest(double share, double contribution) {}

    /** The waterfall of a fit's prediction. */
    public static Waterfall of(Fit<?> fit, int i, int j) {
        return of(Network.of(fit).flow(i, j));
    }

    /** The chains of a current. */
    public static Waterfall of(Flow flow) {
        Arcs arcs = new Arcs(flow);
        List<Stream> streams = new ArrayList<>();
        long most = Math.max(FEWEST, WORK / (1 + arcs.size));
        while (streams.size() < most && arcs.findWay()) {
            streams.add(arcs.take());
        }
        double share = 1 - streams.stream().mapToDouble(Stream::share).sum();
        streams.sort(Comparator.comparingDouble((Stream s) -> -s.share()));
        return new Waterfall(
                flow.i(),
                flow.j(),
                flow.network().lead(flow.i(), flow.j()),
                streams,
                new Rest(share, arcs.contribution()));
    }

    /** What is left of the current, on arcs that point down the potentials. */
    private static final class Arcs {
        private final int from;
        private final int to;
        private final int prior; // its number as a vertex
        private final int size;
        private final int[] start; // arcs that leave each vertex
        private final int[] head;
        private final double[] left;
        private final double[] weighted; // c z along the arc
        private final double[] conductance;
        private final int[] queue;
        private final int[] level;
        private final int[] by; // the arc on which the widest shortest way comes in
        private final int[] tail;
        private final double[] width;

        Arcs(Flow flow) {
            Network network = flow.network();
            Graph graph = network.graph();
            this.from = flow.i();
            this.to = flow.j();
            this.prior = graph.size();
            int vertices = graph.size() + 1;
            int most = graph.edges() + (network.isGrounded() ? graph.size() : 0);
            int[] tails = new int[most];
            int[] heads = new int[most];
            double[] currents = new double[most];
            double[] sums = new double[most];
            double[] conductances = new double[most];
            double[] responses = network.weightedResponses();
            for (int k = 0; k < most; k++) {
                boolean isPair = k < graph.edges();
                int a = isPair ? graph.first(k) : k - graph.edges();
                int b = isPair ? graph.second(k) : prior;
                double f = isPair ? flow.current(k) : flow.intoPrior(a);
                double sum = isPair ? responses[k] : network.weightedPrior(a);
                tails[k] = f >= 0 ? a : b;
                heads[k] = f >= 0 ? b : a;
                currents[k] = Math.abs(f);
                sums[k] = f >= 0 ? sum : -sum;
                conductances[k] = isPair ? network.conductance(k) : network.ground(a);
            }
            this.size = most;
            this.start = new int[vertices + 1];
            for (int t : tails) {
                start[t + 1]++;
            }
            for (int v = 0; v < vertices; v++) {
                start[v + 1] += start[v];
            }
            this.head = new int[most];
            this.tail = new int[most];
            this.left = new double[most];
            this.weighted = new double[most];
            this.conductance = new double[most];
            int[] next = start.clone();
            for (int k = 0; k < most; k++) {
                int at = next[tails[k]]++;
                tail[at] = tails[k];
                head[at] = heads[k];
                left[at] = currents[k];
                weighted[at] = sums[k];
                conductance[at] = conductances[k];
            }
            this.queue = new int[vertices];
            this.level = new int[vertices];
            this.by = new int[vertices];
            this.width = new double[vertices];
        }

        /** The widest of the shortest ways along which something is left; says whether there is one. */
        boolean findWay() {
            Arrays.fill(level, -1);
            Arrays.fill(width, 0);
            int count = 1;
            queue[0] = from;
            level[from] = 0;
            width[from] = Double.POSITIVE_INFINITY;
            for (int k = 0; k < count && (level[to] < 0 || level[queue[k]] < level[to]); k++) {
                int v = queue[k];
                for (int arc = start[v]; arc < start[v + 1]; arc++) {
                    int w = head[arc];
                    if (left[arc] <= NOTHING || (level[w] >= 0 && level[w] <= level[v])) {
                        continue;
                    }
                    if (level[w] < 0) {
                        level[w] = level[v] + 1;
                        queue[count++] = w;
                    }
                    double through = Math.min(width[v], left[arc]);
                    if (through > width[w]) {
                        width[w] = through;
                        by[w] = arc;
                    }
                }
            }
            return level[to] >= 0;
        }

        /** Takes the way that was found off the current. */
        Stream take() {
            double share = width[to];
            List<Integer> items = new ArrayList<>(List.of(to));
            double sum = 0;
            for (int v = to; v != from; v = tail[by[v]]) {
                int arc = by[v];
                left[arc] = left[arc] == share ? 0 : left[arc] - share;
                sum += weighted[arc] / conductance[arc];
                items.add(0, tail[arc] == prior ? PRIOR : tail[arc]);
            }
            return new Stream(items, share, sum);
        }

        /** What is left adds so much to the lead. */
        double contribution() {
            double sum = 0;
            for (int arc = 0; arc < size; arc++) {
                sum += left[arc] == 0 ? 0 : left[arc] * (weighted[arc] / conductance[arc]);
            }
            return sum;
        }
    }
}

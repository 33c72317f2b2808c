package org.teeter.audit.search;

import java.util.Arrays;
import org.teeter.graph.Graph;
import org.teeter.graph.Incidence;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.SpectralGap;

/**
 * How far each pair can reach at most, without a solve.
 *
 * <p>With d what each item conducts and {@code A = D^-1/2 C D^-1/2}, potentials are sums over ever longer walks, {@code H⁺ b = D^-1/2 (I
 * + A + A² + …) D^-1/2 b}. Cut off where the current that is still on its way is r, {@code ρ² = Σ r_i² / d_i}, the sum x is off by at
 * most
 *
 * <pre>{@code
 * |H⁺ b - x|_i <= r_i / d_i + ρ sqrt(q_i) / gap,   q_i = Σ_k (c_ik / d_i)² / d_k
 * R = bᵀ H⁺ b  <= bᵀ x + xᵀ r + ρ² / gap           [M48]
 * }</pre>
 *
 * <p>where gap bounds {@code 1 - λ2(A)}; the ground counts as one more vertex. Where walks mix slowly, short detours around the
 * pair itself still bound R, as taking the rest of a circuit away never lowers a resistance.
 */
/*
 * The bound by two steps of the walk is in the spirit of U. von Luxburg, A. Radl and M. Hein (2010), Getting lost in space: large
 * sample analysis of the resistance distance, NIPS 23. Detours: Rayleigh's monotonicity law, P. G. Doyle and J. L. Snell (1984),
 * Random walks and electric networks, §1.4.
 */
final class ReachBounds {
    /** Pairs that a walk may look at: about a tenth of a millisecond. */
    private static final int LARGEST_VOLUME = 50_000;

    /** For rounding: bounds are sums of some thousands of positive terms. */
    private static final double UP = 1 + 1e-9;

    private final Graph graph;
    private final Laplacian h;
    private final double gap;
    private final int[] start;
    private final int[] neighbour;
    private final double[] conductance;
    private final double[] d;
    private final double groundConducts;
    private final double[] q;
    private final double rootOfLargestQ;

    ReachBounds(Graph graph, Laplacian h) {
        this.graph = graph;
        this.h = h;
        this.gap = SpectralGap.of(h);
        int n = graph.size();
        Incidence incidence = graph.incidence();
        this.start = new int[n + 1];
        Arrays.setAll(start, incidence::start);
        this.neighbour = new int[start[n]];
        Arrays.setAll(neighbour, incidence::neighbour);
        this.conductance = new double[start[n]];
        Arrays.setAll(conductance, at -> h.conductance(incidence.edge(at)));
        this.d = h.diagonal();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += h.ground(i);
        }
        this.groundConducts = sum;
        this.q = new double[n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int at = start[i]; at < start[i + 1]; at++) {
                double share = conductance[at] / d[i];
                q[i] += share * share / d[neighbour[at]];
            }
            if (h.ground(i) > 0) {
                q[i] += h.ground(i) / d[i] * (h.ground(i) / d[i]) / groundConducts;
            }
            largest = Math.max(largest, q[i]);
        }
        this.rootOfLargestQ = Math.sqrt(largest);
    }

    /** An upper bound of the effective resistance of every pair, from its ends and their neighbours. */
    double[] resistances() {
        double[] bounds = new double[graph.edges()];
        double[] toA = new double[graph.size()]; // conductance between a and each of its neighbours
        for (int a = 0; a < graph.size(); a++) {
            for (int at = start[a]; at < start[a + 1]; at++) {
                toA[neighbour[at]] = conductance[at];
            }
            for (int at = start[a]; at < start[a + 1]; at++) {
                int b = neighbour[at];
                int more = Integer.compare(start[a + 1] - start[a], start[b + 1] - start[b]);
                if (more > 0 || (more == 0 && a > b)) { // reading the shorter list keeps hubs cheap
                    bounds[graph.edge(a, b)] = resistance(a, b, conductance[at], toA);
                }
            }
            for (int at = start[a]; at < start[a + 1]; at++) {
                toA[neighbour[at]] = 0;
            }
        }
        return bounds;
    }

    private double resistance(int a, int b, double c, double[] toA) {
        double detours = 0;
        double common = 0;
        for (int at = start[b]; at < start[b + 1]; at++) {
            double ca = toA[neighbour[at]];
            if (ca > 0) {
                detours += inSeries(ca, conductance[at]);
                common += ca / d[a] * (conductance[at] / d[b]) / d[neighbour[at]];
            }
        }
        double ga = h.ground(a);
        double gb = h.ground(b);
        if (ga > 0 && gb > 0) {
            detours += inSeries(ga, gb);
            common += ga / d[a] * (gb / d[b]) / groundConducts;
        }
        double shortest = 1 / (c + detours);
        if (gap == 0) {
            return UP * shortest;
        }
        double walked = 1 / d[a] + 1 / d[b] - 2 * (c / d[a] / d[b]) + Math.max(0, q[a] + q[b] - 2 * common) / gap;
        return UP * Math.min(shortest, walked);
    }

    private static double inSeries(double c, double k) {
        return c * (k / (c + k));
    }

    Walk walk() {
        return new Walk();
    }

    /** Working arrays of one thread. */
    final class Walk {
        private final double[] x = new double[graph.size()];
        private final double[] r = new double[graph.size()];
        private final double[] arriving = new double[graph.size()];
        private final boolean[] met = new boolean[graph.size()];
        private int[] items = new int[16];
        private int count;
        private double rGround;

        /**
         * An upper bound of {@code |b_ijᵀ H⁺ b_e|} for all pairs but the one compared.
         *
         * @param e the pair
         * @param known what is known to bound it
         * @param enough below which no better bound is needed
         */
        double reach(int e, double known, double enough) {
            if (gap == 0) {
                return known;
            }
            int a = graph.first(e);
            int b = graph.second(e);
            meet(a);
            meet(b);
            r[a] = 1;
            r[b] = -1;
            rGround = 0;
            double bound = known;
            long volume = 0;
            while (true) {
                double before = bound;
                bound = Math.min(bound, UP * bound(a, b));
                for (int k = 0; k < count; k++) {
                    volume += start[items[k] + 1] - start[items[k]];
                }
                // the walk's own bound begins high, so only once it has begun to count does slow progress mean the end
                if (bound <= enough || volume > LARGEST_VOLUME || (before < known && bound > 0.99 * before)) {
                    break;
                }
                step();
            }
            for (int k = 0; k < count; k++) {
                x[items[k]] = 0;
                r[items[k]] = 0;
                met[items[k]] = false;
            }
            count = 0;
            return bound;
        }

        private double bound(int a, int b) {
            double rho2 = rGround == 0 ? 0 : rGround * rGround / groundConducts;
            double xr = 0;
            for (int k = 0; k < count; k++) {
                int i = items[k];
                rho2 += r[i] * r[i] / d[i];
                xr += x[i] * r[i];
            }
            double off = Math.sqrt(rho2) / gap;
            double resistance = x[a] - x[b] + xr + rho2 / gap;
            double beyond = rootOfLargestQ * off; // bounds the potential of items not met
            double high = beyond; // of all but a
            double low = -beyond; // of all but b
            for (int k = 0; k < count; k++) {
                int i = items[k];
                double value = x[i] + r[i] / d[i];
                double error = Math.sqrt(q[i]) * off;
                high = i == a ? high : Math.max(high, value + error);
                low = i == b ? low : Math.min(low, value - error);
            }
            double atA = x[a] + r[a] / d[a] + Math.sqrt(q[a]) * off;
            double atB = x[b] + r[b] / d[b] - Math.sqrt(q[b]) * off;
            double withoutBoth = Math.max(high - low, Math.max(atA - low, high - atB));
            return Math.min(resistance, withoutBoth);
        }

        private void step() {
            int before = count;
            for (int k = 0; k < before; k++) {
                int i = items[k];
                double share = r[i] / d[i];
                x[i] += share;
                rGround += h.ground(i) * share;
                for (int at = start[i]; at < start[i + 1]; at++) {
                    int to = neighbour[at];
                    meet(to);
                    arriving[to] += conductance[at] * share;
                }
            }
            for (int k = 0; k < count; k++) {
                int i = items[k];
                r[i] = arriving[i];
                arriving[i] = 0;
            }
        }

        private void meet(int i) {
            if (!met[i]) {
                met[i] = true;
                if (count == items.length) {
                    items = Arrays.copyOf(items, 2 * count);
                }
                items[count++] = i;
            }
        }
    }
}

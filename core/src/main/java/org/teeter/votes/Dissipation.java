package org.teeter.votes;

import java.util.Arrays;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;

/**
 * A number of votes below which no choice of votes turns a duel round, proven for Bradley-Terry however far other scores move.
 *
 * <p>Let j be level with i, or ahead, after votes d have been changed, and let {@code φ = clip(Δs - Δs_i, 0, λ)}, λ the lead of i now, so
 * that {@code φ_i = 0} and {@code φ_j = λ}. The score equations before and after, along φ, say that the votes pay for what the pairs
 * dissipate, with δ the difference of φ along a pair:
 *
 * <pre>{@code
 * Σ_k d_k a_k(δ) >= P(φ) = Σ_e n_e δ (g(x + δ) - g(x)),   a = |δ| of a turned vote, |δ| (1 - g(x + δ)) of a win that is dropped or added    [M150]
 * }</pre>
 *
 * <p>Clipping takes nothing away from that, since what a pair dissipates, less what its changed votes pay, grows with |δ|. Each pair
 * conducts {@code c = n min (g(x + δ) - g(x))/δ} at least, over what is known of its δ, so P is {@code λ²/R} where current flows by itself, and
 * {@code yᵀLy} more a departure y from there. Along pair e a departure gains the votes {@code q y_e}, so that {@code k} votes are a knapsack of {@code
 * a_k + k q² R_e/4} [M151], R_e with i and j held; and it costs what they pay at most, which says more of each δ: so on, until nothing more is said.
 */
final class Dissipation {
    /** An inverse is made each time that more is known. */
    static final int LARGEST = 500;

    /** For rounding, and for votes that are told apart in single precision. */
    private static final double MARGIN = 1e-6;

    private static final int MOST_STEPS = 12;
    /** Differences are known well enough once another step takes less than this share of their room. */
    private static final double SETTLED = 0.02;

    private static final int MOST_CIRCUITS = 4;
    private static final int MOST_BISECTIONS = 12;
    private static final double FINEST = 1e-3;
    private static final double LARGE = 30; // where hyperbolic functions lose nothing to a difference
    private static final int OUTCOMES = 3;

    private final Fit<ComparisonGraph> fit;
    private final ComparisonGraph data;
    private final Graph graph;
    private final Change change;
    private final double[] room; // of each kind: how many of its votes can be changed
    private final boolean whole;
    private final double[] lead; // x, by pair
    private final double[][] inverse; // at the fit

    Dissipation(Fit<ComparisonGraph> fit, Change change) {
        this.fit = fit;
        this.data = fit.data();
        this.graph = data.graph();
        this.change = change;
        this.room = new double[data.kinds()];
        Arrays.setAll(room, data::weight);
        this.whole = Arrays.stream(room).allMatch(w -> w == Math.rint(w));
        for (int k = 0; k < room.length; k++) {
            boolean stays =
                    k % OUTCOMES == 2 && change != Change.DROP; // an added tie does no more than half of an added win
            room[k] = stays ? 0 : change == Change.ADD ? Double.POSITIVE_INFINITY : room[k];
        }
        this.lead = new double[graph.edges()];
        Arrays.setAll(lead, e -> fit.scores().difference(data.first(e), data.second(e)));
        double[] conductance = new double[lead.length];
        Arrays.setAll(conductance, e -> data.n(e) * mean(lead[e], 0));
        this.inverse = Elimination.of(closed(conductance)).inverse();
    }

    private Laplacian closed(double[] conductance) {
        double[] ground = new double[graph.size()];
        Arrays.setAll(ground, v -> fit.prior().curvature(fit.scores().get(v)));
        return new Laplacian(graph.starts(), graph.seconds(), conductance, ground).closed();
    }

    /** {@code (g(x + δ) - g(x)) / δ}, and g'(x) for δ = 0. */
    private static double mean(double x, double delta) {
        if (Math.abs(delta) > LARGE) {
            return (rate(x + delta) - rate(x)) / delta;
        }
        double ratio = delta == 0 ? 0.5 : Math.sinh(delta / 2) / delta;
        return ratio / (2 * Math.cosh(x / 2) * Math.cosh((x + delta) / 2));
    }

    /** g. */
    private static double rate(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double resistance(double[][] inverse, int a, int b) {
        return (inverse[a][a] - inverse[a][b]) + (inverse[b][b] - inverse[b][a]);
    }

    /** Fewer votes do not turn the duel, seen without work: a vote pays {@code λ} at most, and no pair conducts less than {@code (1 - e^-λ)/λ} of now. */
    double atOnce(int i, int j) {
        double votes = -Math.expm1(-fit.scores().difference(i, j)) / resistance(inverse, i, j) * (1 - MARGIN);
        return whole ? Math.ceil(votes) : votes;
    }

    /** At least so many votes turn the duel round, seen from the circuit of the fit; at most {@code found}. */
    double near(int i, int j, double found) {
        double most = below(found);
        return Math.min(found, atLeast(new Box(i, j), new Circuit(i, j), most));
    }

    /** Whether so many votes do not turn it, no more of each kind than is said: seen from the circuit of the fit. */
    boolean cannot(int i, int j, double votes, double[] most) {
        for (int k = 0; k < room.length; k++) {
            room[k] = Math.min(room[k], most[k]);
        }
        return new Box(i, j).needed(new Circuit(i, j), votes) > votes;
    }

    /** At least so many votes turn the duel round, with circuits of what is known of it; at most {@code found}. */
    double least(int i, int j, double found) {
        double most = below(found);
        Box box = new Box(i, j);
        Circuit circuit = new Circuit(i, j);
        double sure = box.needed(circuit, most);
        for (int step = 0; step < MOST_CIRCUITS && sure <= most; step++) {
            double before = box.room();
            circuit = new Circuit(box);
            sure = Math.max(sure, box.needed(circuit, most));
            if (box.room() > before * (1 - SETTLED)) {
                break;
            }
        }
        if (sure > most) {
            return found;
        }
        return Math.min(found, Math.max(sure, atLeast(box, circuit, most)));
    }

    /** Fewer than were found. */
    private double below(double found) {
        return whole ? found - 1 : found * (1 - MARGIN);
    }

    /** Bisects for the most votes that do not do it; more than {@code most} where as many do not. */
    private double atLeast(Box known, Circuit circuit, double most) {
        Box box = new Box(known);
        double sure = box.needed(circuit, most);
        if (sure > most) {
            return sure;
        }
        double can = most;
        for (int step = 0; step < MOST_BISECTIONS && can - sure > (whole ? 0 : FINEST * most); step++) {
            double middle = whole ? Math.floor((can + sure) / 2) : (can + sure) / 2;
            Box smaller = new Box(box);
            double needed = smaller.needed(circuit, middle);
            if (needed > middle) {
                sure = whole ? middle + 1 : middle;
            } else {
                sure = Math.max(sure, needed);
                can = middle;
                box = smaller;
            }
        }
        return sure;
    }

    /** How current flows from j to i, through conductances that are smaller than those of any change. */
    private final class Circuit {
        private final double power; // λ²/R
        private final double[] at; // δ, by pair, where current flows by itself
        private final double[] held; // R_e

        /** That of the fit, with {@code (1 - e^-λ)/λ} of its conductances. */
        Circuit(int i, int j) {
            this(
                    inverse,
                    i,
                    j,
                    -Math.expm1(-fit.scores().difference(i, j)) / fit.scores().difference(i, j));
        }

        /** Of what pairs conduct at least in a box. */
        Circuit(Box box) {
            this(Elimination.of(closed(box.conductances())).inverse(), box.i, box.j, 1);
        }

        private Circuit(double[][] potentials, int i, int j, double share) {
            double span = fit.scores().difference(i, j);
            double all = resistance(potentials, i, j);
            this.at = new double[lead.length];
            this.held = new double[lead.length];
            for (int e = 0; e < at.length; e++) {
                int a = graph.first(e);
                int b = graph.second(e);
                double u = (potentials[a][j] - potentials[a][i]) - (potentials[b][j] - potentials[b][i]);
                at[e] = span * u / all;
                held[e] = Math.max(0, resistance(potentials, a, b) - u * u / all) / share;
            }
            this.power = span * span / all * share * (1 - MARGIN);
        }
    }

    /** What is known of the differences that a changed fit has, of i and j level. */
    private final class Box {
        private final int i;
        private final int j;
        private final double span; // λ
        private final double[] low; // δ, by pair
        private final double[] high;

        Box(int i, int j) {
            this.i = i;
            this.j = j;
            this.span = fit.scores().difference(i, j);
            this.low = new double[lead.length];
            this.high = new double[lead.length];
            for (int e = 0; e < low.length; e++) {
                int a = graph.first(e);
                int b = graph.second(e);
                low[e] = a == i && b == j ? -span : a == j || b == i ? 0 : -span;
                high[e] = a == j && b == i ? span : a == i || b == j ? 0 : span;
                if (a == j && b == i) {
                    low[e] = span;
                } else if (a == i && b == j) {
                    high[e] = -span;
                }
            }
        }

        Box(Box other) {
            this.i = other.i;
            this.j = other.j;
            this.span = other.span;
            this.low = other.low.clone();
            this.high = other.high.clone();
        }

        /** At least so many votes are needed, if no more than {@code most} are taken; infinite where that cannot be. Makes the box smaller. */
        double needed(Circuit circuit, double most) {
            double needed = 0;
            double[] pay = new double[room.length];
            double[] best = new double[room.length];
            for (int step = 0; step < MOST_STEPS; step++) {
                for (int k = 0; k < pay.length; k++) {
                    if (room[k] > 0) {
                        int e = k / OUTCOMES;
                        pay[k] = pays(k);
                        best[k] = Math.min(pay[k], alone(k, circuit.at[e], circuit.held[e], most));
                    }
                }
                needed = Math.max(needed, votes(best, circuit.power));
                double beyond = sum(pay, most) - circuit.power;
                if (beyond < 0) {
                    return Double.POSITIVE_INFINITY;
                }
                double before = room();
                shrink(circuit, beyond);
                if (needed > most || room() > before * (1 - SETTLED)) {
                    break;
                }
            }
            return needed;
        }

        double[] conductances() {
            double[] conductance = new double[low.length];
            Arrays.setAll(conductance, e -> data.n(e) * Math.min(mean(lead[e], low[e]), mean(lead[e], high[e])));
            return conductance;
        }

        /** a: what a vote pays at most, in the box. */
        private double pays(int k) {
            int e = k / OUTCOMES;
            double down = Math.max(0, -low[e]);
            double up = Math.max(0, high[e]);
            return switch (k % OUTCOMES) {
                case 0 -> change == Change.ADD ? up * share(k) : down * share(k);
                case 1 -> change == Change.ADD ? down * share(k) : up * share(k);
                default -> Math.max(up * (rate(lead[e] + up) - 0.5), down * (0.5 - rate(lead[e] - down)));
            };
        }

        /** q: what a vote pays of a unit of its difference at most, in the box. */
        private double share(int k) {
            int e = k / OUTCOMES;
            boolean first = k % OUTCOMES == 0;
            return switch (change) {
                case FLIP -> 1;
                case DROP -> first ? rate(-lead[e] - low[e]) : rate(lead[e] + high[e]);
                case ADD -> first ? rate(-lead[e] - Math.max(0, low[e])) : rate(lead[e] + Math.min(0, high[e]));
            };
        }

        /** What a vote pays, and the departure that it is worth, where so many votes are changed. */
        private double alone(int k, double at, double held, double votes) {
            if (k % OUTCOMES == 2) {
                return Double.POSITIVE_INFINITY;
            }
            double q = share(k);
            boolean down = (k % OUTCOMES == 0) != (change == Change.ADD);
            return Math.max(0, q * (down ? -at : at) + votes / 4 * q * q * held);
        }

        private void shrink(Circuit circuit, double beyond) {
            for (int e = 0; e < low.length; e++) {
                double far = Math.sqrt(beyond * circuit.held[e]) * (1 + MARGIN);
                low[e] = Math.max(low[e], Math.min(high[e], circuit.at[e] - far));
                high[e] = Math.min(high[e], Math.max(low[e], circuit.at[e] + far));
            }
        }

        /** How much is left open, by pairs. */
        double room() {
            double open = 0;
            for (int e = 0; e < low.length; e++) {
                open += data.n(e) * (high[e] - low[e]);
            }
            return open;
        }
    }

    /** How many votes of these values amount to so much. */
    private double votes(double[] values, double wanted) {
        double[] worth = new double[room.length];
        Arrays.setAll(worth, k -> values[k] > 0 ? room[k] * values[k] : 0);
        double left = wanted;
        double votes = 0;
        for (int k : Best.of(values, worth, wanted)) {
            double taken = Math.min(room[k], left / values[k]);
            votes += taken;
            left -= taken * values[k];
        }
        if (left > wanted * MARGIN) {
            return Double.POSITIVE_INFINITY;
        }
        return whole ? Math.ceil(votes * (1 - MARGIN)) : votes;
    }

    /** What so many votes of these values amount to at most. */
    private double sum(double[] values, double votes) {
        double left = votes;
        double sum = 0;
        for (int k : Best.of(values, room, votes)) {
            double taken = Math.min(room[k], left);
            sum += taken * values[k];
            left -= taken;
        }
        return sum;
    }
}

package org.teeter.votes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;

/**
 * A number of votes below which no choice of votes turns a duel round, proven for Bradley-Terry from two references.
 *
 * <p>Let w be the votes, of which {@code d} are changed, and let w̃ be the votes after some reference change d̃; all that is needed of θ* is
 * that it maximises the likelihood of w̃ among scores with {@code s_i = s_j}. If d tips the duel, then on the way there the lead was 0 at
 * some maximum θ' = θ* + δ. With {@code u = H̃⁺ b_ij} at θ*, for which {@code uᵀ H̃ δ = 0}, the score equation along u is
 *
 * <pre>{@code
 * λ ρ = Σ_b e_b τ_b + rest,   e = d - d̃,  τ_b = the force of one vote along u,  λ ρ = b_ijᵀ H̃⁺ ∇L̃(θ*)    [M91]
 * |rest| <= Σ_e ½ |u_e| ñ_e max|g''| δ_e² + Σ_b |e_b| |u_b| |p'_b - p_b|
 * }</pre>
 *
 * <p>Both parts of the rest are bounded through {@code |δ_e| <= D_e = Σ_b |e_b| f_b R̃_e / κ(h)}: a force on one pair of a circuit moves no
 * other pair of vertices further apart than its own, a circuit of larger conductances has smaller resistances, and along a path that
 * changes no difference by more than h a conductance falls by {@code κ(h) = (1 - e^-h) / h} on average at most; h follows from its own
 * bound. So each vote changed beyond or short of d̃ adds at most a known gain to its force, and the votes are a knapsack: if even the best
 * k do not amount to λ ρ, k votes do not tip. The reference is no change, or the votes that a search found.
 */
final class References {
    private static final double STEEPEST_BEND = 0.09622504486493764; // max |g''| = 1 / (6 √3)
    private static final int MOST_STEPS = 100;
    private static final double LONGEST_STEP = 1.5;
    private static final double SETTLED = 1e-11;
    /** Steps that are this short, of the largest score, and shorten no more are rounding, far below {@link #MARGIN}. */
    private static final double ROUNDING = 1e-8;
    /** For rounding, and for votes that are told apart in single precision: a knapsack must stay below by this share. */
    private static final double MARGIN = 1e-6;
    /** To this share of the votes found is the bound of more than a million found. */
    private static final double FINEST = 1e-6;

    private static final int OUTCOMES = 3;

    private final Fit<ComparisonGraph> fit;
    private final ComparisonGraph data;
    private final Graph graph;
    private final Change change;
    private final double[] weights;
    private final double[] room; // of each kind: how many of its votes can be changed
    private final boolean whole;

    References(Fit<ComparisonGraph> fit, Change change) {
        this.fit = fit;
        this.data = fit.data();
        this.graph = data.graph();
        this.change = change;
        this.weights = new double[data.kinds()];
        Arrays.setAll(weights, data::weight);
        this.room = weights.clone();
        if (change == Change.ADD) {
            Arrays.fill(room, Double.POSITIVE_INFINITY);
        }
        for (int k = 2; change == Change.FLIP && k < room.length; k += OUTCOMES) {
            room[k] = 0;
        }
        this.whole = Arrays.stream(weights).allMatch(w -> w == Math.rint(w));
    }

    /** Whether fewer votes than that leave the lead of i over j as it is, seen from the fit without anything held; told at once of many duels. */
    Free free() {
        Reference free = new Reference(fit.position(), new double[weights.length], -1, -1);
        return (i, j, found) -> free.cannotCross(i, j, fit.scores().difference(i, j), found);
    }

    /** What is told of a duel at once. */
    @FunctionalInterface
    interface Free {
        boolean cannotCross(int i, int j, double votes);
    }

    /** What two references say of a duel. */
    final class OfDuel {
        private final int i;
        private final int j;
        private final Search<ComparisonGraph> search;
        private final Reference atFit;

        @Nullable
        private Reference near;

        OfDuel(int i, int j, Search<ComparisonGraph> search) {
            this.i = i;
            this.j = j;
            this.search = search;
            double[] none = new double[weights.length];
            this.atFit = new Reference(held(i, j, none), none, i, j);
        }

        private Reference near() {
            Reference known = near;
            if (known == null) {
                double[] votes = search.continuous(i, j).orElseGet(() -> new double[weights.length]);
                known = new Reference(held(i, j, votes), votes, i, j);
                near = known;
            }
            return known;
        }

        /** At least so many votes turn the duel; at most {@code found}. */
        double least(double found) {
            double proven = bound(atFit, found);
            return proven < found ? Math.max(proven, bound(near(), found)) : proven;
        }

        /** Whether so many votes do not turn it, no more of each kind than is said. */
        boolean cannot(double votes, double[] most) {
            for (int k = 0; k < room.length; k++) {
                room[k] = Math.min(room[k], most[k]);
            }
            if (References.this.cannot(atFit, votes)) {
                return true;
            }
            return References.this.cannot(near(), votes);
        }
    }

    /** The largest number of votes that is needed for sure, by bisection: what k votes cannot do, fewer cannot. */
    private double bound(Reference reference, double most) {
        double can = most;
        if (cannot(reference, whole ? most - 1 : most * (1 - MARGIN))) {
            return most;
        }
        double cannot = 0;
        while (whole ? can - cannot > Math.max(1, most * FINEST) : can - cannot > 1e-3 * most) {
            double middle = whole ? Math.floor((can + cannot) / 2) : (can + cannot) / 2;
            if (cannot(reference, middle)) {
                cannot = middle;
            } else {
                can = middle;
            }
        }
        return whole ? cannot + 1 : cannot; // beyond a million as many as were seen not to suffice, or a few more
    }

    private boolean cannot(Reference reference, double votes) {
        return reference.knapsack(votes) < reference.missing * (1 - MARGIN);
    }

    /** The scores of largest likelihood with {@code s_i = s_j} after votes have been changed. */
    private double[] held(int i, int j, double[] changed) {
        double[] won = wins(changed);
        double[] s = Arrays.copyOf(fit.position(), graph.size());
        double last = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            Circuit circuit = new Circuit(s, won, changed);
            double[] y = circuit.solve(circuit.gradient(s, won, changed));
            double[] z = circuit.solve(circuit.pull(i, j));
            double towards = (y[i] - y[j] + s[i] - s[j]) / (z[i] - z[j]);
            double widest = 0;
            double largest = 1;
            for (int k = 0; k < s.length; k++) {
                y[k] -= towards * z[k];
                widest = Math.max(widest, Math.abs(y[k] - y[0]));
                largest = Math.max(largest, Math.abs(s[k]));
            }
            double length = Math.min(1, LONGEST_STEP / stretch(y));
            for (int k = 0; k < s.length; k++) {
                s[k] += length * (y[k] - (fit.prior().holds() ? 0 : y[0]));
            }
            if (widest < SETTLED * largest || (widest < ROUNDING * largest && widest > last / 2)) {
                return s;
            }
            last = widest;
        }
        throw new ArithmeticException("the scores with two of them equal were not found");
    }

    /** The largest change of a difference that a judgement sees. */
    private double stretch(double[] step) {
        double most = 0;
        for (int e = 0; e < graph.edges(); e++) {
            most = Math.max(most, Math.abs(step[graph.first(e)] - step[graph.second(e)]));
        }
        return most;
    }

    /** Wins of the first item of each pair after votes have been changed, ties by halves. */
    private double[] wins(double[] changed) {
        double[] won = data.wins();
        for (int e = 0; e < won.length; e++) {
            int k = OUTCOMES * e;
            double own = changed[k] + changed[k + 2] / 2;
            won[e] += switch (change) {
                case FLIP -> changed[k + 1] - changed[k];
                case DROP -> -own;
                case ADD -> own;
            };
        }
        return won;
    }

    private double n(int e, double[] changed) {
        int k = OUTCOMES * e;
        double all = changed[k] + changed[k + 1] + changed[k + 2];
        return switch (change) {
            case FLIP -> data.n(e);
            case DROP -> data.n(e) - all;
            case ADD -> data.n(e) + all;
        };
    }

    /** The information at given scores. */
    private final class Circuit {
        private final double[] conductance;
        private final Elimination elimination;
        private final int size;

        Circuit(double[] s, double[] won, double[] changed) {
            conductance = new double[won.length];
            for (int e = 0; e < won.length; e++) {
                double p = p(s, e);
                conductance[e] = n(e, changed) * p * (1 - p);
            }
            double[] ground = new double[graph.size()];
            Prior prior = fit.prior();
            Arrays.setAll(ground, k -> prior.curvature(s[k]));
            Laplacian closed = new Laplacian(graph.starts(), graph.seconds(), conductance, ground).closed();
            size = closed.size();
            elimination = Elimination.of(closed);
        }

        /** Of the log-posterior. */
        double[] gradient(double[] s, double[] won, double[] changed) {
            double[] gradient = new double[size];
            for (int e = 0; e < won.length; e++) {
                double more = won[e] - n(e, changed) * p(s, e);
                gradient[graph.first(e)] += more;
                gradient[graph.second(e)] -= more;
            }
            for (int k = 0; k < graph.size(); k++) {
                double slope = fit.prior().slope(s[k]);
                gradient[k] -= slope;
                if (size > graph.size()) {
                    gradient[graph.size()] += slope;
                }
            }
            return gradient;
        }

        double[] pull(int i, int j) {
            double[] pull = new double[size];
            pull[i] = 1;
            pull[j] = -1;
            return pull;
        }

        /** Potentials, against the ground where there is one. */
        double[] solve(double[] currents) {
            double[] x = elimination.solve(currents);
            double ground = size > graph.size() ? x[graph.size()] : 0;
            double[] potentials = new double[graph.size()];
            Arrays.setAll(potentials, k -> x[k] - ground);
            return potentials;
        }
    }

    private double p(double[] s, int e) {
        return 1 / (1 + Math.exp(s[graph.second(e)] - s[graph.first(e)]));
    }

    /** A place from which all others are bounded. */
    private final class Reference {
        private final double[] changed;
        private final double total; // of what is changed
        private final double missing; // λ ρ
        private final double[] u; // by pair
        private final double[] resistance; // by pair, with i and j held together
        private final double widest; // of these
        private final double[] share; // p, by pair
        private final double[] force; // of a vote at the reference, by kind
        private final int[] byForce; // kinds, the strongest first
        private final double[][] inverse;

        /** Held together are i and j, or nothing where they are -1. */
        Reference(double[] s, double[] changed, int i, int j) {
            this.changed = changed;
            this.total = Arrays.stream(changed).sum();
            double[] won = wins(changed);
            Circuit circuit = new Circuit(s, won, changed);
            boolean held = i >= 0;
            double[] z = held ? circuit.solve(circuit.pull(i, j)) : new double[graph.size()];
            double[] y = circuit.solve(circuit.gradient(s, won, changed));
            double rho = held ? z[i] - z[j] : 1;
            this.missing = held ? y[i] - y[j] : 0;
            this.inverse = circuit.elimination.inverse();
            this.u = new double[won.length];
            this.resistance = new double[won.length];
            this.share = new double[won.length];
            double most = 0;
            for (int e = 0; e < u.length; e++) {
                u[e] = z[graph.first(e)] - z[graph.second(e)];
                share[e] = p(s, e);
                resistance[e] = resistance(graph.first(e), graph.second(e)) - u[e] * u[e] / rho;
                most = Math.max(most, resistance[e]);
            }
            this.widest = most;
            this.force = new double[weights.length];
            for (int k = 0; k < force.length; k++) {
                force[k] = room[k] > 0 ? Math.abs(push(k)) : 0;
            }
            this.byForce = Best.of(force, room, Double.POSITIVE_INFINITY);
        }

        double resistance(int a, int b) {
            return (inverse[a][a] - inverse[a][b]) + (inverse[b][b] - inverse[b][a]);
        }

        /** How a changed vote of kind k pushes the score of its pair's first item down. */
        private double push(int k) {
            double p = share[k / OUTCOMES];
            int outcome = k % OUTCOMES;
            if (change == Change.FLIP) {
                return outcome == 0 ? 1 : -1;
            }
            double dropped = outcome == 0 ? 1 - p : outcome == 1 ? -p : 0.5 - p;
            return change == Change.DROP ? dropped : -dropped;
        }

        /** The force of so many votes at most, after no difference has changed by more than h. */
        private double forces(double votes, double h) {
            double left = votes;
            double sum = 0;
            for (int k : byForce) {
                double taken = Math.min(left, room[k]);
                sum += taken * forceWithin(k, h);
                left -= taken;
                if (left <= 0) {
                    break;
                }
            }
            return sum;
        }

        private double forceWithin(int k, double h) {
            if (change == Change.FLIP) {
                return force[k];
            }
            return k % OUTCOMES == 2 ? 0.5 : Math.min(1, force[k] * Math.exp(h));
        }

        /** How far no difference of scores goes by {@code forces}, h: {@code 1 - e^-h >= forces(h) R}; infinite where that has no solution. */
        private double farthest(double votes) {
            double h = 0;
            for (int step = 0; step < MOST_STEPS; step++) {
                double relative = forces(votes, h) * widest;
                if (!(relative < 1)) {
                    return Double.POSITIVE_INFINITY;
                }
                double next = -Math.log1p(-relative);
                if (next <= h * (1 + 1e-6)) {
                    return h;
                }
                h = next * (1 + 1e-6);
            }
            return Double.POSITIVE_INFINITY;
        }

        /** Whether fewer votes than that leave the lead of i over j as it is, for sure, seen from the fit. */
        boolean cannotCross(int i, int j, double lead, double votes) {
            double h = farthest(votes);
            return h < Double.POSITIVE_INFINITY && forces(votes, h) * resistance(i, j) / kappa(h) < lead * (1 - MARGIN);
        }

        /** The most that so many votes do along u, beyond the reference. */
        double knapsack(double votes) {
            double beyond = votes + total;
            double h = farthest(beyond);
            if (h == Double.POSITIVE_INFINITY) {
                return h;
            }
            double all = forces(beyond, h) / kappa(h);
            double bend = 0;
            for (int e = 0; e < u.length; e++) {
                double v = share[e] * (1 - share[e]);
                bend = Math.max(bend, Math.abs(u[e]) * Math.min(STEEPEST_BEND / v, Math.exp(h)));
            }
            double base = 0;
            double[] slope = new double[weights.length];
            for (int k = 0; k < slope.length; k++) {
                if (room[k] > 0 || changed[k] > 0) {
                    int e = k / OUTCOMES;
                    double shift = all * resistance[e];
                    double v = share[e] * (1 - share[e]);
                    double gain = bend / 2 * forceWithin(k, h) * shift / kappa(h)
                            + (change == Change.FLIP ? 0 : Math.abs(u[e]) * Math.min(1, v * Math.exp(h) * shift));
                    double effect = u[e] * push(k);
                    base -= changed[k] * (effect - gain);
                    slope[k] = effect + gain * (room[k] > changed[k] ? 1 - 2 * changed[k] / room[k] : -1);
                }
            }
            double left = votes;
            double sum = base;
            for (int k : Best.of(slope, room, votes)) {
                double taken = Math.min(left, room[k]);
                sum += taken * slope[k];
                left -= taken;
                if (left <= 0) {
                    break;
                }
            }
            return sum;
        }
    }

    private static double kappa(double h) {
        return h == 0 ? 1 : -Math.expm1(-h) / h;
    }
}

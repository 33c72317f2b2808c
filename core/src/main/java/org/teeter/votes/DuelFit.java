package org.teeter.votes;

import java.util.Arrays;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;

/** A duel at the fit that own votes leave: what pairs conduct there, the potentials that hold i at 1 and j at 0, and what a vote is worth. */
final class DuelFit {
    private static final int MOST_ROUNDS = 20;
    private static final int OUTCOMES = Sides.OUTCOMES;

    private final Sides sides;
    private final double[] dropped; // by own kind
    private final Fit<ComparisonGraph> fit;
    private final double[] x; // by pair
    private final double[] left; // votes, by pair
    private final double[] conductance;
    private final double[] u; // by item
    private final double resistance;

    private DuelFit(Sides sides, double[] dropped, Fit<ComparisonGraph> fit) {
        this.sides = sides;
        this.dropped = dropped;
        this.fit = fit;
        ComparisonGraph data = sides.data();
        Graph graph = data.graph();
        this.x = new double[graph.edges()];
        this.left = new double[x.length];
        this.conductance = new double[x.length];
        for (int e = 0; e < x.length; e++) {
            x[e] = fit.scores().difference(graph.first(e), graph.second(e));
            int q = OUTCOMES * sides.place(e);
            left[e] = data.n(e) - (q < 0 ? 0 : dropped[q] + dropped[q + 1] + dropped[q + 2]);
            conductance[e] = left[e] * slope(x[e]);
        }
        Laplacian laplacian =
                new Laplacian(graph.starts(), graph.seconds(), conductance.clone(), new double[graph.size()]);
        double[] pull = new double[graph.size()];
        pull[sides.i()] = 1;
        pull[sides.j()] = -1;
        double[] z = Elimination.of(laplacian).solve(pull);
        this.resistance = z[sides.i()] - z[sides.j()];
        this.u = new double[z.length];
        Arrays.setAll(u, v -> (z[v] - z[sides.j()]) / resistance);
    }

    /** After no vote is dropped. */
    static DuelFit of(Sides sides, Fit<ComparisonGraph> fit) {
        return new DuelFit(sides, new double[sides.ownKinds()], fit);
    }

    /** After so many own votes are dropped, of those kinds that are worth most there, or were at a fit near it; empty where no finite fit is left. */
    Optional<DuelFit> without(double votes) {
        DuelFit at = this;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] best = at.best(votes);
            if (Arrays.equals(best, at.dropped)) {
                return Optional.of(at);
            }
            Optional<DuelFit> next = at.refit(best);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    private double[] best(double votes) {
        double[] worth = new double[dropped.length];
        double[] rooms = new double[dropped.length];
        Arrays.setAll(worth, this::worth);
        Arrays.setAll(rooms, sides::room);
        double[] best = new double[dropped.length];
        double open = votes;
        for (int k : Best.of(worth, rooms, votes)) {
            best[k] = Math.min(open, rooms[k]);
            open -= best[k];
        }
        return best;
    }

    private Optional<DuelFit> refit(double[] without) {
        ComparisonGraph data = sides.data();
        double[] weights = new double[data.kinds()];
        Arrays.setAll(weights, data::weight);
        for (int k = 0; k < without.length; k++) {
            weights[OUTCOMES * sides.own()[k / OUTCOMES] + k % OUTCOMES] -= without[k];
        }
        try {
            return Optional.of(
                    new DuelFit(sides, without, Estimator.of(fit.prior()).refit(data.weighted(weights), fit)));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty();
        }
    }

    /** What dropping one vote of an own kind takes off the lead, over {@link #resistance}. */
    private double worth(int ownKind) {
        int e = sides.own()[ownKind / OUTCOMES];
        return (score(ownKind % OUTCOMES) - rate(x[e])) * along(e);
    }

    /** What an outcome is to the first item: 1, 0 or ½. */
    static double score(int outcome) {
        return outcome == 0 ? 1 : outcome == 1 ? 0 : 0.5;
    }

    /** g. */
    static double rate(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** g'. */
    static double slope(double x) {
        double p = rate(-Math.abs(x));
        return p * (1 - p);
    }

    Sides sides() {
        return sides;
    }

    /** Of i over j. */
    double lead() {
        return fit.scores().difference(sides.i(), sides.j());
    }

    /** Between i and j. */
    double resistance() {
        return resistance;
    }

    double[] dropped() {
        return dropped;
    }

    double x(int e) {
        return x[e];
    }

    double difference(int a, int b) {
        return fit.scores().difference(a, b);
    }

    /** Votes of a pair that are left. */
    double left(int e) {
        return left[e];
    }

    /** By how much a pair's pull at an item differs from now at most, whatever its scores become and which of its votes are dropped. */
    double strongest(int e) {
        int q = OUTCOMES * sides.place(e);
        double won = sides.data().weight(OUTCOMES * e) + sides.data().weight(OUTCOMES * e + 2) / 2;
        double lost = sides.data().n(e) - won;
        double wonNow = won - (q < 0 ? 0 : dropped[q] + dropped[q + 2] / 2);
        double now = wonNow - left[e] * rate(x[e]);
        return Math.max(won - now, lost + now);
    }

    double conductance(int e) {
        return conductance[e];
    }

    double u(int item) {
        return u[item];
    }

    /** The potential's difference along a pair. */
    double along(int e) {
        return u[sides.data().first(e)] - u[sides.data().second(e)];
    }
}

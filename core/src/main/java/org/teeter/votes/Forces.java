package org.teeter.votes;

import java.util.Arrays;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Judgements;
import org.teeter.data.Rankings;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.model.PairModel;

/**
 * How hard one vote of each kind, changed, pushes a fit, and how much of its curvature it takes and brings: what a {@link CurvatureBound}
 * is made of.
 */
final class Forces {
    private static final int MOST_STEPS = 200;
    private static final int OUTCOMES = 3;

    private final Kinds kinds;
    private final Deviations deviations;
    private final Change change;
    private final double[] room; // of each kind: how many of its votes can be changed
    private final boolean whole;
    private final double[] gamma; // γ
    private final double[] moved; // ν: of the curvature that a vote's force changes with
    private final TopSums mostForce;
    private final TopSums mostTaken; // λ
    private final TopSums mostBrought; // μ
    private final TopSums mostMoved;
    private final double takenPerForce; // the largest λ / γ, and so on
    private final double broughtPerForce;
    private final double movedPerForce;

    /** What one vote of each kind says of the parameters, and how curved what it says is. */
    interface Kinds {
        /** Whether a vote of the kind is possible. */
        boolean isPossible(int kind);

        /** {@code u · ∇(-log p)}. */
        double slope(double[] u, int kind);

        /** {@code √(∇ᵀ V ∇)} of the gradient of -log p, or more. */
        double force(int kind);

        /** The same of what a vote that is turned round is less than it was. */
        double turned(int kind);

        /** The trace of V and the Hessian of -log p, or more. */
        double trace(int kind);

        /** {@code uᵀ Hessian u}. */
        double curvature(double[] u, int kind);

        /** Whether the Hessian is the same for all outcomes, as in an exponential family. */
        boolean isAlike();

        /** c: by how much the logarithm of a curvature changes at most, a unit of the information's norm. */
        double bend();

        /** Up to which distance in that norm c is known. */
        double limit();
    }

    /**
     * How far votes move a fit.
     *
     * @param r at most, in units of its information
     * @param e {@code (e^(c r) - 1)/c}
     * @param turn half of S: by how much the inverse of the information turns on the way, in the mean
     * @param inflation of a variance, at most
     * @param deflation the same the other way
     */
    record Scale(double r, double e, double turn, double inflation, double deflation) {}

    private static final Scale UNKNOWN = new Scale(
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY);

    private Forces(Judgements<?> data, Kinds kinds, Deviations deviations, Change change) {
        this.kinds = kinds;
        this.deviations = deviations;
        this.change = change;
        int count = data.kinds();
        this.room = new double[count];
        Arrays.setAll(room, data::weight);
        this.whole = Arrays.stream(room).allMatch(w -> w == Math.rint(w));
        this.gamma = new double[count];
        this.moved = new double[count];
        double[] taken = new double[count];
        double[] brought = new double[count];
        for (int k = 0; k < count; k++) {
            boolean turnable = change != Change.FLIP || k % OUTCOMES < 2;
            room[k] = !turnable || !kinds.isPossible(k) ? 0 : change == Change.ADD ? Double.POSITIVE_INFINITY : room[k];
            if (room[k] > 0) {
                boolean alike = change == Change.FLIP && kinds.isAlike();
                double own = kinds.trace(k);
                double cast = change == Change.FLIP ? kinds.trace(other(k)) : own;
                gamma[k] = change == Change.FLIP ? kinds.turned(k) : kinds.force(k);
                taken[k] = change == Change.ADD || alike ? 0 : own;
                brought[k] = change == Change.DROP || alike ? 0 : cast;
                moved[k] = taken[k] + brought[k];
            }
        }
        this.mostForce = new TopSums(gamma, room);
        this.mostTaken = new TopSums(taken, room);
        this.mostBrought = new TopSums(brought, room);
        this.mostMoved = new TopSums(moved, room);
        this.takenPerForce = perForce(taken);
        this.broughtPerForce = perForce(brought);
        this.movedPerForce = perForce(moved);
    }

    private double perForce(double[] values) {
        double most = 0;
        for (int k = 0; k < values.length; k++) {
            most = values[k] > 0 ? Math.max(most, values[k] / gamma[k]) : most;
        }
        return most;
    }

    private static int other(int k) {
        return k % OUTCOMES == 0 ? k + 1 : k - 1;
    }

    /** Empty where it is not known how fast the curvature of the model changes, or what holds the scores has one that changes. */
    static Optional<Forces> of(Fit<?> fit, Change change) {
        boolean constant = fit.prior().isQuadratic() || fit.prior().regression().isPresent();
        if (!constant) {
            return Optional.empty();
        }
        if (fit.data() instanceof ComparisonGraph pairs && fit.model() instanceof PairModel model) {
            return PairKinds.bend(fit, pairs, model)
                    .flatMap(bend -> Deviations.of(fit)
                            .map(deviations -> new Forces(
                                    pairs, new PairKinds(fit, pairs, model, bend, deviations), deviations, change)));
        }
        if (fit.data() instanceof Rankings ballots && ballots.items().size() <= Deviations.LARGEST_INVERSE) {
            return Deviations.of(fit)
                    .map(deviations ->
                            new Forces(ballots, new BallotKinds(fit, ballots, deviations), deviations, change));
        }
        return Optional.empty();
    }

    Response response() {
        return deviations.response();
    }

    boolean isWhole() {
        return whole;
    }

    double room(int k) {
        return room[k];
    }

    double[] rooms() {
        return room;
    }

    double gamma(int k) {
        return gamma[k];
    }

    double moved(int k) {
        return moved[k];
    }

    /** The deviation of a lead, or more. */
    double spread(int i, int j) {
        return deviations.of(i, j);
    }

    /** The largest sum of γ that so many votes have. */
    double most(double votes) {
        return mostForce.of(votes);
    }

    /** τ: by how much one changed vote lowers {@code u · θ}, to first order. */
    double[] effects(double[] u) {
        double[] effects = new double[room.length];
        for (int k = 0; k < effects.length; k++) {
            if (room[k] > 0) {
                double own = kinds.slope(u, k);
                effects[k] = switch (change) {
                    case DROP -> -own;
                    case ADD -> own;
                    case FLIP -> kinds.slope(u, other(k)) - own;
                };
            }
        }
        return effects;
    }

    /** q: {@code √(uᵀ h u · ν)}. */
    double[] bends(double[] u) {
        double[] bends = new double[room.length];
        for (int k = 0; k < bends.length; k++) {
            if (moved[k] > 0) {
                bends[k] = Math.sqrt(kinds.curvature(u, k) * kinds.trace(k));
                if (change == Change.FLIP) {
                    bends[k] += Math.sqrt(kinds.curvature(u, other(k)) * kinds.trace(other(k)));
                }
            }
        }
        return bends;
    }

    /** How far so many votes, of so much force together at most, move the fit: the least solution of r = F(r). */
    Scale scale(double votes, double force) {
        double push = Math.min(force, mostForce.of(votes));
        double taken = Math.min(mostTaken.of(votes), takenPerForce * push);
        double brought = Math.min(mostBrought.of(votes), broughtPerForce * push);
        double change = Math.min(mostMoved.of(votes), movedPerForce * push);
        if (!(taken < 1)) {
            return UNKNOWN;
        }
        double c = kinds.bend();
        double r = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double next = Math.exp(c * r) / (1 - taken) * (push + change * Math.expm1(c * r) / c);
            if (!(c * next < 100 && next <= kinds.limit())) {
                return UNKNOWN;
            }
            if (next <= r * (1 + 1e-9)) {
                return scale(r, c, taken, brought);
            }
            r = next * (1 + 1e-9);
        }
        return UNKNOWN;
    }

    private static Scale scale(double r, double c, double taken, double brought) {
        double grown = Math.exp(c * r);
        double turn = Math.max(grown / (1 - taken) - 1, c * r + brought) / 2;
        return new Scale(r, Math.expm1(c * r) / c, turn, grown / (1 - taken), grown * (1 + brought));
    }
}

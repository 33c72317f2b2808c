package org.teeter.votes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.teeter.fit.Fit;

/**
 * A number of votes below which no choice of votes tips a claim, for every model of which it is known how fast its curvature changes.
 *
 * <p>Let the votes d be changed step by step, {@code w - t d}, t from 0 to 1, and let {@code θ(t)} be the fits. With V the inverse of the
 * information H at the fit of all votes, {@code u = V b_ij}, and for one vote of kind k its force {@code f_k}, {@code τ_k = u · f_k}, {@code
 * γ_k = |f_k|_V}, and λ_k, μ_k, ν_k the traces against V of the curvature that it takes, brings, and has,
 *
 * <pre>{@code
 * |θ(t) - θ(0)|_H <= t r,   r = e^(c r) / (1 - Σ d λ) · (Σ d γ + E Σ d ν),   E = (e^(c r) - 1) / c    [M136]
 * |lead(0) - lead(1) - Σ d τ| <= ½ S √(b_ijᵀ V b_ij) (Σ d γ + E Σ d ν) + ½ E Σ d q,   S = max(e^(c r) / (1 - Σ d λ) - 1, c r + Σ d μ)
 * }</pre>
 *
 * <p>where c r bounds by how much the logarithm of any curvature changes, and {@code q_k = √(uᵀ h_k u · ν_k)}. So each vote does at most
 * {@code τ_k} and a known gain, and the votes are a knapsack: if even the best do not amount to the lead, so many do not tip. Votes that
 * move scores far are mostly not those that move this lead: the sum of γ is parted into intervals, in each of which the knapsack must
 * reach its lower end (with a Lagrange multiplier), and the gain is that of its upper end.
 */
final class CurvatureBound {
    /** For rounding, and for votes that are told apart in single precision: a knapsack must stay below by this share. */
    private static final double MARGIN = 1e-6;

    private static final int INTERVALS = 16;
    private static final int MULTIPLIERS = 12;
    /** So many duels get a solve of their own, fewer where there are many kinds of votes, but one in any case; the others are bounded together. */
    private static final int MOST_SOLVED = 64;

    private static final double WORK = 2e5;

    private static final double GOLDEN = 0.381966011250105;

    private final Fit<?> fit;
    private final Forces forces;

    private CurvatureBound(Fit<?> fit, Forces forces) {
        this.fit = fit;
        this.forces = forces;
    }

    /** Empty where it is not known how fast the curvature of the model changes. */
    static Optional<CurvatureBound> of(Fit<?> fit, Change change) {
        return Forces.of(fit, change).map(forces -> new CurvatureBound(fit, forces));
    }

    private record Duel(int ahead, int behind, double relative) {}

    /**
     * At least so many votes are needed; at most {@code found}, and at least 0.
     *
     * @param first what the items of the worse group would have to win, where that is known
     */
    double least(Claim claim, double found, Optional<WinsOfFirst> first) {
        List<Duel> open = new ArrayList<>();
        double[] wins = new double[fit.graph().size()];
        claim.behind().forEach(j -> wins[j] = first.map(of -> of.of(j)).orElse(0.0));
        double reach = reach(found * (1 - MARGIN));
        for (int i : claim.ahead()) {
            for (int j : claim.behind()) {
                double relative = fit.scores().difference(i, j) / forces.spread(i, j);
                if (wins[j] < found && !(reach < relative * (1 - MARGIN))) {
                    open.add(new Duel(i, j, relative));
                }
            }
        }
        open.sort(Comparator.comparingDouble(Duel::relative));
        double least = found;
        double solved = Math.max(1, Math.min(MOST_SOLVED, WORK / forces.rooms().length));
        for (int k = 0; k < open.size(); k++) {
            Duel duel = open.get(k);
            double proven = k < solved ? ofDuel(duel, least) : together(duel.relative(), least);
            least = Math.min(least, Math.max(proven, wins[duel.behind()]));
        }
        return least;
    }

    private double ofDuel(Duel duel, double most) {
        Knapsack knapsack = new Knapsack(duel.ahead(), duel.behind());
        double lead = fit.scores().difference(duel.ahead(), duel.behind());
        return largest(most, votes -> knapsack.most(votes, scale -> lead * (1 - MARGIN)));
    }

    private double together(double relative, double most) {
        return largest(most, votes -> reach(votes) < relative * (1 - MARGIN));
    }

    /** How far any votes move the fit, in units of its information; infinite where that is not known. */
    private double reach(double votes) {
        return forces.scale(votes, Double.POSITIVE_INFINITY).r();
    }

    /**
     * At least so many votes change whether the lead of i over j is more than z standard errors of it.
     *
     * @param isMore whether it is now
     */
    double ofSignificance(int i, int j, double z, boolean isMore, double found) {
        double lead = fit.scores().difference(i, j);
        Knapsack down = isMore ? new Knapsack(i, j) : new Knapsack(j, i);
        double error = z * Math.sqrt(down.variance);
        double least = largest(
                found,
                votes -> down.most(
                        votes,
                        scale -> (isMore
                                        ? lead - error * Math.sqrt(scale.inflation())
                                        : error / Math.sqrt(scale.deflation()) - lead)
                                * (1 - MARGIN)));
        return Math.min(found, least);
    }

    /** What so many votes cannot do. */
    @FunctionalInterface
    private interface Impossible {
        boolean with(double votes);
    }

    /** How much a knapsack must amount to. */
    @FunctionalInterface
    private interface Wanted {
        double at(Forces.Scale scale);
    }

    /** The largest number of votes that is needed for sure, by bisection: what k votes cannot do, fewer cannot. */
    private double largest(double most, Impossible cannot) {
        boolean whole = forces.isWhole();
        if (cannot.with(whole ? most - 1 : most * (1 - MARGIN))) {
            return most;
        }
        double can = most;
        double sure = 0;
        while (whole ? can - sure > 1 : can - sure > 1e-3 * most) {
            double middle = whole ? Math.floor((can + sure) / 2) : (can + sure) / 2;
            if (cannot.with(middle)) {
                sure = middle;
            } else {
                can = middle;
            }
        }
        return whole ? sure + 1 : sure;
    }

    /** What votes do to one lead. */
    private final class Knapsack {
        private final double[] effect; // τ
        private final double[] bend; // q
        private final double variance;
        private final double[] slope;

        Knapsack(int i, int j) {
            double[] u = forces.response().toLead(i, j);
            this.variance = u[i] - u[j];
            this.effect = forces.effects(u);
            this.bend = forces.bends(u);
            this.slope = new double[effect.length];
        }

        /** Whether so many votes stay below what is wanted, in every interval of how far they move the fit. */
        boolean most(double votes, Wanted wanted) {
            double far = forces.most(votes);
            for (int part = INTERVALS; part > 0; part--) {
                Forces.Scale scale = forces.scale(votes, far * part / INTERVALS);
                if (scale.r() == Double.POSITIVE_INFINITY
                        || !isBelow(votes, far * (part - 1) / INTERVALS, scale, wanted.at(scale))) {
                    return false;
                }
            }
            return true;
        }

        private boolean isBelow(double votes, double atLeast, Forces.Scale scale, double wanted) {
            if (amount(votes, atLeast, scale, 0) < wanted) {
                return true;
            }
            double steepest = 0;
            for (int k = 0; k < slope.length; k++) {
                steepest = Math.max(steepest, forces.gamma(k) > 0 ? Math.abs(slope[k]) / forces.gamma(k) : 0);
            }
            double from = 0;
            double to = steepest; // beyond it the farthest votes are taken, and more changes nothing
            double left = from + GOLDEN * (to - from);
            double right = to - GOLDEN * (to - from);
            double ofLeft = amount(votes, atLeast, scale, left);
            double ofRight = amount(votes, atLeast, scale, right);
            for (int step = 0; step < MULTIPLIERS && ofLeft >= wanted && ofRight >= wanted; step++) {
                if (ofLeft <= ofRight) {
                    to = right;
                    right = left;
                    ofRight = ofLeft;
                    left = from + GOLDEN * (to - from);
                    ofLeft = amount(votes, atLeast, scale, left);
                } else {
                    from = left;
                    left = right;
                    ofLeft = ofRight;
                    right = to - GOLDEN * (to - from);
                    ofRight = amount(votes, atLeast, scale, right);
                }
            }
            return Math.min(ofLeft, ofRight) < wanted;
        }

        /** The most that so many votes do, given that their forces are at least so large together: weak duality. */
        private double amount(double votes, double atLeast, Forces.Scale scale, double multiplier) {
            double spread = Math.sqrt(variance);
            for (int k = 0; k < slope.length; k++) {
                double gain = spread * scale.turn() * (forces.gamma(k) + scale.e() * forces.moved(k))
                        + scale.e() / 2 * bend[k];
                slope[k] = effect[k] + gain + multiplier * forces.gamma(k);
            }
            double left = votes;
            double sum = -multiplier * atLeast;
            for (int k : Best.of(slope, forces.rooms(), votes)) {
                double taken = Math.min(left, forces.room(k));
                sum += taken * slope[k];
                left -= taken;
                if (!(left > 0)) {
                    break;
                }
            }
            return sum;
        }
    }
}

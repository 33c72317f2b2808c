package org.teeter.votes;

import java.util.Arrays;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;

/**
 * Proves of a few votes that they do not turn a duel round, by branch and bound over kinds of votes [M153]: either half of what a kind may
 * have is changed, in a fit of its own, or less than half. The bounds are those of {@link Dissipation} and {@link References}, each the
 * closer the less is left to change.
 */
final class Branching {
    private static final int OUTCOMES = 3;

    private final Fit<ComparisonGraph> fit;
    private final Change change;
    private final Estimator estimator;
    private int left; // nodes

    Branching(Fit<ComparisonGraph> fit, Change change, Proof proof) {
        this.fit = fit;
        this.change = change;
        this.estimator = Estimator.of(fit.prior());
        this.left = proof.branches(fit.graph().size());
    }

    /** Whether so many whole votes do not put j ahead of i, for sure. */
    boolean cannot(int i, int j, double votes) {
        double[] most = new double[fit.data().kinds()];
        for (int k = 0; k < most.length; k++) {
            boolean stays =
                    k % OUTCOMES == 2 && change != Change.DROP; // an added tie does no more than half of an added win
            most[k] = stays
                    ? 0
                    : change == Change.ADD ? votes : Math.min(votes, fit.data().weight(k));
        }
        return cannot(fit, most, i, j, votes);
    }

    private boolean cannot(Fit<ComparisonGraph> at, double[] most, int i, int j, double votes) {
        if (!(votes >= 1)) {
            return true;
        }
        if (left <= 0 || !LeastVotes.knows(at)) {
            return false;
        }
        Dissipation dissipation = new Dissipation(at, change);
        if (dissipation.cannot(i, j, votes, most)) {
            left--;
            return true;
        }
        Search<ComparisonGraph> search = new Search<>(at, change);
        References.OfDuel bound = new References(at, change).new OfDuel(i, j, search);
        double[] effects = search.effects(at, i, j);
        while (!bound.cannot(votes, most) && !dissipation.cannot(i, j, votes, most)) {
            int best = best(effects, most, votes);
            if (best < 0 || left-- <= 0) {
                return false;
            }
            double half = Math.ceil(Math.min(votes, most[best]) / 2);
            Optional<Fit<ComparisonGraph>> there = refit(at, best, half);
            if (there.isPresent()) {
                double[] rest = most.clone();
                rest[best] -= half;
                if (there.get().scores().difference(i, j) <= Claim.equal(at)
                        || !cannot(there.get(), rest, i, j, votes - half)) {
                    return false;
                }
            } else if (change == Change.FLIP) {
                return false; // others turned besides might leave a finite fit; of dropped ones none does
            }
            most[best] = half - 1;
        }
        return true;
    }

    /** The kind of which the votes that may be changed do most. */
    private static int best(double[] effects, double[] most, double votes) {
        int best = -1;
        double largest = 0;
        for (int k = 0; k < effects.length; k++) {
            double worth = effects[k] * Math.min(votes, most[k]);
            if (worth > largest) {
                largest = worth;
                best = k;
            }
        }
        return best;
    }

    private Optional<Fit<ComparisonGraph>> refit(Fit<ComparisonGraph> at, int kind, double votes) {
        double[] weights = new double[at.data().kinds()];
        Arrays.setAll(weights, at.data()::weight);
        weights[kind] += change == Change.ADD ? votes : -votes;
        if (change == Change.FLIP) {
            weights[kind % OUTCOMES == 0 ? kind + 1 : kind - 1] += votes;
        }
        try {
            return Optional.of(estimator.refit(at.data().weighted(weights), at));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty();
        }
    }
}

package org.teeter.votes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;

/**
 * The fewest raters without whose votes a claim is false, by branch and bound: proven for Bradley-Terry as far as a number of refits goes.
 *
 * <p>So many raters are tried as there is proof that fewer do not. Where those of a {@link RatersBound bound} that might do are left, the one
 * that might do most is left out, with a refit and a bound of its own, and then kept for good. Where a fit without some raters is not
 * finite, none without more of them is.
 */
final class LeastRaters {
    /** What bounds may cost for a claim, in multiplications, and how many refits there are at least and at most. */
    private static final double WORK = 1e9;

    private static final int FEWEST_REFITS = 10;
    private static final int MOST_REFITS = 400;

    private final Claim claim;
    private final List<ComparisonGraph> byRater;
    private final List<int[]> kinds;
    private final Estimator estimator;
    private int left; // refits

    private LeastRaters(Fit<ComparisonGraph> fit, List<ComparisonGraph> byRater, Claim claim) {
        this.claim = claim;
        this.byRater = byRater;
        this.kinds = byRater.stream().map(fit.data()::kindsOf).toList();
        this.estimator = Estimator.of(fit.prior());
        double n = fit.graph().size();
        double raters = byRater.size();
        double judged = byRater.stream().mapToDouble(ComparisonGraph::edges).sum();
        double bound = n * n * n + judged * n + raters * n * (2 * n + raters / 2);
        this.left = (int) Math.max(FEWEST_REFITS, Math.min(MOST_REFITS, WORK / bound));
    }

    /**
     * What is known.
     *
     * @param atLeast fewer raters do not
     * @param fewest so many that do, where these are fewer than were found, with the fit without them
     */
    record Answer(int atLeast, Optional<Without> fewest) {}

    /** Some raters, and the fit without their votes. */
    record Without(List<Integer> raters, Fit<ComparisonGraph> fit) {
        Without {
            raters = List.copyOf(raters);
        }
    }

    private enum Outcome {
        NONE,
        FOUND,
        UNKNOWN
    }

    /** @param found as many make the claim false */
    static Answer of(Fit<ComparisonGraph> fit, List<ComparisonGraph> byRater, Claim claim, int found) {
        LeastRaters search = new LeastRaters(fit, byRater, claim);
        boolean[] out = new boolean[byRater.size()];
        for (int count = 1; count < found; count++) {
            List<Without> fewer = new ArrayList<>();
            Outcome outcome = search.branch(fit, out, List.of(), count, fewer);
            if (outcome == Outcome.FOUND) {
                return new Answer(count, Optional.of(fewer.get(0)));
            }
            if (outcome == Outcome.UNKNOWN) {
                return new Answer(count, Optional.empty());
            }
        }
        return new Answer(found, Optional.empty());
    }

    /** Whether up to {@code count} more raters make the claim false, of those who are not out already: gone or kept. */
    private Outcome branch(Fit<ComparisonGraph> at, boolean[] out, List<Integer> gone, int count, List<Without> fewer) {
        if (count == 0) {
            return Outcome.NONE;
        }
        RatersBound bound = new RatersBound(at, byRater, kinds, claim);
        boolean[] decided = out.clone();
        for (int rater = bound.next(decided, count); rater >= 0; rater = bound.next(decided, count)) {
            if (left-- <= 0) {
                return Outcome.UNKNOWN;
            }
            decided[rater] = true;
            List<Integer> without = new ArrayList<>(gone);
            without.add(rater);
            Optional<Fit<ComparisonGraph>> there = refit(at, rater);
            if (there.isEmpty()) {
                continue;
            }
            if (claim.lead(there.get()) < -Claim.equal(there.get())) {
                fewer.add(new Without(without, there.get()));
                return Outcome.FOUND;
            }
            Outcome outcome = branch(there.get(), decided, without, count - 1, fewer);
            if (outcome != Outcome.NONE) {
                return outcome;
            }
        }
        return Outcome.NONE;
    }

    private Optional<Fit<ComparisonGraph>> refit(Fit<ComparisonGraph> at, int rater) {
        double[] weights = new double[at.data().kinds()];
        Arrays.setAll(weights, at.data()::weight);
        for (int k = 0; k < kinds.get(rater).length; k++) {
            int kind = kinds.get(rater)[k];
            weights[kind] = Math.max(0, weights[kind] - byRater.get(rater).weight(k));
        }
        try {
            return Optional.of(estimator.refit(at.data().weighted(weights), at));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty(); // nothing is said of the duels without them
        }
    }
}

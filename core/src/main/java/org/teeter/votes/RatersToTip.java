package org.teeter.votes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;

/**
 * A few raters without whose votes a claim is false, found by search and verified by a full fit without them: an upper bound of the
 * fewest. Beside it stands a lower bound, {@link LeastRaters of Bradley-Terry}.
 *
 * @param ahead the item of the better group that falls behind
 * @param behind the item of the other group that gets ahead
 * @param raters by their place among all, in the order in which they were chosen
 * @param votes all votes of theirs, as a sum of weights
 * @param atLeast fewer raters do not, whoever they are, proven; 0 where nothing is known
 * @param after the fit without them
 */
public record RatersToTip(
        int ahead, int behind, List<Integer> raters, double votes, int atLeast, Fit<ComparisonGraph> after) {
    private static final int MOST_DUELS = 12;
    /** Of more raters, all products of two are too many for a lower bound. */
    private static final int MOST_RATERS = 2000;

    public RatersToTip {
        raters = List.copyOf(raters);
    }

    /**
     * The fewest raters found without whom a claim is false.
     *
     * @param byRater the data of the fit in parts, see {@link org.teeter.infer.Covariance#clusters}
     * @return empty where none were found whose votes can be spared by a finite fit
     */
    public static Optional<RatersToTip> of(Fit<ComparisonGraph> fit, List<ComparisonGraph> byRater, Claim claim) {
        if (!claim.holds(fit)) {
            throw new IllegalArgumentException("a claim that does not hold cannot be tipped, got " + claim);
        }
        Search<ComparisonGraph> search = new Search<>(fit, Change.DROP);
        List<int[]> kinds = byRater.stream().map(fit.data()::kindsOf).toList();
        Optional<RatersToTip> best = Optional.empty();
        Duels duels = Duels.of(fit, search, claim);
        for (int tried = 0; tried < MOST_DUELS; tried++) {
            Optional<Duels.Duel> duel = duels.next();
            if (duel.isEmpty()) {
                break;
            }
            int most = best.map(found -> found.raters().size()).orElse(byRater.size());
            Optional<RatersToTip> fewer = without(fit, search, byRater, kinds, duel.get(), most);
            best = fewer.isPresent() ? fewer : best;
        }
        boolean isKnown = LeastVotes.knows(fit) && byRater.size() <= MOST_RATERS;
        return isKnown ? best.map(found -> found.proven(fit, byRater, claim)) : best;
    }

    private RatersToTip proven(Fit<ComparisonGraph> fit, List<ComparisonGraph> byRater, Claim claim) {
        LeastRaters.Answer answer = LeastRaters.of(fit, byRater, claim, raters.size());
        if (answer.fewest().isEmpty()) {
            return new RatersToTip(ahead, behind, raters, votes, answer.atLeast(), after);
        }
        LeastRaters.Without fewest = answer.fewest().get();
        double theirs = fewest.raters().stream()
                .mapToDouble(r -> {
                    ComparisonGraph part = byRater.get(r);
                    return IntStream.range(0, part.kinds())
                            .mapToDouble(part::weight)
                            .sum();
                })
                .sum();
        int last = lowest(fewest.fit(), claim.ahead());
        int next = highest(fewest.fit(), claim.behind());
        return new RatersToTip(last, next, fewest.raters(), theirs, answer.atLeast(), fewest.fit());
    }

    private static int lowest(Fit<?> fit, List<Integer> items) {
        return items.stream()
                .min(Comparator.comparingDouble(i -> fit.scores().get(i)))
                .orElseThrow();
    }

    private static int highest(Fit<?> fit, List<Integer> items) {
        return items.stream()
                .max(Comparator.comparingDouble(i -> fit.scores().get(i)))
                .orElseThrow();
    }

    /** Leaves out the rater whose votes do most for the lead, again and again, until it is gone. */
    private static Optional<RatersToTip> without(
            Fit<ComparisonGraph> fit,
            Search<ComparisonGraph> search,
            List<ComparisonGraph> byRater,
            List<int[]> kinds,
            Duels.Duel duel,
            int most) {
        ComparisonGraph data = fit.data();
        Estimator estimator = Estimator.of(fit.prior());
        double[] weights = new double[data.kinds()];
        Arrays.setAll(weights, data::weight);
        boolean[] out = new boolean[byRater.size()];
        List<Integer> chosen = new ArrayList<>();
        double votes = 0;
        Fit<ComparisonGraph> at = fit;
        while (chosen.size() + 1 < most) {
            double[] effects = search.effects(at, duel.ahead(), duel.behind());
            int best = -1;
            double largest = 0;
            for (int r = 0; r < out.length; r++) {
                double effect = 0;
                for (int k = 0; !out[r] && k < kinds.get(r).length; k++) {
                    effect += byRater.get(r).weight(k) * effects[kinds.get(r)[k]];
                }
                if (effect > largest) {
                    largest = effect;
                    best = r;
                }
            }
            if (best < 0) {
                return Optional.empty();
            }
            out[best] = true;
            chosen.add(best);
            for (int k = 0; k < kinds.get(best).length; k++) {
                double weight = byRater.get(best).weight(k);
                int kind = kinds.get(best)[k];
                weights[kind] = Math.max(0, weights[kind] - weight);
                votes += weight;
            }
            try {
                at = estimator.refit(data.weighted(weights), at);
            } catch (NoFiniteFitException | NoConvergenceException e) {
                return Optional.empty(); // without these raters nothing is said of the duel
            }
            if (at.scores().difference(duel.behind(), duel.ahead()) > Claim.equal(fit)) {
                return Optional.of(new RatersToTip(duel.ahead(), duel.behind(), chosen, votes, 0, at));
            }
        }
        return Optional.empty();
    }
}

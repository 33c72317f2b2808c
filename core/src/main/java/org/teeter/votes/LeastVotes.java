package org.teeter.votes;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.model.BradleyTerry;

/**
 * A number of votes below which no choice of votes tips a claim, proven for Bradley-Terry.
 *
 * <p>The duel of least bound is looked at more closely, until nothing more is known of it: by {@link Dissipation}, which costs little and does
 * not end where few votes move some item anywhere; by {@link References}; where few votes are open, or it may take minutes, by {@link
 * Exchange}; and where few are open, by {@link Branching}.
 */
final class LeastVotes {
    /** An inverse is held, and one made for each duel that is close. */
    private static final int LARGEST = 500;

    /** Where a pair is further apart, what one vote says of it is lost in rounding: 1 - p has few digits. */
    private static final double WIDEST_LEAD = 25;

    /** So few votes between bound and found may be closed by branching, and so many where the bound is that share; more would take minutes. */
    private static final double FEW_OPEN = 4;

    private static final double MOST_OPEN = 10;
    private static final double WORTH_BRANCHING = 0.8;

    private final Fit<ComparisonGraph> fit;
    private final Change change;
    private final boolean whole;

    private LeastVotes(Fit<ComparisonGraph> fit, Change change) {
        this.fit = fit;
        this.change = change;
        this.whole = IntStream.range(0, fit.data().kinds())
                .mapToDouble(fit.data()::weight)
                .allMatch(w -> w == Math.rint(w));
    }

    /**
     * At least so many votes are needed; at most {@code found}, and at least 0.
     *
     * @param found as many tip the claim
     * @param first what the items of the worse group would have to win, where that is known
     * @param search that found them, and finds those of other duels
     * @param proof how much may be spent on it
     */
    static double of(
            Fit<?> fit,
            Claim claim,
            Change change,
            double found,
            Optional<WinsOfFirst> first,
            Search<?> search,
            Proof proof) {
        @SuppressWarnings("unchecked") // its data were seen to be a comparison graph
        Fit<ComparisonGraph> ofPairs = (Fit<ComparisonGraph>) fit;
        @SuppressWarnings("unchecked") // of the same fit
        Search<ComparisonGraph> searchOfPairs = (Search<ComparisonGraph>) search;
        return new LeastVotes(ofPairs, change).least(claim, found, first, searchOfPairs, proof);
    }

    /** Whether it is of this fit. */
    static boolean knows(Fit<?> fit) {
        return fit.model() instanceof BradleyTerry
                && fit.extras().isEmpty()
                && fit.data() instanceof ComparisonGraph
                && fit.graph().size() <= LARGEST
                && fit.prior().isQuadratic()
                && IntStream.range(0, fit.graph().edges()).allMatch(e -> Math.abs(lead(fit, e)) <= WIDEST_LEAD);
    }

    private static double lead(Fit<?> fit, int e) {
        return fit.scores().difference(fit.graph().first(e), fit.graph().second(e));
    }

    /** A duel, a number of votes fewer than which do not turn it round, and how closely it was looked at. */
    private record Duel(int ahead, int behind, double atLeast, int looks) {}

    /** Most duels are never looked at. */
    private double least(
            Claim claim, double found, Optional<WinsOfFirst> first, Search<ComparisonGraph> search, Proof proof) {
        Dissipation dissipation = new Dissipation(fit, change);
        Branching branching = new Branching(fit, change, proof);
        Queue<Duel> duels = new PriorityQueue<>(Comparator.comparingDouble(Duel::atLeast));
        for (int j : claim.behind()) {
            double wins = first.map(of -> of.of(j)).orElse(0.0);
            for (int i : claim.ahead()) {
                duels.add(new Duel(i, j, Math.max(wins, dissipation.atOnce(i, j)), 0));
            }
        }
        References references = new References(fit, change);
        References.Free free = references.free();
        for (Duel duel = duels.poll(); duel != null && duel.atLeast() < found; duel = duels.poll()) {
            int i = duel.ahead();
            int j = duel.behind();
            double proven = switch (duel.looks()) {
                case 0 -> free.cannotCross(i, j, found) ? found : dissipation.near(i, j, found);
                case 1 -> dissipation.least(i, j, found);
                case 2 -> references.new OfDuel(i, j, search).least(found);
                case 3 -> byExchange(duel, found, proof);
                default ->
                    isWorthBranching(duel.atLeast(), found) && branching.cannot(i, j, duel.atLeast())
                            ? duel.atLeast() + 1
                            : duel.atLeast();
            };
            if (duel.looks() > 3 && proven == duel.atLeast()) {
                return duel.atLeast();
            }
            duels.add(new Duel(i, j, Math.max(duel.atLeast(), proven), duel.looks() + 1));
        }
        return found;
    }

    private double byExchange(Duel duel, double found, Proof proof) {
        if (proof == Proof.THOROUGH && whole) {
            return Exchange.least(fit, change, duel.ahead(), duel.behind(), duel.atLeast(), found);
        }
        return isWorthBranching(duel.atLeast(), found)
                ? Exchange.atOnce(fit, change, duel.ahead(), duel.behind(), duel.atLeast(), found)
                : duel.atLeast();
    }

    private boolean isWorthBranching(double atLeast, double found) {
        double open = found - atLeast;
        return whole && (open <= FEW_OPEN || (open <= MOST_OPEN && atLeast >= WORTH_BRANCHING * found));
    }
}

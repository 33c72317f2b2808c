package org.teeter.votes;

import java.util.List;
import java.util.Optional;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;

/**
 * A few votes that make a claim false, found by search and verified by a full fit without them.
 *
 * <p>The least number is a problem of integers; this is an upper bound of it. Beside it stands a lower bound where one is
 * known: of {@link LeastVotes Bradley-Terry up to 500 items}, of {@link CurvatureBound others} near the fit, and of {@link WinsOfFirst the
 * first} however far scores move. {@link #provenThoroughly} may close what is left between them.
 *
 * @param change what is done to the votes
 * @param ahead the item of the better group that falls behind
 * @param behind the item of the other group that gets ahead
 * @param votes how many; a sum of weights where not all weights are whole
 * @param atLeast fewer do not, proven; 0 where nothing is known
 * @param parts the votes by kind, most first
 * @param after the fit of the changed data
 * @param <D> the data of the model
 */
public record VotesToTip<D extends Judgements<D>>(
        Change change, int ahead, int behind, double votes, double atLeast, List<Part> parts, Fit<D> after) {

    public VotesToTip {
        parts = List.copyOf(parts);
    }

    /** Whether no fewer votes do. */
    public boolean isLeast() {
        return atLeast >= votes;
    }

    /**
     * The same with a lower bound that may take minutes: of dropped votes, Bradley-Terry without a prior, by {@link Exchange}.
     *
     * @param fit that of all votes
     * @param claim that these make false
     */
    public VotesToTip<D> provenThoroughly(Fit<D> fit, Claim claim) {
        return isLeast() ? this : proven(atLeast(fit, claim, change, votes, new Search<>(fit, change), Proof.THOROUGH));
    }

    private VotesToTip<D> proven(double needed) {
        return new VotesToTip<>(change, ahead, behind, votes, needed, parts, after);
    }

    /**
     * Votes of one kind.
     *
     * @param kind of the data
     * @param votes how many of them are changed
     * @param of how many there are
     */
    public record Part(int kind, double votes, double of) {}

    /**
     * The fewest votes found that change whether the lead of one item over another is more than {@code z} standard errors of it: if it is,
     * that make it no more, and else that make it more. A lower bound stands beside it where one is known.
     *
     * @return of {@link #ahead} what was taken from or given to the lead; empty where no votes were found that leave a finite fit
     */
    public static <D extends Judgements<D>> Optional<VotesToTip<D>> ofSignificance(
            Fit<D> fit, int i, int j, double z, Change change) {
        if (!(z > 0 && z < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("significance is of a positive number of standard errors, got " + z);
        }
        boolean isMore = fit.scores().difference(i, j) > z * fit.response().errorOfLead(i, j);
        Optional<VotesToTip<D>> best = isMore
                ? new Search<>(fit, change, z).tip(i, j, Double.POSITIVE_INFINITY)
                : new Search<>(fit, change, -z).tip(j, i, Double.POSITIVE_INFINITY);
        return best.map(found -> found.proven(CurvatureBound.of(fit, change)
                .map(bound -> bound.ofSignificance(i, j, z, isMore, found.votes))
                .orElse(0.0)));
    }

    /**
     * The fewest votes found that make a claim false.
     *
     * @return empty where no votes were found that do and leave a finite fit
     * @throws IllegalArgumentException if the claim does not hold, or the data know no other side to flip to
     */
    public static <D extends Judgements<D>> Optional<VotesToTip<D>> of(Fit<D> fit, Claim claim, Change change) {
        return of(fit, claim, change, Proof.USUAL);
    }

    /** The same with as much spent on the lower bound; {@link #provenThoroughly} spends more on what was found. */
    public static <D extends Judgements<D>> Optional<VotesToTip<D>> of(
            Fit<D> fit, Claim claim, Change change, Proof proof) {
        if (!claim.holds(fit)) {
            throw new IllegalArgumentException("a claim that does not hold cannot be tipped, got " + claim);
        }
        Search<D> search = new Search<>(fit, change);
        Optional<VotesToTip<D>> best = Optional.empty();
        Duels duels = Duels.of(fit, search, claim);
        for (Optional<Duels.Duel> duel = duels.next(); duel.isPresent(); duel = duels.next()) {
            double most = best.map(VotesToTip::votes).orElse(Double.POSITIVE_INFINITY);
            if (duel.get().estimate() * Duels.SHORTFALL >= most) {
                break;
            }
            Optional<VotesToTip<D>> fewer =
                    search.tip(duel.get().ahead(), duel.get().behind(), most);
            best = fewer.isPresent() ? fewer : best;
        }
        return best.map(found -> found.proven(atLeast(fit, claim, change, found.votes, search, proof)));
    }

    /** The best of what is proven. */
    private static double atLeast(Fit<?> fit, Claim claim, Change change, double found, Search<?> search, Proof proof) {
        boolean isOfFirst =
                claim.ahead().size() + claim.behind().size() == fit.graph().size();
        Optional<WinsOfFirst> first =
                isOfFirst ? WinsOfFirst.of(fit, claim.ahead().size(), change) : Optional.empty();
        if (LeastVotes.knows(fit)) {
            return LeastVotes.of(fit, claim, change, found, first, search, proof);
        }
        return CurvatureBound.of(fit, change)
                .map(bound -> bound.least(claim, found, first))
                .orElseGet(
                        () -> first.map(of -> of.ofAny(claim.behind(), found)).orElse(0.0));
    }
}

package org.teeter.model;

import java.util.List;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.link.Link;

/**
 * A model of judgements of pairs: how probable a win, a tie and a loss are at a difference {@code x = s_first - s_second} of scores. A
 * model of its own says so for one pair; what all share follows from that.
 */
public interface PairModel extends Model<ComparisonGraph> {

    /** Name of the parameter of ties. */
    String TIE = "tie";

    /** Whether this model predicts ties, by a parameter τ; if not, they must be decided before it is fitted. */
    default boolean predictsTies() {
        return false;
    }

    /** Where to look for τ first, given the share of ties among all judgements, inside (0, 1). */
    default double firstTie(double share) {
        return 0;
    }

    /** By what factor at most the curvature of a judgement changes, as {@link Likelihood#growth} has it. */
    default double growth(double size, double move) {
        return Double.POSITIVE_INFINITY;
    }

    /** See {@link Likelihood#isSelfConcordant}, of x and τ. */
    boolean isSelfConcordant();

    /** Whether the log-likelihood is concave, so that it has one maximum. */
    default boolean isConcave() {
        return true;
    }

    /** The expected curvature of one judgement, where the observed one may be negative. */
    default double information(double x, PairDerivatives work) {
        throw new UnsupportedOperationException("the curvature of " + name() + " is never negative");
    }

    /**
     * How fast the logarithm of the curvature of one judgement changes, whatever its outcome: a and b such that it does by at most {@code a
     * |dx| + b |dτ|} [M136]. In an exponential family no statistic of an outcome moves faster than x and τ.
     *
     * @param size where {@code |x|} is no more
     * @param least where τ is no less
     * @return empty where no such numbers are known
     */
    default Optional<double[]> bend(double size, double least) {
        return isSelfConcordant() ? Optional.of(new double[] {1, 1}) : Optional.empty();
    }

    /** The log-likelihood of so many wins, losses and ties of a pair; -∞ where τ is no value of the parameter. */
    double logLikelihood(double x, double tie, double won, double lost, double tied);

    /** The derivatives of its negative; each of full relative precision, where rare outcomes count against frequent ones too. */
    void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into);

    @Override
    default Likelihood likelihood(ComparisonGraph data) {
        return new PairLikelihood(this, Contests.of(data));
    }

    /**
     * By how much the score equations are pulled when, on edge {@code e}, wins of the second item become wins of the first: {@code -d
     * gradient / d y_e} at fixed n and ties.
     *
     * @return the pull along the edge, in wins, then that on each extra parameter
     */
    default double[] pull(ComparisonGraph data, int e, double[] theta) {
        double tie = predictsTies() ? theta[data.size()] : 0;
        double x = theta[data.first(e)] - theta[data.second(e)];
        double n = data.won(e) + data.lost(e) > 0 ? data.n(e) : 0; // where all are ties, there is no win to move
        return pull(n, x, tie);
    }

    /** The same of so many judgements at a difference x of scores: on x, and on τ where ties are predicted. */
    default double[] pull(double n, double x, double tie) {
        PairDerivatives ofWin = new PairDerivatives();
        PairDerivatives ofLoss = new PairDerivatives();
        derive(x, tie, 1, 0, 0, ofWin);
        derive(x, tie, 0, 1, 0, ofLoss);
        double alongX = n * (ofLoss.slope() - ofWin.slope());
        return predictsTies()
                ? new double[] {alongX, n * (ofLoss.tieSlope() - ofWin.tieSlope())}
                : new double[] {alongX};
    }

    /** The derivatives of -log L of so many wins, losses and ties along a difference x of scores: the first, then the second. */
    default double[] along(double x, double tie, double won, double lost, double tied) {
        PairDerivatives at = new PairDerivatives();
        derive(x, tie, won, lost, tied, at);
        return new double[] {at.slope(), at.curvature()};
    }

    /**
     * What an item's score equation is relative to: the smaller of its wins and losses, observed or expected.
     *
     * @param gradient what is left of the equation
     */
    default double scale(double wins, double losses, double gradient) {
        return Math.max(Math.min(wins, losses), Math.min(wins + gradient, losses - gradient));
    }

    /** Whether Ford's condition decides of a maximum, where nothing else holds scores. */
    default boolean isByFord() {
        return true;
    }

    /** Ford's condition, see {@link Existence#of}; of models that predict ties, {@link TieExistence} too. */
    @Override
    default boolean hasMaximum(ComparisonGraph data, Hold hold) {
        return hold.suffices(data.preferences())
                && (!predictsTies() || unbounded(data, hold).isEmpty());
    }

    /** Why the parameter of ties has no finite value, if it has none; Firth's penalty holds that of an exponential family. */
    private List<String> unbounded(ComparisonGraph data, Hold hold) {
        if (hold != Hold.INFORMATION) {
            return TieExistence.unbounded(data, hold);
        }
        return isSelfConcordant() ? List.of() : TieExistence.outweighed(data);
    }

    @Override
    default Existence existence(ComparisonGraph data) {
        Existence ofScores = Existence.of(data);
        return predictsTies() ? ofScores.with(unbounded(data, Hold.NOTHING)) : ofScores;
    }

    /** Where a link decides between two items, ties aside. */
    @Override
    Link link();
}

package org.teeter.audit;

import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
import org.teeter.data.RatedPairs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;
import org.teeter.link.Probability;

/**
 * What of the data behind a fit an audit moves: shares of judgements, each a share that the first of two items won of the second. A judged
 * pair is one, or a judged pair under given conditions or by a given rater, or the ballots that rank an item directly above another.
 */
public interface Sources {

    /** What a source is. */
    enum Kind {
        /** The share that an item won against another. */
        SHARE,
        /** The share of the ballots that rank an item directly above another, on which they stay so and are not exchanged. */
        SWAP
    }

    /**
     * The sources behind a fit of pairs, of pairs under conditions, or of rankings.
     *
     * @throws IllegalArgumentException if it is a fit to other data
     */
    @SuppressWarnings("unchecked") // the data are of the type that is asked for
    static Sources of(Fit<?> fit) {
        if (fit.data() instanceof ComparisonGraph) {
            return new PairSources((Fit<ComparisonGraph>) fit);
        }
        if (fit.data() instanceof Contests) {
            return new ContestSources((Fit<Contests>) fit);
        }
        if (fit.data() instanceof Rankings) {
            return new SwapSources((Fit<Rankings>) fit);
        }
        if (fit.data() instanceof RatedPairs) {
            return new RatedSources((Fit<RatedPairs>) fit);
        }
        throw new IllegalArgumentException("there is no audit of data like these, got a fit of "
                + fit.model().name());
    }

    /** What these are. */
    default Kind kind() {
        return Kind.SHARE;
    }

    /** The fit that they are behind. */
    Fit<?> fit();

    /** The items that were judged. */
    Items items();

    /** Which pairs of items meet in some judgement. */
    default Graph graph() {
        return fit().graph();
    }

    /** How many sources there are. */
    int count();

    /** The item whose share it is. */
    int first(int e);

    /** The item against which. */
    int second(int e);

    /** The conditions of its judgements; empty where there are none. */
    String about(int e);

    /** Judgements, as a sum of weights. */
    double n(int e);

    /** Weight of those for the first item. */
    double won(int e);

    /** Weight of those for the second item. */
    double lost(int e);

    /** Weight of those for neither. */
    default double tied(int e) {
        return n(e) - won(e) - lost(e);
    }

    /** y: the share of the first item, a tie being half a win. */
    default double y(int e) {
        return (won(e) + tied(e) / 2) / n(e);
    }

    /** The pair that it is of, as an edge of the graph. */
    int edge(int e);

    /**
     * The first source that is of two items, in this order or the other.
     *
     * @throws IllegalArgumentException if there is none
     */
    default int of(int a, int b) {
        for (int e = 0; e < count(); e++) {
            if ((first(e) == a && second(e) == b) || (first(e) == b && second(e) == a)) {
                return e;
            }
        }
        throw new IllegalArgumentException("a source must have been compared, got " + a + " and " + b);
    }

    /** The share as it is fitted. */
    Probability fitted(int e);

    /** How fast the fitted share moves with the difference of scores. */
    double density(int e);

    /** Adds by how much the score equations are pulled, by score and extra parameter, as y rises: {@code -d gradient / dy}. */
    void pull(int e, double[] into);

    /** A small move of y that stays inside what the data allow: 1e-4 of its room, and never 0. */
    double smallMove(int e);

    /** The predictions after y has moved by so much, or as far as it goes, and the model was fitted again. */
    Moved moved(int e, double delta);

    /** What the first item has won when its share has moved so far, of what was decided. */
    default double won(int e, double delta) {
        return Math.max(0, Math.min(won(e) + lost(e), won(e) + n(e) * delta));
    }

    /** What a fit predicts of changed data; nothing where they have no maximum. */
    static <D> Moved refitted(Fit<D> fit, D changed) {
        Estimator estimator = Estimator.of(fit.prior());
        if (!estimator.hasMaximum(fit.model(), changed)) {
            return (i, j) -> Optional.empty();
        }
        return Moved.of(estimator.refit(changed, fit));
    }
}

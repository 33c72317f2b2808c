package org.teeter.tip;

import java.util.Arrays;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Judgements;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.model.PairModel;

/**
 * The observed shares of judged pairs, each under its conditions where there are any, and fits after some of them have moved. Ties that are an
 * outcome of their own stay.
 */
final class Shares<D extends Judgements<D>> {
    private static final int OUTCOMES = 3;

    private final Fit<D> fit;
    private final Contests contests;
    private final boolean concave;
    private final Estimator estimator;

    private Shares(Fit<D> fit, Contests contests, boolean concave) {
        this.fit = fit;
        this.contests = contests;
        this.concave = concave;
        this.estimator = Estimator.of(fit.prior());
    }

    /** Those behind a fit; empty where it is of rankings. */
    @SuppressWarnings("unchecked") // the data are of the type that is asked for
    static Optional<Shares<?>> of(Fit<?> fit) {
        if (fit.data() instanceof ComparisonGraph graph) {
            return Optional.of(new Shares<>(
                    (Fit<ComparisonGraph>) fit, Contests.of(graph), ((PairModel) fit.model()).isConcave()));
        }
        if (fit.data() instanceof Contests contests) {
            return Optional.of(new Shares<>((Fit<Contests>) fit, contests, true));
        }
        return Optional.empty();
    }

    Fit<D> fit() {
        return fit;
    }

    /** Whether the likelihood has one maximum. */
    boolean isConcave() {
        return concave;
    }

    int count() {
        return contests.size();
    }

    /** The pair that a share is of. */
    int edge(int c) {
        return contests.edge(c);
    }

    double n(int c) {
        return contests.n(c);
    }

    double y(int c) {
        return (contests.won(c) + contests.tied(c) / 2) / contests.n(c);
    }

    /** The least that it can be: no wins of the first item, ties as they are. */
    double low(int c) {
        return contests.tied(c) / 2 / contests.n(c);
    }

    double high(int c) {
        return 1 - low(c);
    }

    /** The fit after one share has moved. */
    Optional<Fit<D>> fitWith(int c, double y, Fit<D> start) {
        double[] shares = new double[count()];
        Arrays.fill(shares, Double.NaN);
        shares[c] = y;
        return fitWith(shares, start);
    }

    /** The fit after shares have moved, where they are numbers, started from another; empty where there is none. */
    Optional<Fit<D>> fitWith(double[] shares, Fit<D> start) {
        double[] weights = new double[fit.data().kinds()];
        for (int kind = 0; kind < weights.length; kind++) {
            weights[kind] = fit.data().weight(kind);
        }
        for (int c = 0; c < shares.length; c++) {
            if (!Double.isNaN(shares[c])) {
                double decided = contests.won(c) + contests.lost(c);
                double tied = contests.tied(c);
                double won = Math.max(0, Math.min(decided, contests.n(c) * shares[c] - tied / 2));
                weights[OUTCOMES * c] = won;
                weights[OUTCOMES * c + 1] = decided - won;
                weights[OUTCOMES * c + 2] = tied;
            }
        }
        D moved = fit.data().weighted(weights);
        if (!estimator.hasMaximum(fit.model(), moved)) {
            return Optional.empty();
        }
        try {
            return Optional.of(estimator.refit(moved, start));
        } catch (NoConvergenceException e) {
            return Optional.empty(); // so close to where there is no maximum that doubles do not find it
        }
    }
}

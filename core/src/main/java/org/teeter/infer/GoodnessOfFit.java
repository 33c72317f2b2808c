package org.teeter.infer;

import java.util.ArrayList;
import java.util.List;
import org.teeter.fit.Fit;

/**
 * How well a model of pairs reproduces each pair.
 *
 * <pre>{@code
 * residual  (W - n w) / √(n σ² (1 - h)),  W = wins + ties/2, w and σ² its mean and variance a judgement    [M56]
 * leverage  h = n ∇wᵀ V ∇w / σ²,  ∇w = -Σ_outcomes p W u along scores and what all judgements share
 * deviance  2 Σ_outcomes count log(count / expected)
 * Pearson   Σ_outcomes (count - expected)² / expected
 * }</pre>
 *
 * <p>h, the leverage of a pair, is what its own judgements have of its fit; where nothing is shared and ties are no outcome, c R, c the
 * information of its judgements, R the variance of the difference of its scores. Of a bridge, h = 1, nothing can be said, and its
 * residual is 0. Where ties are halved, so are they here: the
 * deviance then is no statistic of counts, and residuals are too small rather than too large.
 *
 * @param deviance of all pairs, from the fit that reproduces each
 * @param pearson Pearson's statistic of the same counts, on as many degrees of freedom
 * @param degreesOfFreedom outcomes of pairs that are free, less the parameters
 * @param pValue of the deviance, by the chi-squared distribution; to be believed where few pairs are small
 * @param small how many pairs expect fewer than five judgements of some outcome
 * @param pairs those that were judged; under conditions, each contest
 */
public record GoodnessOfFit(
        double deviance, double pearson, int degreesOfFreedom, double pValue, int small, List<Pair> pairs) {
    private static final double FEW = 5;
    /** Beyond this leverage a pair is a bridge, rounding aside. */
    private static final double BRIDGE = 1 - 1e-9;

    public GoodnessOfFit {
        pairs = List.copyOf(pairs);
    }

    /**
     * One pair.
     *
     * @param n judgements
     * @param observed wins of the first item, a tie being half a win
     * @param expected by the fit
     * @param residual standardised
     * @param deviance its part
     * @param leverage h
     */
    public record Pair(
            int first,
            int second,
            double n,
            double observed,
            double expected,
            double residual,
            double deviance,
            double leverage) {}

    /**
     * Of a fit of pairs, without a prior.
     *
     * @throws IllegalArgumentException of more than 4,000 items, of ballots, or with a prior
     */
    public static <D> GoodnessOfFit of(Fit<D> fit) {
        if (fit.prior().holds()) {
            throw new IllegalArgumentException(
                    "goodness of fit is judged at the maximum of the likelihood, without a prior");
        }
        Sum sum = new Sum(fit);
        if (!PairJudgements.visit(fit.model().likelihood(fit.data()), fit.position(), sum::add)) {
            throw new IllegalArgumentException(
                    "goodness of fit is judged pair by pair, and these judgements are ballots");
        }
        int degrees = sum.free - LikelihoodRatio.parameters(fit);
        return new GoodnessOfFit(
                sum.deviance,
                sum.pearson,
                degrees,
                degrees > 0 ? ChiSquare.tail(sum.deviance, degrees) : 1,
                sum.small,
                sum.pairs);
    }

    private static final class Sum {
        private final double[][] v; // of scores
        private final double[][] shared; // of each shared parameter, with scores and behind them with one another
        private final List<Pair> pairs = new ArrayList<>();
        private double deviance;
        private double pearson;
        private int free;
        private int small;

        Sum(Fit<?> fit) {
            this.v = Covariance.ofInformation(fit).matrix();
            this.shared = new double[fit.extras().size()][];
            for (int p = 0; p < shared.length; p++) {
                double[] pull = new double[v.length + shared.length];
                pull[v.length + p] = 1;
                shared[p] = fit.response().to(pull);
            }
        }

        void add(PairJudgements pair) {
            double n = pair.n();
            if (n == 0) {
                return;
            }
            double of = 0;
            boolean isSmall = false;
            for (int k = 0; k < pair.outcomes(); k++) {
                double count = pair.count(k);
                double expected = n * pair.probability(k);
                of += count > 0 ? 2 * count * (Math.log(count / n) - pair.logProbability(k)) : 0;
                pearson += expected > 0 ? (count - expected) * (count - expected) / expected : 0;
                isSmall |= expected < FEW;
            }
            double expected = n * pair.mean();
            double leverage = Math.min(1, n * ofMean(pair) / pair.variance());
            double residual =
                    leverage < BRIDGE ? (pair.won() - expected) / Math.sqrt(n * pair.variance() * (1 - leverage)) : 0;
            deviance += of;
            free += pair.outcomes() - 1;
            small += isSmall ? 1 : 0;
            pairs.add(new Pair(pair.first(), pair.second(), n, pair.won(), expected, residual, of, leverage));
        }

        /** The variance of the fitted mean of a pair's judgements. */
        private double ofMean(PairJudgements pair) {
            int i = pair.first();
            int j = pair.second();
            double along = pair.meanAlongScore();
            double variance = along * along * (v[i][i] + v[j][j] - 2 * v[i][j]);
            for (int p = 0; p < shared.length; p++) {
                double alongExtra = pair.meanAlongExtra(p);
                if (alongExtra == 0) {
                    continue; // another rater's precision
                }
                variance += 2 * along * alongExtra * (shared[p][i] - shared[p][j]);
                for (int q = 0; q < shared.length; q++) {
                    variance += alongExtra * pair.meanAlongExtra(q) * shared[p][v.length + q];
                }
            }
            return variance;
        }
    }
}

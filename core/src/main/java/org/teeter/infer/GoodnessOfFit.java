package org.teeter.infer;

import java.util.ArrayList;
import java.util.List;
import org.teeter.fit.Fit;

/**
 * How well a model of pairs reproduces each pair.
 *
 * <pre>{@code
 * residual  (W - n w) / √(n σ² (1 - h)),  W = wins + ties/2, w and σ² its mean and variance a judgement, h = c R    [M56]
 * deviance  2 Σ_outcomes count log(count / expected)
 * }</pre>
 *
 * <p>h, the leverage of a pair, is what its own judgements have of its fit: c is the information of its judgements, R the variance of the
 * difference of its scores. Of a bridge, h = 1, nothing can be said, and its residual is 0. Where ties are halved, so are they here: the
 * deviance then is no statistic of counts, and residuals are too small rather than too large.
 *
 * @param deviance of all pairs, from the fit that reproduces each
 * @param pearson the sum of squared residuals, leverage left out
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
        Sum sum = new Sum(Covariance.ofInformation(fit).matrix());
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
        private final double[][] v;
        private final List<Pair> pairs = new ArrayList<>();
        private double deviance;
        private double pearson;
        private int free;
        private int small;

        Sum(double[][] v) {
            this.v = v;
        }

        void add(PairJudgements pair) {
            double n = pair.n();
            if (n == 0) {
                return;
            }
            double of = 0;
            double information = 0;
            boolean isSmall = false;
            for (int k = 0; k < pair.outcomes(); k++) {
                double count = pair.count(k);
                double expected = n * pair.probability(k);
                of += count > 0 ? 2 * count * (Math.log(count / n) - pair.logProbability(k)) : 0;
                information += expected * pair.slope(k) * pair.slope(k);
                isSmall |= expected < FEW;
            }
            double tie = pair.predictsTies() ? pair.probability(2) : 0;
            double mean = pair.probability(0) + tie / 2;
            double variance = mean * (pair.probability(1) + tie / 2) - tie / 4;
            int i = pair.first();
            int j = pair.second();
            double leverage = Math.min(1, information * (v[i][i] + v[j][j] - 2 * v[i][j]));
            double raw = (pair.won() - n * mean) / Math.sqrt(n * variance);
            double residual = leverage < BRIDGE ? raw / Math.sqrt(1 - leverage) : 0;
            deviance += of;
            pearson += raw * raw;
            free += pair.outcomes() - 1;
            small += isSmall ? 1 : 0;
            pairs.add(new Pair(i, j, n, pair.won(), n * mean, residual, of, leverage));
        }
    }
}

package org.teeter.infer;

import java.util.ArrayList;
import java.util.List;
import org.teeter.data.ComparisonGraph;
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
 * @param pairs by edge
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
     * Of a fit without a prior.
     *
     * @throws IllegalArgumentException of more than 4,000 items, or with a prior
     */
    public static GoodnessOfFit of(Fit<ComparisonGraph> fit) {
        if (fit.prior().holds()) {
            throw new IllegalArgumentException(
                    "goodness of fit is judged at the maximum of the likelihood, without a prior");
        }
        double[][] v = Covariance.ofInformation(fit).matrix();
        Sum sum = new Sum(fit.data(), v);
        fit.model().likelihood(fit.data()).contributions(fit.position(), sum::add);
        sum.finish();
        int degrees = sum.free - LikelihoodRatio.parameters(fit);
        return new GoodnessOfFit(
                sum.deviance,
                sum.pearson,
                degrees,
                degrees > 0 ? ChiSquare.tail(sum.deviance, degrees) : 1,
                sum.small,
                sum.pairs);
    }

    /** Takes the outcomes of one pair after the other. */
    private static final class Sum {
        private final ComparisonGraph data;
        private final double[][] v;
        private final List<Pair> pairs = new ArrayList<>();
        private double deviance;
        private double pearson;
        private int free;
        private int small;

        private int pair = -1;
        private int first;
        private int second;
        private final double[] log = new double[3];
        private final double[] slope = new double[3];
        private int outcomes;

        Sum(ComparisonGraph data, double[][] v) {
            this.data = data;
            this.v = v;
        }

        void add(
                int situation,
                double weight,
                double logProbability,
                int size,
                int[] items,
                double[] gradient,
                double[] extras) {
            if (situation != pair) {
                finish();
                pair = situation;
                first = items[0];
                second = items[1];
                outcomes = 0;
            }
            log[outcomes] = logProbability;
            slope[outcomes++] = gradient[0];
        }

        void finish() {
            int e = pair < 0 ? -1 : data.edge(first, second);
            if (e < 0 || data.n(e) == 0) {
                return;
            }
            double[] count = {data.won(e), data.lost(e), data.tied(e)};
            int last = outcomes == 3 && data.halved(e) == 0 ? 3 : 2;
            double n = data.n(e);
            double of = 0;
            double information = 0;
            boolean isSmall = false;
            for (int k = 0; k < last; k++) {
                double p = Math.exp(log[k]);
                of += count[k] > 0 ? 2 * count[k] * (Math.log(count[k] / n) - log[k]) : 0;
                information += n * p * slope[k] * slope[k];
                isSmall |= n * p < FEW;
            }
            double tie = last == 3 ? Math.exp(log[2]) : 0;
            double mean = Math.exp(log[0]) + tie / 2;
            double opposite = Math.exp(log[1]) + tie / 2;
            double variance = mean * opposite - tie / 4;
            double leverage = information * (v[first][first] + v[second][second] - 2 * v[first][second]);
            double excess = data.won(e) + data.tied(e) / 2 - n * mean;
            double raw = excess / Math.sqrt(n * variance);
            double residual = leverage < BRIDGE ? raw / Math.sqrt(1 - leverage) : 0;
            deviance += of;
            pearson += raw * raw;
            free += last - 1;
            small += isSmall ? 1 : 0;
            pairs.add(new Pair(
                    first, second, n, data.won(e) + data.tied(e) / 2, n * mean, residual, of, Math.min(1, leverage)));
        }
    }
}

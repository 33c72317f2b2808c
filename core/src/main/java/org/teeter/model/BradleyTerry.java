package org.teeter.model;

import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.link.Link;
import org.teeter.link.Logistic;

/**
 * Bradley-Terry: the logistic link (paper, §3.1; Bradley and Terry 1952).
 *
 * <pre>{@code
 * -log L = Σ_e n_e [-y_e log p_e - (1 - y_e) log(1 - p_e)]    [M41]
 * slope_e = n_e (p_e - y_e),  curvature_e = n_e p_e (1 - p_e)
 * }</pre>
 *
 * <p>The slope is formed from the smaller of p and 1 - p, so that the rare outcome of a dominant pair keeps its relative precision.
 */
public record BradleyTerry() implements PairModel {
    private static final Logistic LOGISTIC = new Logistic();

    /** Range of scores whose strengths are normal doubles: half of it is ln 1e304. Wider ones cost an exponential an edge. */
    private static final double WIDEST = 1400;

    @Override
    public String name() {
        return "Bradley-Terry";
    }

    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public Likelihood likelihood(ComparisonGraph data) {
        return new Odds(this, data);
    }

    @Override
    public boolean isSelfConcordant() {
        return true;
    }

    /** {@code log p = min(x, 0) - l} and {@code log(1 - p) = min(-x, 0) - l}; only the less likely side pays |x|. */
    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        double l = Math.log1p(Math.exp(-Math.abs(x)));
        double upset = x >= 0 ? lost : won;
        return -((won + lost) * l + upset * Math.abs(x));
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        double odds = Math.exp(-Math.abs(x));
        double likely = 1 / (1 + odds);
        double unlikely = odds * likely;
        double n = won + lost;
        into.set(x >= 0 ? lost - n * unlikely : n * unlikely - won, n * unlikely * likely);
    }

    @Override
    public double[] pull(ComparisonGraph data, int e, double[] theta) {
        return new double[] {data.n(e)};
    }

    /** Without conditions, where an edge costs a division and no exponential. */
    private static final class Odds extends PairLikelihood {
        Odds(PairModel model, ComparisonGraph data) {
            super(model, Contests.of(data));
        }

        @Override
        void along(double[] scores, double[] slope, double[] curvature, Derivatives into) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double s : scores) {
                low = Math.min(low, s);
                high = Math.max(high, s);
            }
            if (high - low <= WIDEST) {
                double[] strength = strengths(scores, (low + high) / 2);
                for (int a = 0; a + 1 < start.length; a++) {
                    byStrengths(strength, a, slope, curvature);
                }
            } else {
                for (int a = 0; a + 1 < start.length; a++) {
                    byDifferences(scores, a, slope, curvature);
                }
            }
        }

        /** The likelihood knows differences along edges alone, so a long chain may span any range. */
        private void byDifferences(double[] scores, int a, double[] slope, double[] curvature) {
            for (int e = start[a]; e < start[a + 1]; e++) {
                double x = scores[a] - scores[second[e]];
                double odds = Math.exp(-Math.abs(x));
                double likely = 1 / (1 + odds);
                double unlikely = odds * likely;
                double n = won[e] + lost[e];
                slope[e] = x >= 0 ? lost[e] - n * unlikely : n * unlikely - won[e];
                curvature[e] = n * unlikely * likely;
            }
        }

        private void byStrengths(double[] strength, int a, double[] slope, double[] curvature) {
            double sa = strength[a];
            for (int e = start[a]; e < start[a + 1]; e++) {
                double sb = strength[second[e]];
                double n = won[e] + lost[e];
                double share = 1 / (sa + sb);
                double unlikely = Math.min(sa, sb) * share;
                double likely = Math.max(sa, sb) * share;
                slope[e] = sa >= sb ? lost[e] - n * unlikely : n * unlikely - won[e];
                curvature[e] = n * unlikely * likely;
            }
        }

        /**
         * {@code e^s}, by which each edge costs a division and no exponential; scores are first shifted to the middle of their range,
         * so that no strength or sum of two leaves the range of doubles.
         */
        private static double[] strengths(double[] scores, double middle) {
            double[] strength = new double[scores.length];
            for (int i = 0; i < strength.length; i++) {
                strength[i] = Math.exp(scores[i] - middle);
            }
            return strength;
        }
    }
}

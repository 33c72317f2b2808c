package org.teeter.model;

import org.teeter.data.ComparisonGraph;
import org.teeter.link.LogConcave;

/**
 * Pairs under any log-concave link: Thurstone's Case V with the normal one (Thurstone 1927).
 *
 * <pre>{@code
 * -log L = -Σ_e [won_e log g(x_e) + lost_e log g(-x_e)]
 * slope_e = lost_e r(-x_e) - won_e r(x_e),  curvature_e = lost_e h(-x_e) + won_e h(x_e),  r = (log g)',  h = -(log g)''
 * }</pre>
 */
public record LinkModel(LogConcave link) implements PairModel {

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public Likelihood likelihood(ComparisonGraph data) {
        return new Linked(link, data);
    }

    /** {@code d slope / d y = -n (r(x) + r(-x)) = -n g'(x) / (g(x) g(-x))}. */
    @Override
    public double[] pull(ComparisonGraph data, int e, double[] theta) {
        double[] at = new double[4];
        link.logDerivatives(theta[data.first(e)] - theta[data.second(e)], at);
        return new double[] {data.n(e) * (at[0] + at[1])};
    }

    private static final class Linked extends PairLikelihood {
        private final LogConcave link;

        Linked(LogConcave link, ComparisonGraph data) {
            super(data);
            this.link = link;
        }

        @Override
        public boolean isSelfConcordant() {
            return false;
        }

        @Override
        public double logLikelihood(double[] scores) {
            double sum = 0;
            for (int a = 0; a + 1 < start.length; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    double x = scores[a] - scores[second[e]];
                    sum += won[e] == 0 ? 0 : won[e] * link.logProbability(x);
                    sum += lost[e] == 0 ? 0 : lost[e] * link.logProbability(-x);
                }
            }
            return sum;
        }

        @Override
        void outcomes(double[] theta, int e, double x, PairOutcomes into) {
            double[] at = new double[4];
            link.logDerivatives(x, at);
            into.logProbability[PairOutcomes.WIN] = link.logProbability(x);
            into.logProbability[PairOutcomes.LOSS] = link.logProbability(-x);
            into.slope[PairOutcomes.WIN] = -at[0];
            into.slope[PairOutcomes.LOSS] = at[1];
        }

        @Override
        void along(double[] scores, double[] slope, Derivatives into) {
            double[] at = new double[4];
            for (int a = 0; a + 1 < start.length; a++) {
                for (int e = start[a]; e < start[a + 1]; e++) {
                    link.logDerivatives(scores[a] - scores[second[e]], at);
                    slope[e] = lost[e] * at[1] - won[e] * at[0];
                    into.conductance()[e] = lost[e] * at[3] + won[e] * at[2];
                }
            }
        }
    }
}

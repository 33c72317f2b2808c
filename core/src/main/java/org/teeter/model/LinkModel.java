package org.teeter.model;

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
    public boolean isSelfConcordant() {
        return false;
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        return (won == 0 ? 0 : won * link.logProbability(x)) + (lost == 0 ? 0 : lost * link.logProbability(-x));
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        double[] at = into.work();
        link.logDerivatives(x, at);
        into.set(lost * at[1] - won * at[0], lost * at[3] + won * at[2]);
    }
}

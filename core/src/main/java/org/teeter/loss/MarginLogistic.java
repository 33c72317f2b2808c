package org.teeter.loss;

import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.model.PairDerivatives;
import org.teeter.model.PairModel;

/**
 * The logistic loss behind a margin γ: SimPO's (Meng et al. 2024), and that of rewards with one (Touvron et al. 2023).
 *
 * <pre>{@code
 * -log L = -Σ_e [won_e log σ(x_e - γ) + lost_e log σ(-x_e - γ)]
 * }</pre>
 */
record MarginLogistic(double margin) implements PairModel {
    private static final Logistic LOGISTIC = new Logistic();

    @Override
    public String name() {
        return "simpo";
    }

    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public boolean isSelfConcordant() {
        return true;
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        return (won == 0 ? 0 : won * LOGISTIC.logProbability(x - margin))
                + (lost == 0 ? 0 : lost * LOGISTIC.logProbability(-x - margin));
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        into.set(
                lost * LOGISTIC.probability(x + margin).p()
                        - won * LOGISTIC.probability(margin - x).p(),
                lost * LOGISTIC.density(x + margin) + won * LOGISTIC.density(x - margin));
    }
}

package org.teeter.model;

import org.teeter.link.Link;
import org.teeter.link.Logistic;

/**
 * Bradley-Terry with ties as an outcome, after Davidson (1970, Journal of the American Statistical Association 65, Eq. 2.2).
 *
 * <pre>{@code
 * p_win : p_tie : p_loss = e^(x/2) : e^τ : e^(-x/2),  ν = e^τ
 * d(-log L_e)/dx = (n p_win - won)/2 - (n p_loss - lost)/2,  d(-log L_e)/dτ = n p_tie - tied
 * H_xx = n (4 p_win p_loss + p_tie (1 - p_tie)) / 4,  H_xτ = -n p_tie (p_win - p_loss)/2,  H_ττ = n p_tie (1 - p_tie)
 * }</pre>
 *
 * <p>Ties aside, a win has the logistic probability of Bradley-Terry. Differences are formed over the rarer outcomes, so that they
 * keep their relative precision on dominant pairs.
 */
public record Davidson() implements PairModel {
    private static final Logistic LOGISTIC = new Logistic();

    @Override
    public String name() {
        return "Davidson";
    }

    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public boolean predictsTies() {
        return true;
    }

    @Override
    public boolean isSelfConcordant() {
        return true;
    }

    /** The probability of a tie between two items whose scores differ by x. */
    public static double tie(double x, double tau) {
        double most = Math.max(Math.abs(x) / 2, tau);
        return Math.exp(tau - most) / normaliser(Math.abs(x), tau, most);
    }

    private static double normaliser(double size, double tau, double most) {
        return Math.exp(size / 2 - most) + Math.exp(-size / 2 - most) + Math.exp(tau - most);
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        double size = Math.abs(x);
        double most = Math.max(size / 2, tie);
        double others = Math.exp(-size / 2 - most) + Math.exp(Math.min(size / 2, tie) - most);
        double log = Math.log1p(
                others); // of the normaliser, whose largest term is 1: what is nearly certain keeps its digits
        double likely = x >= 0 ? won : lost;
        double unlikely = x >= 0 ? lost : won;
        return likely * (size / 2 - most - log) + unlikely * (-size / 2 - most - log) + tied * (tie - most - log);
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        double size = Math.abs(x);
        double most = Math.max(size / 2, tie);
        double ofLikely = size / 2 >= tie ? 1 : Math.exp(size / 2 - most);
        double ofUnlikely = Math.exp(-size / 2 - most);
        double ofTie = size / 2 >= tie ? Math.exp(tie - most) : 1;
        double share = 1 / (ofLikely + ofUnlikely + ofTie);
        double likely = ofLikely * share;
        double unlikely = ofUnlikely * share;
        double even = ofTie * share;
        double n = won + lost + tied;
        double upset = x >= 0 ? lost : won;
        double surplus = n * even - tied;
        double slope = upset - n * unlikely - surplus / 2; // of the likelier side's lead
        double mixed = -n * even * (likely - unlikely) / 2;
        into.set(
                x >= 0 ? slope : -slope,
                n * (likely * unlikely + even * (likely + unlikely) / 4),
                surplus,
                x >= 0 ? mixed : -mixed,
                n * even * (likely + unlikely));
    }
}

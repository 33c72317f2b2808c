package org.teeter.plan;

import org.teeter.fit.Fit;
import org.teeter.model.PairDerivatives;
import org.teeter.model.PairModel;

/**
 * One judgement of a pair as a fit expects it: how it may end, and what it tells of the lead x and the parameter τ of ties, a Fisher
 * information in two independent parts.
 *
 * <pre>{@code E[-d² log L] = v (dx + r dτ)² + t dτ²,  v = F_xx,  r = F_xτ/F_xx,  t = F_ττ - F_xτ²/F_xx    [M110]}</pre>
 *
 * <p>In Bradley-Terry {@code v = p (1 - p)}, and there is no τ.
 *
 * @param win the probability that the first item wins
 * @param loss that the second does
 * @param tie that neither does
 * @param information v
 * @param lean r
 * @param ofTies t
 */
record Expected(double win, double loss, double tie, double information, double lean, double ofTies) {

    /** Of items i and j. */
    static Expected of(PairModel model, Fit<?> fit, int i, int j) {
        double x = fit.scores().difference(i, j);
        double tau = model.predictsTies() ? fit.extra(0) : 0;
        double win = Math.exp(model.logLikelihood(x, tau, 1, 0, 0));
        double loss = Math.exp(model.logLikelihood(x, tau, 0, 1, 0));
        double tie = model.predictsTies() ? Math.exp(model.logLikelihood(x, tau, 0, 0, 1)) : 0;
        PairDerivatives at = new PairDerivatives();
        model.derive(x, tau, win, loss, tie, at);
        double lean = at.mixed() == 0 ? 0 : at.mixed() / at.curvature();
        return new Expected(win, loss, tie, at.curvature(), lean, at.tieCurvature() - lean * at.mixed());
    }
}

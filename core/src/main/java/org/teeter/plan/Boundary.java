package org.teeter.plan;

import org.teeter.fit.Fit;
import org.teeter.link.Probit;
import org.teeter.votes.Claim;

/**
 * How many leads across the boundary after the first k are settled at 95 %.
 *
 * @param leads how many there are
 * @param now how many are settled
 * @param expected how many will be, in the mean [M113]
 */
public record Boundary(int leads, int now, double expected) {
    private static final double NORMAL_95 = 1.959963984540054;
    private static final Probit NORMAL = new Probit();

    static Boundary of(Fit<?> fit, Claim top, Prospect before, Prospect after) {
        int now = 0;
        double then = 0;
        for (int i : top.ahead()) {
            for (int j : top.behind()) {
                double lead = fit.scores().difference(i, j);
                now += lead > NORMAL_95 * before.error(i, j) ? 1 : 0;
                then += settled(lead, before.error(i, j), after.error(i, j));
            }
        }
        return new Boundary(top.ahead().size() * top.behind().size(), now, then);
    }

    /**
     * The chance that a lead will exceed 1.96 of its standard errors, either way, where the true lead is as uncertain as it is now.
     *
     * <pre>{@code X ~ N(x, σ² - σ'²),  P(|X| > 1.96 σ')    [M113]}</pre>
     */
    static double settled(double lead, double error, double errorAfter) {
        double bar = NORMAL_95 * errorAfter;
        double spread = Math.sqrt(Math.max(0, error * error - errorAfter * errorAfter));
        if (spread == 0) {
            return Math.abs(lead) > bar ? 1 : 0;
        }
        return NORMAL.probability((lead - bar) / spread).p()
                + NORMAL.probability((-lead - bar) / spread).p();
    }
}

package org.teeter.head;

import org.teeter.data.ComparisonGraph;
import org.teeter.link.Logistic;

/**
 * What a head says of judgements that it was not fitted to.
 *
 * @param judgements their weight
 * @param pairs of so many pairs
 * @param logLoss the mean of {@code -log p} over them, in nats; {@code log 2} is that of a coin
 * @param favoured the share of them won by the option that the head favours; where it favours neither, by half
 */
public record HeldOut(double judgements, int pairs, double logLoss, double favoured) {
    private static final Logistic LOGISTIC = new Logistic();

    /**
     * Of judgements with ties decided.
     *
     * @param item the fit's number of each of their items
     * @throws IllegalArgumentException if there are none
     */
    public static HeldOut of(HeadFit fit, ComparisonGraph held, int... item) {
        if (held.edges() == 0) {
            throw new IllegalArgumentException("what is held out has a judgement at least");
        }
        double weight = 0;
        double loss = 0;
        double favoured = 0;
        for (int e = 0; e < held.edges(); e++) {
            double lead = fit.difference(item[held.first(e)], item[held.second(e)]);
            double won = held.won(e);
            double lost = held.lost(e);
            weight += held.n(e);
            loss -= (won == 0 ? 0 : won * LOGISTIC.logProbability(lead))
                    + (lost == 0 ? 0 : lost * LOGISTIC.logProbability(-lead));
            favoured += lead == 0 ? held.n(e) / 2 : lead > 0 ? won : lost;
        }
        return new HeldOut(weight, held.edges(), loss / weight, favoured / weight);
    }
}

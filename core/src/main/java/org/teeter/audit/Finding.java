package org.teeter.audit;

import java.util.List;
import java.util.Optional;
import org.teeter.link.Probability;

/**
 * One prediction and the judged pair on which it hangs most.
 *
 * @param i the item whose being preferred is predicted
 * @param j the item to which
 * @param observed whether i and j were compared themselves
 * @param connected whether some chain of pairs leads from i to j; if none does, the prediction comes from the prior alone
 * @param prediction the fitted p_ij
 * @param standardError of the prediction: {@code v_ij sqrt(R_ij)}
 * @param interval 95 % interval of the prediction
 * @param source the worst source, absent if there is no other pair
 */
public record Finding(
        int i,
        int j,
        boolean observed,
        boolean connected,
        Probability prediction,
        double standardError,
        Interval interval,
        Optional<Source> source) {

    /**
     * From where to where a prediction may lie: {@code g(x ± 1.96 sqrt(R))}, formed on the scale of scores (log-odds), where the error is
     * nearly normal, and not around p, where an interval of few votes covers too rarely and can leave [0, 1] [M49].
     */
    public record Interval(Probability low, Probability high) {}

    /** {@code |dp_ij / dy|} of the worst source; 0 without one. */
    public double size() {
        return source.map(s -> Math.abs(s.sensitivity())).orElse(0.0);
    }

    /**
     * A judged pair as the cause of a change elsewhere.
     *
     * @param edge its number in the graph
     * @param a its first item
     * @param b its second item
     * @param n judgements of the pair, as a sum of weights
     * @param y observed proportion won by a
     * @param fitted the fitted p_ab
     * @param leverage {@code h = n v R}, in [0, 1]: how much the fitted p_ab follows y; 1 on a bridge
     * @param flow {@code f_ab(i→j)}, in [-1, 1]: which share of the evidence for i over j runs through this pair
     * @param sensitivity {@code dp_ij / dy_ab}: probability per probability [M43]
     * @param modelToModel {@code C = S / h}: the same per unit by which the model's own p_ab moves [M44]
     * @param localBound {@code v_ij / v_ab}: the paper's Eq. (4), reached on bridges
     * @param kind what kind of share it is
     * @param about the conditions of its judgements; empty where there are none
     */
    public record Source(
            int edge,
            int a,
            int b,
            double n,
            double y,
            Probability fitted,
            double leverage,
            double flow,
            double sensitivity,
            double modelToModel,
            double localBound,
            Sources.Kind kind,
            String about) {}

    /** The largest of the given thresholds that the sensitivity exceeds, or 0. */
    public double classOf(List<Double> thresholds) {
        double found = 0;
        for (double m : thresholds) {
            if (size() > m && m > found) {
                found = m;
            }
        }
        return found;
    }
}

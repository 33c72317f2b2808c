package org.teeter.evidence;

import java.util.Optional;
import java.util.OptionalDouble;
import org.teeter.data.Contests;
import org.teeter.data.Judgements;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.graph.Blocks;

/**
 * What the comparison of two items says of their lead, beside what all other pairs say: node splitting (Dias, Welton, Caldwell and Ades
 * 2010, Statistics in Medicine 29).
 *
 * <pre>{@code
 * x_ij = h z_e + (1 - h) x_indirect,  1/R = c_e + 1/R_indirect,  h = c_e R
 * z = (z_e - x_indirect) / sqrt(1/c_e + R_indirect) = n_e (y_e - p_e) / sqrt(n_e v_e (1 - h))    [M83]
 * }</pre>
 *
 * <p>By a rank-one downdate at the fit, beside which stands a fit without the comparison. The z-score is the pair's standardised residual.
 *
 * @param edge the pair of i and j
 * @param direct z_e, the lead that its own comparison speaks for
 * @param directError its standard error
 * @param leverage h, the share of the evidence that is direct
 * @param indirect what the others say; empty where the comparison is the only link between i and j
 */
public record NodeSplit(int edge, double direct, double directError, double leverage, Optional<Indirect> indirect) {

    /**
     * The other pairs' evidence.
     *
     * @param lead of i over j, as far as the weights at the fit tell
     * @param error its standard error
     * @param refitted the same from a fit without the comparison; empty where that has no finite fit
     * @param z by how many standard errors direct and indirect evidence disagree
     */
    public record Indirect(double lead, double error, OptionalDouble refitted, double z) {}

    /** Of a fit; empty where i and j were not compared. */
    public static Optional<NodeSplit> of(Fit<?> fit, int i, int j) {
        return of(Network.of(fit).flow(i, j));
    }

    /** Of the current from i to j. */
    public static Optional<NodeSplit> of(Flow flow) {
        Network network = flow.network();
        int e = network.graph().edge(flow.i(), flow.j());
        double c = e < 0 ? 0 : network.conductance(e);
        if (c == 0) {
            return Optional.empty();
        }
        double sign = network.graph().first(e) == flow.i() ? 1 : -1;
        double direct = sign * network.weightedResponses()[e] / c;
        boolean alone = !network.isGrounded() && Blocks.of(network.graph()).isBridge(e);
        double leverage = alone ? 1 : c * flow.resistance();
        Optional<Indirect> indirect = alone
                ? Optional.empty()
                : Optional.of(indirect(flow, direct, 1 / c, leverage, refitted(network, e, flow.i(), flow.j())));
        return Optional.of(new NodeSplit(e, direct, 1 / Math.sqrt(c), leverage, indirect));
    }

    private static Indirect indirect(
            Flow flow, double direct, double ofDirect, double leverage, OptionalDouble refitted) {
        double rest = 1 - leverage;
        double lead = flow.network().lead(flow.i(), flow.j());
        double off = (direct - lead) / rest; // direct - indirect
        double variance = flow.resistance() / rest;
        return new Indirect(direct - off, Math.sqrt(variance), refitted, off / Math.sqrt(ofDirect + variance));
    }

    private static OptionalDouble refitted(Network network, int e, int i, int j) {
        return lead(network.fit(), network.contests(), e, i, j);
    }

    @SuppressWarnings("unchecked") // network fits are of judgements, whose kinds are three a contest
    private static <D extends Judgements<D>> OptionalDouble lead(Fit<?> of, Contests contests, int e, int i, int j) {
        Fit<D> fit = (Fit<D>) of;
        double[] weights = new double[fit.data().kinds()];
        for (int kind = 0; kind < weights.length; kind++) {
            weights[kind] = contests.edge(kind / (weights.length / contests.size())) == e
                    ? 0
                    : fit.data().weight(kind);
        }
        D without = fit.data().weighted(weights);
        Estimator estimator = Estimator.of(fit.prior());
        return estimator.hasMaximum(fit.model(), without)
                ? OptionalDouble.of(estimator.refit(without, fit).scores().difference(i, j))
                : OptionalDouble.empty();
    }
}

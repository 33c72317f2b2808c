package org.teeter.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;
import org.teeter.graph.MinCut;

/**
 * Sensitivity that no weighting of the judged pairs avoids: where the items are split between i and j, the pairs across the split carry all
 * evidence, and one of them moves the prediction by at least so much.
 *
 * <pre>{@code
 * Σ_{e across} κ_e |S_ij,e| >= v_ij (1 - φ_prior)  ⇒  max |S_ij,e| >= v_ij (1 - φ_prior) / Σ_{e across} κ_e,  κ_e = c_e / pull_e    [M84]
 * }</pre>
 *
 * <p>In Bradley-Terry κ_e is v_e, whatever the number of judgements: only pairs that nobody judged can mend it, of which those across the
 * split help. The split is the one with the least Σ κ.
 *
 * @param bound the least that the largest sensitivity is
 * @param side the items on i's side
 * @param pairs the judged pairs across
 */
public record CutCertificate(double bound, List<Integer> side, List<Integer> pairs) {
    public CutCertificate {
        side = List.copyOf(side);
        pairs = List.copyOf(pairs);
    }

    /** Of a fit; empty where parameters that all judgements share take part in every sensitivity, or nothing leads from i to j. */
    public static Optional<CutCertificate> of(Fit<?> fit, int i, int j) {
        return of(Network.of(fit).flow(i, j));
    }

    /** Of the current from i to j. */
    public static Optional<CutCertificate> of(Flow flow) {
        Network network = flow.network();
        Graph graph = network.graph();
        if (!network.fit().extras().isEmpty()) {
            return Optional.empty();
        }
        double[] capacity = new double[graph.edges()];
        for (int e = 0; e < capacity.length; e++) {
            double n = network.contests().n(e);
            double pull = n == 0 ? 0 : network.model().pull(n, network.lead(graph.first(e), graph.second(e)), 0)[0];
            capacity[e] = pull == 0 ? 0 : network.conductance(e) / pull;
        }
        MinCut cut = MinCut.between(graph, capacity, flow.i(), flow.j());
        if (cut.value() == 0) {
            return Optional.empty();
        }
        double density = network.model().link().density(network.lead(flow.i(), flow.j()));
        return Optional.of(new CutCertificate(
                density * (1 - flow.throughPrior()) / cut.value(),
                IntStream.range(0, graph.size())
                        .filter(cut::isOnFirstSide)
                        .boxed()
                        .toList(),
                IntStream.range(0, graph.edges())
                        .filter(e -> cut.isOnFirstSide(graph.first(e)) != cut.isOnFirstSide(graph.second(e)))
                        .boxed()
                        .toList()));
    }
}

package org.teeter.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Graph;
import org.teeter.graph.MinCut;
import org.teeter.link.Link;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Existence;
import org.teeter.model.Hold;
import org.teeter.model.PairDerivatives;
import org.teeter.model.PairModel;

/**
 * The logistic loss of labels of which each counts {@code kept} as it is and {@code 1 - kept} the other way round: cDPO's with kept = 1 - ε,
 * rDPO's with kept = (1 - ε)/(1 - 2ε), above 1.
 *
 * <pre>{@code
 * -log L = Σ_e n_e [-y'_e log p_e - (1 - y'_e) log(1 - p_e)],  y' = 1 - kept + (2 kept - 1) y
 * }</pre>
 *
 * <p>It is convex whatever y' is, since its curvature is {@code n p (1 - p)}. It has a minimum exactly if no set U of items has a net gain
 * that its pairs with the others cannot hold: {@code (2 kept - 1) Σ_{a in U} (wins_a - losses_a) < Σ_{e across U} n_e} [M98], which a greatest
 * flow decides. With kept in (½, 1) it always has one where judged pairs connect the items.
 */
record MixedLabels(String name, double kept) implements PairModel {
    private static final BradleyTerry LOGISTIC = new BradleyTerry();

    /** Nearer to the bound than this, relatively, a lead is beyond what doubles tell from infinity. */
    private static final double SLACK = 1e-9;

    private static final int NAMED = 4;

    MixedLabels {
        if (!(kept > 0.5 && kept < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a label must count more as it is than turned round, got " + kept);
        }
    }

    private double won(double won, double lost) {
        return kept * won + (1 - kept) * lost;
    }

    @Override
    public Link link() {
        return LOGISTIC.link();
    }

    @Override
    public boolean isSelfConcordant() {
        return true;
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        return LOGISTIC.logLikelihood(x, tie, won(won, lost), won(lost, won), tied);
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        LOGISTIC.derive(x, tie, won(won, lost), won(lost, won), tied, into);
    }

    @Override
    public double[] pull(double n, double x, double tie) {
        return new double[] {n * (2 * kept - 1)};
    }

    @Override
    public double scale(double wins, double losses, double gradient) {
        return PairModel.super.scale(won(wins, losses), won(losses, wins), gradient);
    }

    @Override
    public boolean isByFord() {
        return false;
    }

    @Override
    public boolean hasMaximum(ComparisonGraph data, Hold hold) {
        return hold.holdsEachScore() || (data.graph().components().size() == 1 && unheld(data).length == 0);
    }

    @Override
    public Existence existence(ComparisonGraph data) {
        Existence connected = Existence.connected(data);
        int[] unheld = connected.isFinite() ? unheld(data) : new int[0];
        return unheld.length == 0 ? connected : connected.with(List.of(reason(data, unheld)));
    }

    private String reason(ComparisonGraph data, int... lifted) {
        int[] others = IntStream.range(0, data.size())
                .filter(i -> Arrays.stream(lifted).noneMatch(k -> k == i))
                .toArray();
        boolean few = lifted.length <= others.length;
        double percent = Math.round(1000 * kept / (2 * kept - 1)) / 10.0;
        return few
                ? "it lifts " + named(data, lifted) + " over all others without end, having won " + percent
                        + "% or more of the judgements against these"
                : "it pushes " + named(data, others) + " below all others without end, having lost " + percent
                        + "% or more of the judgements against these";
    }

    private static String named(ComparisonGraph data, int... items) {
        return Arrays.stream(items)
                        .limit(NAMED)
                        .mapToObj(i -> '"' + data.items().name(i) + '"')
                        .collect(Collectors.joining(", "))
                + (items.length > NAMED ? " and " + (items.length - NAMED) + " more" : "");
    }

    /** The items that gain more than their pairs with the others hold; none if there are no such ones. */
    private int[] unheld(ComparisonGraph data) {
        Graph graph = data.graph();
        int n = graph.size();
        if (kept < 1) {
            return new int[0];
        }
        double[] gain = new double[n];
        for (int e = 0; e < graph.edges(); e++) {
            double net = data.won(e) - data.lost(e);
            gain[graph.first(e)] += net;
            gain[graph.second(e)] -= net;
        }
        int[] gaining = IntStream.range(0, n).filter(i -> gain[i] != 0).toArray();
        int edges = graph.edges() + gaining.length;
        int[] first = new int[edges];
        int[] second = new int[edges];
        double[] capacity = new double[edges];
        int at = 0;
        int next = 0;
        double supply = 0;
        for (int i = 0; i < n; i++) {
            for (int e = graph.start(i); e < graph.start(i + 1); e++, at++) {
                first[at] = i;
                second[at] = graph.second(e);
                capacity[at] = data.n(e) / (2 * kept - 1) * (1 - SLACK);
            }
            if (next < gaining.length && gaining[next] == i) {
                first[at] = i;
                second[at] = gain[i] > 0 ? n : n + 1;
                capacity[at] = Math.abs(gain[i]);
                supply += Math.max(0, gain[i]);
                at++;
                next++;
            }
        }
        if (supply == 0) {
            return new int[0];
        }
        MinCut cut = MinCut.between(Graph.of(n + 2, first, second), capacity, n, n + 1);
        if (cut.value() >= supply * (1 - SLACK / 2)) {
            return new int[0];
        }
        return IntStream.range(0, n).filter(cut::isOnFirstSide).toArray();
    }
}

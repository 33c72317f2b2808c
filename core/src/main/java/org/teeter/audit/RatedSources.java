package org.teeter.audit;

import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.RatedPairs;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;

/**
 * Judged pairs by who judged, each with the share that its first item won with that rater.
 *
 * <pre>{@code pull = n γ on x, n u on log γ,  u = γ x    [M125]}</pre>
 */
final class RatedSources implements Sources {
    private final Fit<RatedPairs> fit;
    private final RatedPairs data;
    private final int[] rater;
    private final int[] own; // number among the rater's pairs

    RatedSources(Fit<RatedPairs> fit) {
        this.fit = fit;
        this.data = fit.data();
        int count = 0;
        for (int r = 0; r < data.raters().size(); r++) {
            count += data.by(r).edges();
        }
        this.rater = new int[count];
        this.own = new int[count];
        int at = 0;
        for (int r = 0; r < data.raters().size(); r++) {
            for (int e = 0; e < data.by(r).edges(); e++) {
                rater[at] = r;
                own[at++] = e;
            }
        }
    }

    private ComparisonGraph by(int e) {
        return data.by(rater[e]);
    }

    private double precision(int e) {
        return Math.exp(fit.extra(rater[e]));
    }

    private double x(int e) {
        return fit.scores().difference(first(e), second(e));
    }

    @Override
    public Fit<?> fit() {
        return fit;
    }

    @Override
    public Items items() {
        return data.pooled().items();
    }

    @Override
    public int count() {
        return rater.length;
    }

    @Override
    public int first(int e) {
        return by(e).first(own[e]);
    }

    @Override
    public int second(int e) {
        return by(e).second(own[e]);
    }

    @Override
    public String about(int e) {
        return "rater " + data.raters().get(rater[e]);
    }

    @Override
    public double n(int e) {
        return by(e).n(own[e]);
    }

    @Override
    public double won(int e) {
        return by(e).won(own[e]);
    }

    @Override
    public double lost(int e) {
        return by(e).lost(own[e]);
    }

    @Override
    public double tied(int e) {
        return 0; // each is half a win for both
    }

    @Override
    public int edge(int e) {
        return fit.graph().edge(first(e), second(e));
    }

    @Override
    public Probability fitted(int e) {
        return fit.model().link().probability(precision(e) * x(e));
    }

    @Override
    public double density(int e) {
        return precision(e) * fit.model().link().density(precision(e) * x(e));
    }

    @Override
    public void pull(int e, double[] into) {
        double pull = n(e) * precision(e);
        into[first(e)] += pull;
        into[second(e)] -= pull;
        into[items().size() + rater[e]] += pull * x(e);
    }

    @Override
    public double smallMove(int e) {
        return PairSources.smallMove(won(e), lost(e), n(e), fitted(e));
    }

    @Override
    public Moved moved(int e, double delta) {
        double won = won(e, delta);
        return Sources.refitted(fit, data.with(rater[e], own[e], won, won(e) + lost(e) - won));
    }
}

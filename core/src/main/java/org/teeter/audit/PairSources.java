package org.teeter.audit;

import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;
import org.teeter.model.PairModel;

/** Judged pairs, each with the share that its first item won. */
final class PairSources implements Sources {
    /** The small move, as a share of the room of the proportion: its curvature then costs at most about this much. */
    static final double SHARE_OF_ROOM = 1e-4;

    private final Fit<ComparisonGraph> fit;
    private final ComparisonGraph data;
    private final double[] position;
    private final Refit refit;

    PairSources(Fit<ComparisonGraph> fit) {
        this.fit = fit;
        this.data = fit.data();
        this.position = fit.position();
        this.refit = new Refit(fit);
    }

    @Override
    public Fit<?> fit() {
        return fit;
    }

    @Override
    public Items items() {
        return data.items();
    }

    @Override
    public int count() {
        return data.edges();
    }

    @Override
    public int first(int e) {
        return data.first(e);
    }

    @Override
    public int second(int e) {
        return data.second(e);
    }

    @Override
    public String about(int e) {
        return "";
    }

    @Override
    public double n(int e) {
        return data.n(e);
    }

    @Override
    public double won(int e) {
        return data.won(e);
    }

    @Override
    public double lost(int e) {
        return data.lost(e);
    }

    @Override
    public double tied(int e) {
        return data.tied(e);
    }

    @Override
    public double y(int e) {
        return data.y(e);
    }

    @Override
    public int edge(int e) {
        return e;
    }

    @Override
    public int of(int a, int b) {
        int e = data.edge(a, b);
        return e >= 0 ? e : Sources.super.of(a, b);
    }

    @Override
    public Probability fitted(int e) {
        return fit.probability(first(e), second(e));
    }

    @Override
    public double density(int e) {
        return fit.model().link().density(fit.scores().difference(first(e), second(e)));
    }

    @Override
    public void pull(int e, double[] into) {
        double[] pull = ((PairModel) fit.model()).pull(data, e, position);
        into[first(e)] += pull[0];
        into[second(e)] -= pull[0];
        for (int k = 1; k < pull.length; k++) {
            into[data.size() + k - 1] += pull[k];
        }
    }

    @Override
    public double smallMove(int e) {
        return smallMove(won(e), lost(e), n(e), fitted(e));
    }

    /** 1e-4 of the distance to the nearer end of [0, 1], upwards; from an end, 1e-4 of the fitted distance, inwards. */
    static double smallMove(double won, double lost, double n, Probability fitted) {
        double room = Math.min(won, lost) / n;
        if (room > 0) {
            return SHARE_OF_ROOM * room;
        }
        double inwards = SHARE_OF_ROOM * Math.min(fitted.p(), fitted.q());
        return lost == 0 ? -inwards : inwards;
    }

    @Override
    public Moved moved(int e, double delta) {
        return refit.moved(e, delta);
    }
}

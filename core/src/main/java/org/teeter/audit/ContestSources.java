package org.teeter.audit;

import org.teeter.data.Contests;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;
import org.teeter.model.Conditional;

/** Judged pairs under their conditions, each with the share that its first item won there. */
final class ContestSources implements Sources {
    private final Fit<Contests> fit;
    private final Contests data;
    private final double[] position;

    ContestSources(Fit<Contests> fit) {
        this.fit = fit;
        this.data = fit.data();
        this.position = fit.position();
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
        return data.size();
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
        return data.about(e);
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
    public int edge(int e) {
        return data.edge(e);
    }

    private double x(int e) {
        return Conditional.difference(data, e, position);
    }

    @Override
    public Probability fitted(int e) {
        return fit.model().link().probability(x(e));
    }

    @Override
    public double density(int e) {
        return fit.model().link().density(x(e));
    }

    @Override
    public void pull(int e, double[] into) {
        ((Conditional) fit.model()).pull(data, e, position, into);
    }

    @Override
    public double smallMove(int e) {
        return PairSources.smallMove(won(e), lost(e), n(e), fitted(e));
    }

    @Override
    public Moved moved(int e, double delta) {
        double won = won(e, delta);
        return Sources.refitted(fit, data.with(e, won, won(e) + lost(e) - won));
    }
}

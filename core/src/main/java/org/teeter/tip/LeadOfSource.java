package org.teeter.tip;

import java.util.Optional;
import org.teeter.audit.Sources;

/** The lead of any fit as one of its sources moves, each fit started from that of the data. */
record LeadOfSource(Sources sources, int i, int j, int e, double threshold) implements Lead {

    @Override
    public double y() {
        return sources.y(e);
    }

    @Override
    public double low() {
        return sources.tied(e) / 2 / sources.n(e);
    }

    @Override
    public double high() {
        return 1 - low();
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.NONE;
    }

    @Override
    public Optional<Point> at(double y) {
        return sources.moved(e, y - y())
                .probability(i, j)
                .map(p -> sources.fit().model().link().quantile(p) - threshold)
                .filter(Double::isFinite)
                .map(lead -> new Point(y, lead, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
}

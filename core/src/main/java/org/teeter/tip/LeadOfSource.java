package org.teeter.tip;

import java.util.Optional;

/** The lead of any fit as one of its sources moves, each fit started from that of the data. */
record LeadOfSource(MovedSource source, int i, int j, double threshold) implements Lead {

    @Override
    public double y() {
        return source.sources().y(source.source());
    }

    @Override
    public double low() {
        int e = source.source();
        return source.sources().tied(e) / 2 / source.sources().n(e);
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
        return source.probability(i, j, y)
                .map(p -> source.sources().fit().model().link().quantile(p) - threshold)
                .filter(Double::isFinite)
                .map(lead -> new Point(y, lead, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
}

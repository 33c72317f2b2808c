package org.teeter.loss;

import org.teeter.data.ComparisonGraph;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.model.Existence;
import org.teeter.model.Hold;
import org.teeter.model.PairDerivatives;
import org.teeter.model.PairModel;

/**
 * The squared loss of IPO (Azar et al. 2023): leads are those of least squares, finite wherever judged pairs connect the items.
 *
 * <pre>{@code
 * -log L = Σ_e n_e [y_e (x_e - ½)² + (1 - y_e)(x_e + ½)²],  x = β Δ
 * }</pre>
 */
record SquaredLead() implements PairModel {
    private static final Logistic LOGISTIC = new Logistic();

    @Override
    public String name() {
        return "ipo";
    }

    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public boolean isSelfConcordant() {
        return true;
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        return -(won * (x - 0.5) * (x - 0.5) + lost * (x + 0.5) * (x + 0.5));
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        into.set(2 * (won + lost) * x - (won - lost), 2 * (won + lost));
    }

    @Override
    public double[] pull(double n, double x, double tie) {
        return new double[] {2 * n};
    }

    @Override
    public double scale(double wins, double losses, double gradient) {
        return wins + losses;
    }

    @Override
    public boolean isByFord() {
        return false;
    }

    @Override
    public boolean hasMaximum(ComparisonGraph data, Hold hold) {
        return hold.holdsEachScore() || data.graph().components().size() == 1;
    }

    @Override
    public Existence existence(ComparisonGraph data) {
        return Existence.connected(data);
    }
}

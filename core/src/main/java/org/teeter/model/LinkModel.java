package org.teeter.model;

import java.util.Optional;
import java.util.OptionalDouble;
import org.teeter.link.Smooth;

/**
 * Pairs under any smooth link: Thurstone's Case V with the normal one (Thurstone 1927).
 *
 * <pre>{@code
 * -log L = -Σ_e [won_e log g(x_e) + lost_e log g(-x_e)]
 * slope_e = lost_e r(-x_e) - won_e r(x_e),  curvature_e = lost_e h(-x_e) + won_e h(x_e),  r = (log g)',  h = -(log g)''
 * }</pre>
 *
 * <p>Under a link that is not log-concave (Cauchit, Student's t) the likelihood may have several maxima, and h may be negative at pairs of
 * which the unlikely won.
 */
public record LinkModel(Smooth link) implements PairModel {

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public boolean isSelfConcordant() {
        return false;
    }

    @Override
    public boolean isConcave() {
        return link.isLogConcave();
    }

    @Override
    public double growth(double size, double move) {
        return link.growth(size, move);
    }

    @Override
    public Optional<double[]> bend(double size, double least) {
        OptionalDouble ofLink = link.bend(size);
        return ofLink.isPresent() ? Optional.of(new double[] {ofLink.getAsDouble(), 0}) : Optional.empty();
    }

    /** Fisher's: {@code g'²/(g (1 - g)) = r(x) r(-x)}. */
    @Override
    public double information(double x, PairDerivatives work) {
        link.logDerivatives(x, work.work());
        return work.work()[0] * work.work()[1];
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        return (won == 0 ? 0 : won * link.logProbability(x)) + (lost == 0 ? 0 : lost * link.logProbability(-x));
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        double[] at = into.work();
        link.logDerivatives(x, at);
        into.set(lost * at[1] - won * at[0], lost * at[3] + won * at[2]);
    }
}

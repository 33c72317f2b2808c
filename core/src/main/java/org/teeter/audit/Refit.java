package org.teeter.audit;

import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.ComponentFits;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Refits;
import org.teeter.model.Hold;
import org.teeter.model.PairModel;

/** The slow, sure way: change one pair, fit again, read predictions off. */
final class Refit {
    private final Fit<ComparisonGraph> fit;
    private final Estimator estimator;
    private final Refits<ComparisonGraph> refits;

    Refit(Fit<ComparisonGraph> fit) {
        this.fit = fit;
        this.estimator = Estimator.of(fit.prior());
        this.refits = new Refits<>(estimator, fit);
    }

    /**
     * Moves the proportion of pair e by {@code delta}, kept inside [0, 1], n unchanged, and fits again.
     *
     * <p>Where the moved data have no finite fit (a bridge moved to 0 or 1), the predictions are the limits as the proportion goes
     * there.
     */
    Moved moved(int e, double delta) {
        ComparisonGraph graph = fit.data();
        double n = graph.n(e);
        double won = graph.won(e) + n * delta;
        double lost = graph.lost(e) - n * delta;
        if (!(won > 0)) {
            won = 0;
            lost = graph.won(e) + graph.lost(e);
        } else if (!(lost > 0)) {
            won = graph.won(e) + graph.lost(e);
            lost = 0;
        }
        return after(graph.with(e, won, lost), e);
    }

    /** The predictions of data of which pair e alone was changed; the limits, likewise. */
    Moved after(ComparisonGraph changed, int e) {
        boolean ended = changed.won(e) == 0 || changed.lost(e) == 0;
        if (ended && !fit.prior().holds() && !fit.model().hasMaximum(changed, Hold.NOTHING)) {
            return fit.extras().isEmpty()
                    ? ComponentFits.of(fit.model(), changed, changed.preferences(), changed::induced, changed::joined)
                            ::probability
                    : (i, j) -> Optional.empty();
        }
        boolean decides = fit.prior().regression().isPresent() || fit.prior().hold() == Hold.INFORMATION;
        if ((decides || !((PairModel) fit.model()).isByFord()) && !estimator.hasMaximum(fit.model(), changed)) {
            return (i, j) -> Optional.empty();
        }
        return Moved.of(refits.to(changed));
    }
}

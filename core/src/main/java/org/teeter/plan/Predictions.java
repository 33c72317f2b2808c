package org.teeter.plan;

import java.util.List;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.DenseSearch;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;
import org.teeter.graph.Parts;

/**
 * The predictions that an audit of a fit would look at: pairs that nobody judged, or all where all were judged. They stay the same while
 * judgements come in, so that a fragile one is not cured by being left out.
 */
final class Predictions {
    private final Graph judged;
    private final Parts parts;
    private final boolean all;
    private final double threshold;

    Predictions(Fit<?> fit, double threshold) {
        this.judged = fit.graph();
        this.parts = Parts.of(judged);
        this.all = judged.edges() == parts.pairsWithin();
        this.threshold = threshold;
    }

    double threshold() {
        return threshold;
    }

    private boolean contains(int i, int j) {
        return parts.areConnected(i, j) && (all || judged.edge(i, j) < 0);
    }

    /** The worst of them in a fit of the same items, by falling size. */
    DenseSearch.Ranking worst(Fit<ComparisonGraph> fit, int top) {
        return new DenseSearch(new Circuit(fit), true, this::contains, top, List.of(threshold), (what, share) -> {})
                .rank();
    }
}

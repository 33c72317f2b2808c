package org.teeter.audit;

import java.util.List;
import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;
import org.teeter.model.Existence;

/** The slow, sure way: change one pair, fit again, read predictions off. */
final class Refit {
    private final Fit<ComparisonGraph> fit;
    private final Estimator estimator;

    Refit(Fit<ComparisonGraph> fit) {
        this.fit = fit;
        this.estimator = Estimator.of(fit.prior());
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
        ComparisonGraph changed = graph.with(e, won, lost);
        if ((won == 0 || lost == 0) && !fit.prior().holds()) {
            Existence existence = fit.model().existence(changed);
            if (!existence.isFinite()) {
                return fit.extras().isEmpty() ? (i, j) -> limit(changed, existence, i, j) : (i, j) -> Optional.empty();
            }
        }
        if (fit.prior().regression().isPresent() && !estimator.hasMaximum(fit.model(), changed)) {
            return (i, j) -> Optional.empty();
        }
        Fit<ComparisonGraph> refitted = estimator.refit(changed, fit);
        return (i, j) -> Optional.of(refitted.probability(i, j));
    }

    /** Between tiers the upper wins for sure; within one, the judgements among its members decide alone. */
    private Optional<Probability> limit(ComparisonGraph graph, Existence existence, int i, int j) {
        List<Integer> tier = existence.components().stream()
                .filter(members -> members.contains(i))
                .findFirst()
                .orElseThrow();
        if (tier.contains(j)) {
            Fit<ComparisonGraph> within = estimator.fit(
                    fit.model(),
                    graph.induced(tier.stream().mapToInt(Integer::intValue).toArray()));
            return Optional.of(within.probability(tier.indexOf(i), tier.indexOf(j)));
        }
        if (graph.preferences().reaches(i, j)) {
            return Optional.of(new Probability(1, 0));
        }
        return graph.preferences().reaches(j, i) ? Optional.of(new Probability(0, 1)) : Optional.empty();
    }
}

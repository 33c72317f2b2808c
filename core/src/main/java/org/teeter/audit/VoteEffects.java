package org.teeter.audit;

import java.util.OptionalDouble;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;

/** How far a prediction goes if one vote is left out or turned round: by a refit, since one vote of few is no small change. */
public final class VoteEffects {
    private final Fit<ComparisonGraph> fit;
    private final Refit refit;

    public VoteEffects(Fit<ComparisonGraph> fit) {
        this.fit = fit;
        this.refit = new Refit(fit);
    }

    /**
     * {@code p_ij} without one vote of a kind, less {@code p_ij}.
     *
     * @return empty where no prediction is left
     */
    public OptionalDouble dropped(int kind, int i, int j) {
        return effect(kind, kind, i, j);
    }

    /**
     * {@code p_ij} with one vote of a kind turned round, less {@code p_ij}.
     *
     * @return empty where no prediction is left, and for a tie, which has no other side
     */
    public OptionalDouble flipped(int kind, int i, int j) {
        int outcome = kind % fit.data().alternatives();
        return outcome > 1 ? OptionalDouble.empty() : effect(kind, kind + 1 - 2 * outcome, i, j);
    }

    private OptionalDouble effect(int from, int to, int i, int j) {
        ComparisonGraph data = fit.data();
        double[] weights = new double[data.kinds()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = data.weight(k);
        }
        weights[from] = Math.max(0, weights[from] - 1);
        weights[to] += from == to ? 0 : 1;
        Moved moved = refit.after(data.weighted(weights), from / data.alternatives());
        Probability before = fit.probability(i, j);
        return moved.probability(i, j)
                .map(after -> OptionalDouble.of(after.minus(before)))
                .orElse(OptionalDouble.empty());
    }
}

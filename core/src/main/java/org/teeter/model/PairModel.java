package org.teeter.model;

import org.teeter.data.ComparisonGraph;

/** A model of judgements of pairs. */
public interface PairModel extends Model<ComparisonGraph> {

    /** Whether this model predicts ties; if not, they must be decided before it is fitted. */
    default boolean predictsTies() {
        return false;
    }

    /**
     * By how much the score equations are pulled when, on edge {@code e}, wins of the second item become wins of the first: {@code -d
     * gradient / d y_e} at fixed n and ties.
     *
     * @return the pull along the edge, in wins, then that on each extra parameter
     */
    double[] pull(ComparisonGraph data, int e, double[] theta);

    /** Ford's condition, see {@link Existence#of}. */
    @Override
    default boolean hasMaximum(ComparisonGraph data, boolean held) {
        return held || data.preferences().isStronglyConnected();
    }

    @Override
    default Existence existence(ComparisonGraph data) {
        return Existence.of(data);
    }
}

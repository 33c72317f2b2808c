package org.teeter.analysis;

import java.util.List;
import java.util.Optional;

/**
 * What errors that do not trust a model are made of, beside the data of a fit.
 *
 * @param clusters the data by who judged; none where that was not kept
 * @param squares the data with sums of squared weights for weights, where judgements lose weight as they age
 */
record Variation<D>(List<D> clusters, Optional<D> squares) {
    Variation {
        clusters = List.copyOf(clusters);
    }

    /** That of the data themselves. */
    static <D> Variation<D> none() {
        return new Variation<>(List.of(), Optional.empty());
    }
}

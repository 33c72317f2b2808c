package org.teeter.audit;

import java.util.Optional;
import org.teeter.fit.Fit;
import org.teeter.link.Link;
import org.teeter.link.Probability;

/** Predictions after a move of the data. */
@FunctionalInterface
public interface Moved {
    /** The prediction for i over j; empty where the moved data determine neither a value nor a limit. */
    Optional<Probability> probability(int i, int j);

    /** Those of a fit to the moved data, of which the scores alone are kept. */
    static Moved of(Fit<?> refitted) {
        double[] position = refitted.position();
        Link link = refitted.model().link();
        return (i, j) -> Optional.of(link.probability(position[i] - position[j]));
    }
}

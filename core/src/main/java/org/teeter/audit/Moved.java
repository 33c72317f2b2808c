package org.teeter.audit;

import java.util.Optional;
import org.teeter.link.Probability;

/** Predictions after a move of the data. */
@FunctionalInterface
public interface Moved {
    /** The prediction for i over j; empty where the moved data determine neither a value nor a limit. */
    Optional<Probability> probability(int i, int j);
}

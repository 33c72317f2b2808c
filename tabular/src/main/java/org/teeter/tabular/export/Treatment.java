package org.teeter.tabular.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What becomes of rows; all others are copied as they are.
 *
 * @param flips the probability with which a row is turned round, in [0, ½): label smoothing as trainers mean it, drawn once
 * @param seed of that draw, which the content of a row decides with it: not its place, and not how many rows there are
 * @param softLabel the probability of the chosen option, for a new column {@code label_soft}
 * @param weights for a column of this name in the singular, by the names of the two options; 1 for others
 * @param dropped rows that are left out
 */
public record Treatment(
        double flips, long seed, OptionalDouble softLabel, Map<Set<String>, Double> weights, Set<Place> dropped) {

    /** A row of a file, by the number that messages give it. */
    public record Place(Path file, long row) {}

    public Treatment {
        if (!(flips >= 0 && flips < 0.5)) {
            throw new IllegalArgumentException("a row is turned round with a probability in [0, 0.5), got " + flips);
        }
        weights = Map.copyOf(weights);
        dropped = Set.copyOf(dropped);
    }

    /** Whether the rows must be understood, and not just copied. */
    boolean needsLayout() {
        return flips > 0 || softLabel.isPresent() || !weights.isEmpty();
    }
}

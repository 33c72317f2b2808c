package org.teeter.tabular.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of rows; all others are copied as they are.
 *
 * @param smoothing ε, the probability with which a row is turned round, in [0, ½): label smoothing as trainers mean it, drawn once
 * @param smoothingOf the same of pairs, by the names of the two options, where it is another
 * @param seed of that draw, which the content of a row decides with it: not its place, and not how many rows there are
 * @param soft whether no row is turned round, but 1 - ε, the probability of the chosen option, is a new column {@code label_soft}
 * @param weights for a column of this name in the singular, by the names of the two options; 1 for others
 * @param dropped rows that are left out
 */
public record Treatment(
        double smoothing,
        Map<Set<String>, Double> smoothingOf,
        long seed,
        boolean soft,
        Map<Set<String>, Double> weights,
        Set<Place> dropped) {

    /** A row of a file, by the number that messages give it. */
    public record Place(Path file, long row) {}

    public Treatment {
        smoothingOf = Map.copyOf(smoothingOf);
        double most = smoothingOf.values().stream().mapToDouble(e -> e).max().orElse(0);
        double least = smoothingOf.values().stream().mapToDouble(e -> e).min().orElse(0);
        if (!(Math.min(least, smoothing) >= 0 && Math.max(most, smoothing) < 0.5)) {
            throw new IllegalArgumentException("a row is turned round with a probability in [0, 0.5), got " + smoothing
                    + ", and from " + least + " to " + most + " of pairs");
        }
        weights = Map.copyOf(weights);
        dropped = Set.copyOf(dropped);
    }

    /** Whether the rows must be understood, and not just copied. */
    boolean needsLayout() {
        return smooths() || !weights.isEmpty();
    }

    /** Whether it is drawn which rows are turned round. */
    public boolean isDrawn() {
        return smooths() && !soft;
    }

    /** Whether labels are smoothed. */
    boolean smooths() {
        return smoothing > 0 || !smoothingOf.isEmpty();
    }

    /** Whether options must have names, by which pairs are told apart. */
    boolean isOfPairs() {
        return !smoothingOf.isEmpty() || !weights.isEmpty();
    }
}

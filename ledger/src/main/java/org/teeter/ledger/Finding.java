package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param holds whether what was checked is true of everything that was computed
 * @param found what was computed, in a sentence with its numbers
 * @param evidence the numbers behind it
 * @param plot a picture of the same numbers, where one helps
 */
public record Finding(boolean holds, String found, List<Quantity> evidence, Optional<Plot> plot) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    static Finding of(boolean holds, String found, Quantity... evidence) {
        return new Finding(holds, found, List.of(evidence), Optional.empty());
    }

    Finding drawn(Plot picture) {
        return new Finding(holds, found, evidence, Optional.of(picture));
    }

    /** The same without its picture, for a claim that shares it with another. */
    Finding undrawn() {
        return new Finding(holds, found, evidence, Optional.empty());
    }

    Finding with(Quantity... more) {
        List<Quantity> all = new ArrayList<>(evidence);
        all.addAll(List.of(more));
        return new Finding(holds, found, all, plot);
    }

    /** Both findings as one, which holds if both do. */
    Finding and(Finding other) {
        List<Quantity> all = new ArrayList<>(evidence);
        all.addAll(other.evidence);
        return new Finding(holds && other.holds, found + " " + other.found, all, plot.isPresent() ? plot : other.plot);
    }
}

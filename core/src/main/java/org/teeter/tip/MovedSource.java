package org.teeter.tip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.teeter.audit.Moved;
import org.teeter.audit.Sources;
import org.teeter.link.Probability;

/**
 * A source as its share moves, with a refit for each place, which serves all predictions that hang on it. Mutable: it keeps what it has
 * found, and serves one thread.
 */
final class MovedSource {
    private final Sources sources;
    private final int e;
    private final Map<Double, Moved> known = new HashMap<>();

    MovedSource(Sources sources, int e) {
        this.sources = sources;
        this.e = e;
    }

    Sources sources() {
        return sources;
    }

    int source() {
        return e;
    }

    /** The prediction for i over j where the share is y, fitted from the fit of the data; empty where there is none. */
    Optional<Probability> probability(int i, int j, double y) {
        return known.computeIfAbsent(y, share -> sources.moved(e, share - sources.y(e)))
                .probability(i, j);
    }

    /** How many refits were made. */
    int refits() {
        return known.size();
    }
}

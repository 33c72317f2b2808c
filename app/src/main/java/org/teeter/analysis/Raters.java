package org.teeter.analysis;

import java.util.List;
import org.teeter.data.ComparisonGraph;

/**
 * The judgements of a fit by who judged; nobody where that was not kept.
 *
 * @param names of the raters
 * @param votes of each
 */
record Raters(List<String> names, List<ComparisonGraph> votes) {
    static final Raters UNKNOWN = new Raters(List.of(), List.of());

    Raters {
        names = List.copyOf(names);
        votes = List.copyOf(votes);
    }
}

package org.teeter.analysis;

import java.util.List;
import java.util.Optional;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Scale;
import tools.jackson.databind.node.ObjectNode;

/** Items by their scores, the best first; of several problems one after the other, each in a part of its own. */
public interface Ranking {

    /**
     * The items on a scale.
     *
     * @throws RefusedException if the scale is anchored at an item that is not there
     */
    List<ItemTotals> on(Scale scale);

    /** How many standard errors to either side a 95 % interval takes. */
    default double quantile() {
        return 1.959963984540054;
    }

    /**
     * The standard errors of the parameters that all judgements share, such as ties, by the rule of those of the scores; empty where that
     * of the observed information is all there is.
     */
    default Optional<List<Double>> sharedErrors() {
        return Optional.empty();
    }

    /** What the errors and the places are, a line each. */
    default List<String> notes() {
        return List.of();
    }

    /** Adds the same to a document. */
    default void addTo(ObjectNode document) {}
}

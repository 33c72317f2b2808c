package org.teeter.analysis;

import java.util.List;
import org.teeter.link.Link;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Scale;
import tools.jackson.databind.node.ObjectNode;

/** What was fitted, whatever was read: one problem, or many. */
public interface Fitted {

    /** How many items the largest problem has: what standard errors cost depends on it. */
    int largest();

    /**
     * The items, the best first; of several problems one after the other, each in a part of its own.
     *
     * @throws RefusedException if the scale is anchored at an item that is not there
     */
    List<ItemTotals> ranking(boolean withErrors, Scale scale);

    /** Which link turns scores into probabilities. */
    Link link();

    /** What is to be said beneath a table, a line each. */
    List<String> summary();

    /** What a person is to be warned of. */
    List<String> warnings();

    /** The same as JSON, but for the ranking. */
    ObjectNode document();
}

package org.teeter.analysis;

import java.util.List;
import org.teeter.link.Link;
import tools.jackson.databind.node.ObjectNode;

/** What was fitted, whatever was read: one problem, or many. */
public interface Fitted {

    /** How many items the largest problem has: what standard errors cost depends on it. */
    int largest();

    /** The items by their scores, and how sure these are. */
    Ranking ranking(ErrorChoice errors);

    /** Which link turns scores into probabilities. */
    Link link();

    /** What is to be said beneath a table, a line each. */
    List<String> summary(Ranking ranking);

    /** What a person is to be warned of. */
    List<String> warnings();

    /** The same as JSON, but for the ranking. */
    ObjectNode document(Ranking ranking);
}

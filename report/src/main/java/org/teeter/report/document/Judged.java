package org.teeter.report.document;

import java.util.List;
import java.util.Optional;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import tools.jackson.databind.node.ObjectNode;

/** What was judged, as documents count it. */
public interface Judged {

    /** How many judgements the fit rests on. */
    long judgements();

    /** What one of them is called. */
    String noun();

    /** How many there are, in words; of so many pairs, where they are of pairs. */
    String counted(int pairs);

    /** The key of their number in a document of a fit. */
    String key();

    /** What they are beyond their number, where that is not plain, as the continuation of a sentence; else nothing. */
    String beyondNumber();

    /** Adds the same to a document. */
    void beyondNumber(ObjectNode json);

    /** How many ties the fit leaves out. */
    long leftOut();

    /** What became of ties before the fit; empty where they are what they are. */
    Optional<Ties> ties();

    /** What judgements of one kind say, of the data that were fitted; names stand between the marks that {@link Verdict} explains. */
    String kind(Fit<?> fit, int kind);

    /** The items in the order of their numbers, before a fit. */
    List<ItemTotals> totals();

    /** The same of some of the items, judged among themselves; they ascend. */
    Judged among(int... members);

    /** The items, the highest score first. */
    default List<ItemTotals> ranking(Fit<?> fit, List<Double> standardErrors) {
        return ItemTotals.ranking(totals(), fit, standardErrors);
    }
}

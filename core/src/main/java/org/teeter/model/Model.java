package org.teeter.model;

import java.util.List;
import org.teeter.link.Link;

/**
 * A preference model: how probable judgements are, given a score for each item and perhaps a few parameters that all judgements
 * share. It brings a likelihood and says when that has a maximum; an estimator brings the optimisation.
 *
 * @param <D> the data that it is fitted to
 */
public interface Model<D> {

    /** The name by which the command line and the reports call this model. */
    String name();

    /** How a difference of scores becomes the probability that one item is preferred to the other, ties aside. */
    Link link();

    /** The likelihood of some data under this model. */
    Likelihood likelihood(D data);

    /** The same of a part of some data, with the parameters that all of these share, of which the part by itself may have fewer. */
    default Likelihood likelihood(D part, List<String> extras) {
        return likelihood(part);
    }

    /**
     * Whether that likelihood has a finite and unique maximum.
     *
     * @param hold what holds the scores; if anything does, only the extra parameters are in question
     */
    boolean hasMaximum(D data, Hold hold);

    /** Why it has one, or none. */
    Existence existence(D data);

    /** Along which directions of parameters no judgement of pairs becomes less probable. */
    default void recession(D data, Recession into) {
        Recession.ofPairs(likelihood(data), into);
    }
}

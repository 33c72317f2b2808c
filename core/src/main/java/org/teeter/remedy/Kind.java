package org.teeter.remedy;

import java.util.Locale;

/** What a remedy does; {@link #word} is its name on the command line. */
public enum Kind {
    /** Turns the same share of all pairs' judgements round, as label smoothing does. */
    SMOOTH,
    /** The same of the pairs alone on which findings hang, of each as little as is needed. */
    SMOOTH_PAIRS,
    /** Holds scores by a prior. */
    PRIOR,
    /** Lets no pair count more than so many judgements. */
    CAP,
    /** Lets no share lie beyond a bound. */
    CLIP,
    /** Leaves pairs out. */
    DROP,
    /** Weighs pairs anew, for a prediction that was named. */
    REWEIGHT,
    /** Has sets of items ranked instead of pairs judged. */
    SETS;

    /** Whether it changes judgements, and not how they are fitted. */
    public boolean isOfData() {
        return this != PRIOR;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.teeter.tabular.form;

import org.teeter.tabular.column.Role;

/** The ways in which rows compare two options. */
public final class PairForms {
    /** A label says who won. */
    public static final Form LABELLED = new Labelled();

    /** One of several flags is set. */
    public static final Form ONE_HOT = new OneHot();

    /** How often each won. */
    public static final Form COUNTED = new Counted();

    /** The larger number wins. */
    public static final Form SCORED = new Scored();

    /** The first one's part of the vote. */
    public static final Form FLAGGED = new Flagged();

    /** The winner, then the loser. */
    public static final Form ORDERED = new Ordered(Role.WINNER, Role.LOSER);

    /** The chosen item, then the rejected one, of data that hold more than their names. */
    public static final Form ITEMS = new Ordered(Role.CHOSEN_ITEM, Role.REJECTED_ITEM);

    /** The chosen text, then the rejected one. */
    public static final Form TEXTS = Texts.chosen();

    /** Two texts, and a label says which won. */
    public static final Form JUDGED_TEXTS = Texts.judged();

    /** Two texts, and the larger number wins. */
    public static final Form SCORED_TEXTS = Texts.scored();

    private PairForms() {}

    /** Whether rows name what won before what lost. */
    public static boolean isOrdered(Form form) {
        return form instanceof Ordered;
    }
}

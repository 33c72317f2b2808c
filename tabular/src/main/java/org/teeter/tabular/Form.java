package org.teeter.tabular;

import java.util.List;

/** The ways in which a row can say who was preferred. */
enum Form {
    /** Two options and a label. */
    LABELLED,
    /** Two options and three flags, one of them set. */
    ONE_HOT,
    /** Two options and how often each won. */
    COUNTED,
    /** The winner, then the loser. */
    ORDERED,
    /** What wrote the preferred text, then what wrote the other. */
    ITEMS,
    /** Two texts, the preferred one first: the options are the texts themselves. */
    TEXTS;

    /** The roles that a row needs, in the order in which it carries them. */
    List<Role> required() {
        return switch (this) {
            case LABELLED -> List.of(Role.FIRST, Role.SECOND, Role.WINNER);
            case ONE_HOT -> List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND, Role.TIES);
            case COUNTED -> List.of(Role.FIRST, Role.SECOND, Role.WINS_FIRST, Role.WINS_SECOND);
            case ORDERED -> List.of(Role.WINNER, Role.LOSER);
            case ITEMS -> List.of(Role.CHOSEN_ITEM, Role.REJECTED_ITEM);
            case TEXTS -> List.of(Role.CHOSEN, Role.REJECTED);
        };
    }

    /** The roles that come next, where the file has them. */
    List<Role> optional() {
        return switch (this) {
            case COUNTED -> List.of(Role.TIES);
            case TEXTS -> List.of(Role.PROMPT);
            case LABELLED, ONE_HOT, ORDERED, ITEMS -> List.of();
        };
    }
}

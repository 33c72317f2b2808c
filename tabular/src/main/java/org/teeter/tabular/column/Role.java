package org.teeter.tabular.column;

import java.util.Locale;
import java.util.Optional;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.reader.Source;

/** What a column says of a comparison. */
public enum Role {
    /** Name of the option shown or listed first. */
    FIRST,
    /** Name of the option shown or listed second. */
    SECOND,
    /** Who won: a label beside {@link #FIRST} and {@link #SECOND}, the name of the winner beside {@link #LOSER}. */
    WINNER,
    /** Name of the option that lost. */
    LOSER,
    /** How often the first option won; 1 or 0 if every row is one judgement. */
    WINS_FIRST,
    /** How often the second option won. */
    WINS_SECOND,
    /** How often neither won. */
    TIES,
    /** How often both were called bad. */
    BOTH_BAD,
    /** A number for the first option, such as its goals: whose is larger won. */
    SCORE_FIRST,
    /** The same number for the second option. */
    SCORE_SECOND,
    /** How much each judgement of the row counts: finite, not negative; 1 where there is no such column. */
    WEIGHT,
    /** When it was judged; read where judgements lose weight as they age, else named in the {@link Source}. */
    TIME,
    /** Who judged; kept apart where a person named the column, else named in the {@link Source}. */
    RATER,
    /** Which judgements belong together; kept apart. */
    GROUP,
    /** A number that may sway a judgement; several where it is a difference, or there are several. */
    COVARIATE,
    /** Whether neither option was at home; read where the order shown is kept. */
    NEUTRAL,
    /** What the two texts answer. */
    PROMPT,
    /** The preferred text. */
    CHOSEN,
    /** The other text. */
    REJECTED,
    /** Name of what wrote the preferred text. */
    CHOSEN_ITEM,
    /** Name of what wrote the other text. */
    REJECTED_ITEM,
    /** Options in their order, the best first: a list of them, or a column for each place. */
    RANKING,
    /** Options that were there and were not ranked, a list. */
    REST,
    /** All options that were there, ranked or not, a list. */
    CANDIDATES,
    /** Which rows rank options together. */
    BALLOT,
    /** Name of an option that is ranked, or a list of them. */
    ITEM,
    /** Its rank, 1 the best, or a list of ranks; several columns are one for each option. */
    RANK,
    /** How good it is, the more the better, or a list. */
    SCORE,
    /** Several answers, each with the name of its author and a rank or a score. */
    ANSWERS;

    /** The role as the command line and the messages write it: {@code wins-first}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of a column's name in a message. */
    private static final int LONGEST_SHOWN = 120;

    /** The role of a {@linkplain #word() word}. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** How a person says on the command line which column plays this role: in quotes where a shell would take the name apart. */
    public String flag(String column) {
        String name = column.length() > LONGEST_SHOWN ? column.substring(0, LONGEST_SHOWN) + "…" : column;
        String said = word() + "=" + Visible.of(name);
        boolean plain = said.chars().allMatch(c -> Character.isLetterOrDigit(c) || "=+-_.,:…".indexOf(c) >= 0);
        return "--column " + (plain ? said : '"' + said + '"');
    }
}

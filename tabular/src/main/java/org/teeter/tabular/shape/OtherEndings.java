package org.teeter.tabular.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.PairForms;

/** Finds columns that may say how rows ended and that a layout does not read. */
final class OtherEndings {
    /** Columns that say that neither won, or how often. */
    private static final Pattern NEITHER =
            Pattern.compile("(.*_)?(ties?|tied|draws?|drawn|equal|both_?bad|neither)(_count|_votes)?");

    private final Layout layout;
    private final Columns columns;

    OtherEndings(Layout layout) {
        this.layout = layout;
        this.columns = layout.of();
    }

    /**
     * Whether the column of the first option's part of the vote is the only one that says how a row ended, as where the second has none;
     * refuses what may say that neither won.
     */
    boolean areNone() {
        String part = columns.name(layout.column(Role.WINS_FIRST));
        for (String name : columns.names()) {
            if (isOfNeither(name)) {
                throw InputException.at(
                        columns.file(),
                        1,
                        "the column " + Quoted.of(name) + " may say that neither won where " + Quoted.of(part)
                                + " is 0; write who won in one column called winner, or say "
                                + Role.WINS_FIRST.flag(part) + " if that one says all");
            }
        }
        String first = Columns.normal(columns.name(layout.column(Role.FIRST)));
        String second = Columns.normal(columns.name(layout.column(Role.SECOND)));
        return columns.find(Columns.normal(part).replace(first, second)).isEmpty();
    }

    private static boolean isOfNeither(String name) {
        return NEITHER.matcher(Columns.normal(name)).matches();
    }

    /** What to say of columns that may count ties, or what was bad on both sides, where none is known to; or say so of a winner's row. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int column : layout.ignored()) {
            String name = columns.name(column);
            if (isOfNeither(name) && layout.form() == PairForms.ORDERED) {
                notes.add(
                        "the column " + name + ", which may say that neither won, is not used: such rows count as wins;"
                                + " write them as model_a,model_b,winner with tie for the winner");
            }
            Role role = Proposal.isBothBad(Columns.normal(name)) ? Role.BOTH_BAD : Role.TIES;
            if (isOfNeither(name)
                    && layout.form().optional().contains(role)
                    && layout.columns(role).isEmpty()) {
                notes.add("the column " + name + ", which may count "
                        + (role == Role.TIES ? "ties" : "what was bad on both sides") + ", is not used; "
                        + role.flag(name) + " counts it");
            }
        }
        return notes;
    }
}

package org.teeter.tabular;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Outcome;

/** Counts rows that name the two options they compare. */
final class PairRows implements RowCounter {
    /** What the number of a label means: one of the four outcomes, or the option of that number less four. */
    private static final Outcome[] OUTCOMES = Outcome.values();

    /** Beside the number of a name: there was white space around it. */
    private static final int TRIMMED = 1 << 30;

    /** Bytes that a name or a label may have with the white space around it. */
    static final int LONGEST_FIELD = 8 * Names.LONGEST;

    private final Form form;
    private final Labels labels;
    private final Names names;
    private final FileTally tally;
    private final String[] columns;
    private final int ties;
    private final int weight;
    private final ByteTable knownNames = new ByteTable();
    private final ByteTable knownLabels = new ByteTable();
    private boolean someNameIsALabel;

    PairRows(Layout layout, Columns of, Names names, FileTally tally) {
        this.form = layout.form();
        this.labels = layout.labels();
        this.names = names;
        this.tally = tally;
        List<Role> slots = layout.slots();
        this.columns = slots.stream().map(role -> of.name(layout.column(role))).toArray(String[]::new);
        this.ties = slots.indexOf(Role.TIES);
        this.weight = slots.indexOf(Role.WEIGHT);
    }

    @Override
    public void count(Row row) throws BadRow {
        int a = name(row, 0);
        int b = name(row, 1);
        int first = a & ~TRIMMED;
        int second = b & ~TRIMMED;
        requireDifferent(first, second);
        double w = weight < 0 ? 1 : Numbers.weight(columns[weight], row, weight);
        switch (form) {
            case LABELLED -> tally.add(first, second, label(row, first, second), w, 1);
            case ONE_HOT -> tally.add(first, second, oneHot(flag(row, 2), flag(row, 3), flag(row, ties)), w, 1);
            case ORDERED, ITEMS -> tally.add(first, second, Outcome.FIRST, w, 1);
            case COUNTED -> {
                long won = Numbers.count(columns[2], row, 2);
                long lost = Numbers.count(columns[3], row, 3);
                long tied = ties < 0 ? 0 : Numbers.count(columns[ties], row, ties);
                counted(first, second, won, lost, tied, w);
            }
            case TEXTS -> throw new IllegalStateException("texts are no names");
        }
        if (((a | b) & TRIMMED) != 0) {
            tally.trimmed((a >>> 30) + (b >>> 30));
        }
    }

    void requireDifferent(int first, int second) throws BadRow {
        if (first == second) {
            throw new BadRow(columns[0] + " and " + columns[1] + " are both " + Quoted.of(names.name(first))
                    + ", and nothing can be preferred to itself");
        }
    }

    /** Adds the counts of one pair; the total is checked first, so that a row is never counted in part. */
    void counted(int first, int second, long won, long lost, long tied, double w) throws BadRow {
        if (won + lost + tied > Numbers.LARGEST_COUNT) {
            throw new BadRow("the counts of a row must not exceed 2^53, got " + won + ", " + lost + " and " + tied);
        }
        tally.require(won + lost + tied);
        tally.add(first, second, Outcome.FIRST, w, won);
        tally.add(first, second, Outcome.SECOND, w, lost);
        tally.add(first, second, Outcome.TIE, w, tied);
    }

    private int name(Row row, int slot) throws BadRow {
        int known = knownNames.find(row.bytes(slot), row.from(slot), row.to(slot));
        return known >= 0 ? known : newName(row, slot);
    }

    private int newName(Row row, int slot) throws BadRow {
        int name = name(slot, text(row, slot));
        keep(knownNames, row, slot, name);
        return name;
    }

    /** The number of a name, with a mark if it had to be trimmed. */
    int name(int slot, String text) throws BadRow {
        String trimmed = Names.trimmed(text);
        int number = names.number(columns[slot], trimmed);
        someNameIsALabel |= form == Form.LABELLED
                && labels.ownNames()
                && labels.outcome(trimmed).isPresent();
        return trimmed.length() == text.length() ? number : number | TRIMMED;
    }

    static int withoutMark(int name) {
        return name & ~TRIMMED;
    }

    static boolean isTrimmed(int name) {
        return (name & TRIMMED) != 0;
    }

    /** Whether a label could also be meant as a name, so that each row must be looked at. */
    boolean someNameIsALabel() {
        return someNameIsALabel;
    }

    private Outcome label(Row row, int first, int second) throws BadRow {
        if (someNameIsALabel) {
            return outcome(label(text(row, 2)), text(row, 2), first, second);
        }
        int known = knownLabels.find(row.bytes(2), row.from(2), row.to(2));
        if (known >= 0) {
            if (known < OUTCOMES.length) {
                return OUTCOMES[known];
            }
            if (known - OUTCOMES.length == first) {
                return Outcome.FIRST;
            }
            if (known - OUTCOMES.length == second) {
                return Outcome.SECOND;
            }
        }
        String text = text(row, 2);
        int label = label(text);
        if (known < 0 && label >= 0) {
            keep(knownLabels, row, 2, label);
        }
        return outcome(label, text, first, second);
    }

    /** What a label says: an outcome, an option met before (plus four), or -1 for nothing that is known. */
    int label(String text) {
        Optional<Outcome> outcome = labels.outcome(text);
        if (outcome.isPresent()) {
            return outcome.get().ordinal();
        }
        int item = labels.ownNames() ? names.find(Names.trimmed(text)) : -1;
        return item < 0 ? -1 : item + OUTCOMES.length;
    }

    /** The outcome that a label means between two options, none of which is called like a label. */
    Outcome outcome(int label, int first, int second) throws BadRow {
        if (label < OUTCOMES.length) {
            return OUTCOMES[label];
        }
        if (label - OUTCOMES.length == first) {
            return Outcome.FIRST;
        }
        if (label - OUTCOMES.length == second) {
            return Outcome.SECOND;
        }
        throw new BadRow("a winner that did not take part");
    }

    /** The same where an option may be called like a label, and with a message if the label is none. */
    Outcome outcome(int code, String text, int first, int second) throws BadRow {
        int named = labels.ownNames() ? names.find(Names.trimmed(text)) : -1;
        if (0 <= code && code < OUTCOMES.length) {
            Outcome outcome = OUTCOMES[code];
            boolean contradicts =
                    (named == first && outcome != Outcome.FIRST) || (named == second && outcome != Outcome.SECOND);
            if (contradicts) {
                throw new BadRow(columns[2] + " is " + Quoted.of(text) + ", which is both a label and the name of the "
                        + (named == first ? "first" : "second") + " option; rename the option");
            }
            return outcome;
        }
        if (named >= 0 && named == first) {
            return Outcome.FIRST;
        }
        if (named >= 0 && named == second) {
            return Outcome.SECOND;
        }
        String nearest =
                labels.nearest(text).map(label -> "; nearest is " + label).orElse("");
        throw new BadRow(columns[2] + " must be one of " + labels.listed() + ", got "
                + (Names.trimmed(text).isEmpty() ? "nothing" : Quoted.of(text)) + nearest);
    }

    Outcome oneHot(boolean first, boolean second, boolean tie) throws BadRow {
        if ((first ? 1 : 0) + (second ? 1 : 0) + (tie ? 1 : 0) != 1) {
            throw new BadRow("exactly one of " + columns[2] + ", " + columns[3] + " and " + columns[4]
                    + " must be 1, got " + (first ? 1 : 0) + ", " + (second ? 1 : 0) + " and " + (tie ? 1 : 0));
        }
        return first ? Outcome.FIRST : second ? Outcome.SECOND : Outcome.TIE;
    }

    private boolean flag(Row row, int slot) throws BadRow {
        if (row.to(slot) - row.from(slot) == 1 && (row.bytes(slot)[row.from(slot)] | 1) == '1') {
            return row.bytes(slot)[row.from(slot)] == '1';
        }
        return flag(slot, text(row, slot));
    }

    boolean flag(int slot, String text) throws BadRow {
        return switch (Labels.normal(text)) {
            case "1", "1.0", "true" -> true;
            case "0", "0.0", "false" -> false;
            default -> throw new BadRow(columns[slot] + " must be 1 or 0, got " + Quoted.of(text));
        };
    }

    private String text(Row row, int slot) throws BadRow {
        if (row.isMissing(slot)) {
            return "";
        }
        int length = row.to(slot) - row.from(slot);
        if (row.isJson(slot)) {
            throw new BadRow(columns[slot] + " holds an object or a list, where one text or number must be");
        }
        if (length > LONGEST_FIELD) {
            throw new BadRow(columns[slot] + " holds " + length + " bytes, too many for a name or a label; is it the"
                    + " text of an answer? name the column of the options");
        }
        return new String(row.bytes(slot), row.from(slot), length, StandardCharsets.UTF_8);
    }

    private void keep(ByteTable table, Row row, int slot, int number) throws BadRow {
        if (!table.put(row.bytes(slot), row.from(slot), row.to(slot), number)) {
            throw new BadRow("the different names take more than a gigabyte; is " + columns[slot]
                    + " the column of the options?");
        }
    }
}

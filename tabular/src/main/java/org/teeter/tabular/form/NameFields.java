package org.teeter.tabular.form;

import java.util.List;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.ByteTable;
import org.teeter.tabular.tally.Names;

/** Finds the numbers of names in the fields of rows, most of them without making a {@code String}. Mutable: names are learnt as they come. */
public final class NameFields {
    /** Beside the number of a name: there was white space around it. */
    private static final int TRIMMED = 1 << 30;

    /** Told of each new name. */
    public interface Meeting {
        void meet(String name) throws BadRow;
    }

    private final List<String> columns;
    private final Names names;
    private final Meeting meeting;
    private final ByteTable known = new ByteTable();

    /** @param columns the name of each slot's column */
    public NameFields(List<String> columns, Names names, Meeting meeting) {
        this.columns = columns;
        this.names = names;
        this.meeting = meeting;
    }

    /** The {@link #number} of the name in a field, and whether it was {@link #trimmed}. */
    public int name(Row row, int slot) throws BadRow {
        int found = known.find(row.bytes(slot), row.from(slot), row.to(slot));
        if (found >= 0) {
            return found;
        }
        int name = name(slot, Word.of(columns.get(slot), row, slot));
        PairRows.keep(known, columns.get(slot), row, slot, name);
        return name;
    }

    /** The same of a text that came from a slot. */
    public int name(int slot, String text) throws BadRow {
        String trimmed = Visible.trimmed(text);
        meeting.meet(trimmed);
        int number = names.number(columns.get(slot), trimmed);
        return trimmed.length() == text.length() ? number : number | TRIMMED;
    }

    /** The number of what {@link #name} found. */
    public static int number(int name) {
        return name & ~TRIMMED;
    }

    /** 1 if what {@link #name} found had white space around it, else 0. */
    public static int trimmed(int name) {
        return name >>> 30;
    }
}

package org.teeter.tabular.meaning;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** A field that holds a name, a label, a number or a time: short, and no object. */
public final class Word {
    /** Bytes that a name may have. */
    public static final int LONGEST_NAME = 1_000;

    /** Bytes that a field may have with the white space around it. */
    public static final int LONGEST_FIELD = 8 * LONGEST_NAME;

    /** What few files ask for. */
    private static final class Sentence {
        /** Words that no name has: four of them, or two that end as a sentence does. */
        static final Pattern WORDS = Pattern.compile("\\S+\\s+\\S+(\\s+\\S+\\s+\\S.*|.*[.!?])", Pattern.DOTALL);
    }

    private static final int MOST_LOOKED_AT = 200; // characters

    private Word() {}

    /** Whether a text is more than a name. */
    public static boolean isSentence(String text) {
        return Sentence.WORDS
                .matcher(text.substring(Math.max(0, text.length() - MOST_LOOKED_AT)))
                .matches();
    }

    /** The text of a field, as it stands there; of one that is missing, none. */
    public static String of(String column, Row row, int slot) throws BadRow {
        if (row.isMissing(slot)) {
            return "";
        }
        int length = row.to(slot) - row.from(slot);
        if (row.isJson(slot)) {
            throw new BadRow(column + " holds an object or a list, where one text or number must be"
                    + row.fields(slot)
                            .map(fields -> "; write the one of its fields that is meant (" + fields
                                    + ") as a column of its own")
                            .orElse(""));
        }
        if (length > LONGEST_FIELD) {
            throw new BadRow(column + " holds " + length + " bytes, too many for a name or a label; is it the"
                    + " text of an answer? name the column of the options");
        }
        return new String(row.bytes(slot), row.from(slot), length, StandardCharsets.UTF_8);
    }
}

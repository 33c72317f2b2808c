package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.shape.PromptElsewhere;

/** Columns beside texts that are not read and may be the prompt, or a part of it: different options would be one. Mutable. */
public final class PromptWatch {
    private static final int FEW_VALUES = 20;

    /** How a conversation begins, which may be a prompt whatever its column is called. */
    private static final Pattern MESSAGES = Pattern.compile("^\\s*\\[\\s*\\{\\s*\"(role|content|from|value)\"\\s*:");

    /** What tells prompts apart that are not there. */
    private static final Pattern NUMBER =
            Pattern.compile("((.*_)?(prompt|question|query|instruction|post|problem)_?|q_?)(id|url|uid)");

    private static final int LONGEST_KEPT = 200;

    private final List<Column> watched = new ArrayList<>();
    private final Set<String> prompts = new HashSet<>(); // so far
    private Columns of;
    private String prompt = ""; // of the row

    /** What was seen of one column. */
    private static final class Column {
        private final String name;
        private final boolean mayBePart;
        private final boolean isLate;
        private final Set<String> values = new HashSet<>();
        private final Map<String, String> ofPrompt = new HashMap<>();
        private boolean hasWords;
        private String conflict = "";

        Column(String name, boolean mayBePart, boolean isLate) {
            this.name = name;
            this.mayBePart = mayBePart;
            this.isLate = isLate;
        }
    }

    /** Takes it that a number of the prompt tells texts apart as the prompt does, of which only the counts are asked. */
    PromptWatch withNumbers() {
        watched.forEach(column ->
                column.hasWords |= NUMBER.matcher(Columns.normal(column.name)).matches());
        return this;
    }

    /** Watches columns of a file. */
    public PromptWatch(Columns of, List<Integer> columns) {
        this.of = of;
        for (int column : columns) {
            watched.add(new Column(of.name(column), mayBePart(of.name(column)), false));
        }
    }

    /** Watches one column more, which all rows before have empty; returns its number. */
    public int add(String name) {
        List<String> names = new ArrayList<>(of.names());
        names.add(name);
        of = new Columns(of.file(), names);
        Column column = new Column(name, mayBePart(name), true);
        prompts.forEach(prompt -> column.ofPrompt.put(prompt, ""));
        watched.add(column);
        return watched.size() - 1;
    }

    /** How many columns are watched. */
    public int size() {
        return watched.size();
    }

    /** Whether a column may be a part of the prompt; what holds prompt and answer again differs between the rows of a prompt. */
    private static boolean mayBePart(String name) {
        return PromptElsewhere.isPart(name) && !Columns.normal(name).matches("messages|conversations?");
    }

    /** Goes to a row of this prompt, or of none that is read. */
    public void begin(String read) {
        prompt = read;
        prompts.add(read);
    }

    /**
     * Looks at what the row has in the k-th of the columns, which may be nothing.
     *
     * @param isText whether that is no object and no list
     */
    public void look(int k, String value, boolean isText) {
        Column column = watched.get(k);
        if (isText && !value.isEmpty()) {
            column.values.add(value);
            column.hasWords |= value.strip().contains(" ");
        } else if (!isText && MESSAGES.matcher(value).find()) {
            column.values.add(shortened(value));
            column.hasWords = true;
        }
        if (column.mayBePart
                && !prompt.isEmpty()
                && !shortened(value).equals(column.ofPrompt.computeIfAbsent(prompt, p -> shortened(value)))) {
            column.conflict = prompt;
        }
    }

    /** What tells a value apart: pictures are too much to keep. */
    private static String shortened(String value) {
        return value.length() <= LONGEST_KEPT ? value : value.length() + " " + value.hashCode();
    }

    /**
     * Refuses the file if one of the columns seems to be the prompt or a part of it.
     *
     * @param prompt the columns that are read as prompts
     * @param lacking whether texts were seen that have no prompt, and do not say either where it ends
     * @param rows that were looked at
     */
    public void requireNone(List<Integer> prompt, boolean lacking, int rows) {
        for (Column column : watched) {
            if (!column.conflict.isEmpty()) {
                List<Integer> parts = new ArrayList<>(prompt);
                of.find(Columns.normal(column.name)).ifPresent(parts::add);
                parts.sort(null);
                throw InputException.of(
                        of.file(),
                        "rows with the prompt " + Quoted.of(column.conflict) + " differ in the column "
                                + Quoted.of(column.name) + ", which is not read; if it is a part of the prompt, say "
                                + PromptElsewhere.flag(of, parts)
                                + (column.isLate ? " and write it in every record" : "")
                                + ", else leave it out of the file");
            }
            boolean varied = column.values.size() > FEW_VALUES || column.values.size() * 10 > rows;
            if (lacking && rows > 1 && column.hasWords && column.values.size() > 1 && varied) {
                throw InputException.of(
                        of.file(),
                        "the texts come without a prompt column, but " + Quoted.of(column.name)
                                + " may be it; say so with " + Role.PROMPT.flag(column.name)
                                + ", or " + Role.PROMPT.flag("none") + " if the texts contain their prompt");
            }
        }
    }
}

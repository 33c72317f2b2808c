package org.teeter.tabular.count;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/**
 * Looks at the columns that play no role, in the first rows of a file: whether one holds whole numbers and may say how often a row
 * counts, and, where options are texts, whether one may be a part of their prompt. Mutable.
 */
public final class Bystanders {
    /** So many rows are looked at. */
    public static final int ROWS = 1000;

    private static final int MOST_COLUMNS = 100;
    private static final int FEW_VALUES = 20;
    private static final double LARGEST_COUNT = 1e9; // beyond are times and numbers of rows
    private static final List<String> COUNT_LIKE =
            List.of("n", "count", "counts", "votes", "freq", "frequency", "times", "total");

    private final Layout layout;
    private final int[] taken; // the columns of the layout's slots, then the others
    private final int slots;
    private final List<Column> others = new ArrayList<>();
    private final TextRow texts;
    private boolean promptsAreInTexts = true;
    private int rows;

    /** What was seen of one column. */
    private static final class Column {
        private final String name;
        private final boolean mayBePrompt;
        private final Set<String> values = new HashSet<>();
        private final Map<String, String> ofPrompt = new HashMap<>();
        private boolean isWhole = true;
        private boolean isNumbered = true; // each one more than the one before
        private boolean hasWords;
        private double last = Double.NaN;
        private double most;
        private String conflict = "";

        Column(String name, boolean mayBePrompt) {
            this.name = name;
            this.mayBePrompt = mayBePrompt;
        }

        void look(String value) {
            values.add(value);
            OptionalDouble number = Vocabulary.number(value);
            hasWords |= value.strip().contains(" ");
            double d = number.orElse(Double.NaN);
            isWhole &= d >= 0 && d <= LARGEST_COUNT && d == Math.rint(d);
            isNumbered &= Double.isNaN(last) || d == last + 1;
            last = d;
            most = Math.max(most, d);
        }

        boolean isCountLike() {
            String normal = Columns.normal(name);
            boolean isName = normal.endsWith("id") || normal.equals("index") || normal.isEmpty();
            return isWhole && most > 1 && !(isNumbered && values.size() > 1) && !isName;
        }
    }

    /** @param readable whether a column can be read for this */
    public Bystanders(Layout layout, IntPredicate readable) {
        this.layout = layout;
        this.texts = new TextRow(layout);
        int[] own = layout.slotColumns();
        this.slots = own.length;
        List<Integer> promptLike = PromptElsewhere.columns(layout.of());
        List<Integer> ignored = layout.ignored().stream().filter(readable::test).toList();
        List<Integer> watched = ignored.subList(0, Math.min(MOST_COLUMNS, ignored.size()));
        watched.forEach(c -> others.add(new Column(layout.of().name(c), promptLike.contains(c) && !isRetold(c))));
        this.taken = IntStream.concat(IntStream.of(own), watched.stream().mapToInt(c -> c))
                .toArray();
    }

    /** Whether a column holds prompt and answer again, so that it differs between the rows of a prompt. */
    private boolean isRetold(int column) {
        return Columns.normal(layout.of().name(column)).matches("messages|conversations?");
    }

    /** The columns that a row must carry to be looked at: the layout's first. */
    public int[] columns() {
        return taken.clone();
    }

    /** Looks at a row. */
    public void look(Row row) {
        rows++;
        String prompt = layout.form().isOfTexts() ? prompt(row) : "";
        for (int k = 0; k < others.size(); k++) {
            int slot = slots + k;
            if (!row.isMissing(slot) && row.to(slot) > row.from(slot)) {
                Column column = others.get(k);
                if (row.isJson(slot)) {
                    column.isWhole = false;
                } else {
                    column.look(text(row, slot));
                }
                String value = text(row, slot);
                if (column.mayBePrompt
                        && !prompt.isEmpty()
                        && !value.equals(column.ofPrompt.computeIfAbsent(prompt, p -> value))) {
                    column.conflict = prompt;
                }
            }
        }
    }

    private static String text(Row row, int slot) {
        return new String(row.bytes(slot), row.from(slot), row.to(slot) - row.from(slot), StandardCharsets.UTF_8);
    }

    private String prompt(Row row) {
        try {
            TextRow.Pair pair = texts.read(row);
            promptsAreInTexts &= pair.hasPrompt() || pair.prompt().isMarked();
            return pair.hasPrompt() ? pair.prompt().shown() : "";
        } catch (BadRow e) {
            return ""; // whoever counts the row says so
        }
    }

    /** What a person should know of these columns, where the rows do not count themselves. */
    public List<String> notes() {
        List<String> columns = new ArrayList<>();
        if (layout.form().isCounted() || !layout.columns(Role.WEIGHT).isEmpty()) {
            return columns;
        }
        for (String name : COUNT_LIKE) {
            layout.of().find(name).ifPresent(column -> {
                if (layout.ignored().contains(column)) {
                    columns.add(layout.of().name(column));
                }
            });
        }
        for (Column column : others) {
            if (column.isCountLike() && !COUNT_LIKE.contains(Columns.normal(column.name))) {
                columns.add(column.name);
            }
        }
        return columns.isEmpty() ? columns : List.of(note(columns));
    }

    private static String note(List<String> columns) {
        int last = columns.size() - 1;
        String first = columns.get(0);
        return last == 0
                ? "the column " + first + " is ignored; if a row stands for that many judgements, say "
                        + Role.WEIGHT.flag(first)
                : "the columns " + String.join(", ", columns.subList(0, last)) + " and " + columns.get(last)
                        + " are ignored; if one of them says how many judgements a row stands for, name it: "
                        + Role.WEIGHT.flag(first);
    }

    /** Refuses texts whose prompt, or a part of it, seems to be in a column that is not read: different options would be one. */
    public void requirePrompts() {
        boolean none = layout.roles().containsKey(Role.PROMPT)
                && layout.columns(Role.PROMPT).isEmpty();
        if (!layout.form().isOfTexts() || none) {
            return;
        }
        for (Column column : others) {
            if (!column.conflict.isEmpty()) {
                List<Integer> parts = new ArrayList<>(layout.columns(Role.PROMPT));
                layout.of().find(Columns.normal(column.name)).ifPresent(parts::add);
                parts.sort(null);
                throw InputException.of(
                        layout.of().file(),
                        "rows with the prompt " + Quoted.of(column.conflict) + " differ in the column "
                                + Quoted.of(column.name) + ", which is not read; if it is a part of the prompt, say "
                                + PromptElsewhere.flag(layout.of(), parts) + ", else leave it out of the file");
            }
            boolean varied = column.values.size() > FEW_VALUES || column.values.size() * 10 > rows;
            if (!promptsAreInTexts && rows > 1 && column.hasWords && column.values.size() > 1 && varied) {
                throw InputException.of(
                        layout.of().file(),
                        "the texts come without a prompt column, but " + Quoted.of(column.name)
                                + " may be it; say so with " + Role.PROMPT.flag(column.name)
                                + ", or " + Role.PROMPT.flag("none") + " if the texts contain their prompt");
            }
        }
    }
}

package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Outcome;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.form.TextRow;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.shape.PromptElsewhere;
import org.teeter.tabular.shape.Shape;
import org.teeter.tabular.text.TextPair;

/**
 * Looks at the columns that play no role, in the first rows of a file: whether one holds whole numbers and may say how often a row
 * counts, and, where options are texts, whether one may be a part of their prompt. Mutable.
 */
public final class Bystanders {
    /** So many rows are looked at. */
    public static final int ROWS = 1000;

    /** So many columns that the first record does not have are looked at. */
    public static final int MOST_LATE = 16;

    private static final int MOST_COLUMNS = 100;
    private static final double LARGEST_COUNT = 1e9; // beyond are times and numbers of rows
    private static final int LONGEST_LABEL = 30;
    private static final List<String> COUNT_LIKE =
            List.of("n", "count", "counts", "votes", "freq", "frequency", "times", "total");

    private static final Pattern VERDICT = Pattern.compile(
            "(.*_)?(winner|verdict|vote|preferen(ce|d)|judge?ment|label|result|outcome|decision|choice)(_.*)?");

    private static final Pattern COUNT = Pattern.compile("(^|_)(n|num|number|counts?|votes|freq)(_|$)");

    /** What numbers, grades or dates, and says by its name that it is no count. */
    private static final Pattern NO_COUNT =
            Pattern.compile("|.*id|index|(.*_)?(score|rating|rank|elo|grade|turns?|trial|session|participant"
                    + "|subject|subj|respondent|user|worker|rater|judge|round|order|season|year|month|day|date|age|seed|seconds|minutes|duration|tokens|length|lat|long)s?(_.*)?"
                    + "|[wl](rank|pts|score)");

    private final Layout layout;
    private final int[] taken; // the columns of the layout's slots, then the others
    private final int slots;
    private final List<Column> others = new ArrayList<>();
    private final TextRow texts;
    private final PromptWatch prompts;
    private final Echo echo;
    private final List<RowWatch> watches = new ArrayList<>();
    private final List<String> names = new ArrayList<>(); // of the others
    private boolean promptsAreInTexts = true;
    private int rows;

    /** What was seen of one column. */
    private static final class Column {
        private final String name;
        private boolean isWhole = true;
        private boolean isNumbered = true; // each one more than the one before
        private double last = Double.NaN;
        private double most;
        private int values;
        private int ties; // values that say that neither won
        private String tie = ""; // the last of them
        private boolean isVerdict; // by its name, and all that it says

        Column(String name) {
            this.name = name;
            this.isVerdict = isVerdict(name);
        }

        void look(String value) {
            values++;
            Optional<Outcome> said = Vocabulary.names()
                    .implied(value.length() > LONGEST_LABEL ? "" : value)
                    .map(Meaning::outcome)
                    .filter(end -> end != Outcome.FIRST && end != Outcome.SECOND);
            ties += said.isPresent() ? 1 : 0;
            tie = said.isPresent() ? value : tie;
            OptionalDouble number = Vocabulary.number(value);
            double d = number.orElse(Double.NaN);
            isWhole &= d >= 0 && d <= LARGEST_COUNT && d == Math.rint(d);
            isNumbered &= Double.isNaN(last) || d == last + 1;
            last = d;
            most = Math.max(most, d);
        }

        boolean isCountLike() {
            String normal = Columns.normal(name);
            return isWhole
                    && most > 1
                    && !(isNumbered && values > 1)
                    && (COUNT.matcher(normal).find()
                            || !NO_COUNT.matcher(normal).matches());
        }
    }

    /** @param readable whether a column can be read for this */
    public Bystanders(Layout layout, IntPredicate readable) {
        this.layout = layout;
        this.texts = new TextRow(layout);
        this.echo = new Echo(layout);
        int[] own = layout.slotColumns();
        this.slots = own.length;
        List<Integer> ignored = layout.ignored().stream().filter(readable::test).toList();
        List<Integer> watched = ignored.subList(0, Math.min(MOST_COLUMNS, ignored.size()));
        watched.forEach(c -> names.add(layout.of().name(c)));
        names.forEach(name -> others.add(new Column(name)));
        this.prompts = new PromptWatch(layout.of(), watched).withNumbers();
        if (!layout.isTold()) {
            if (layout.form() == RankingForms.RANKED || isOfWinners(layout)) {
                watches.add(new Placeholders(layout));
            }
            if (layout.form() == RankingForms.RANK_ROWS) {
                watches.add(new SplitBallots(layout));
            }
            if (!layout.form().isOfTexts() && !ignored.isEmpty()) {
                watches.add(new NamedTexts(layout));
            }
        }
        this.taken = IntStream.concat(IntStream.of(own), watched.stream().mapToInt(c -> c))
                .toArray();
    }

    /** Those of a Parquet file: numbers, and beside texts whatever may be a part of a prompt, or what a watch looks at. */
    public static Bystanders of(Layout layout, ParquetFile parquet) {
        boolean texts = layout.form().isOfTexts();
        boolean lists = layout.form() == RankingForms.RANKED;
        boolean pairs = texts || PairForms.isOrdered(layout.form());
        return new Bystanders(layout, column -> {
            String name = parquet.columns().get(column);
            boolean isPart = PromptElsewhere.isPart(name) || Shape.PROMPT.contains(Columns.normal(name));
            boolean isTold = layout.form() == RankingForms.RANK_ROWS && RankingForms.isVoter(name);
            // Of columns that are not plain DuckDB must say the type.
            return parquet.isNumber(column)
                    || (texts && isPart)
                    || ((texts || isPart || isTold || ((pairs || layout.form().isLabelled()) && isVerdict(name)))
                            && parquet.type(column).equals("VARCHAR"))
                    || (pairs && parquet.type(column).equals("VARCHAR[]"))
                    || (lists && ParquetFile.isNested(parquet.type(column)));
        });
    }

    /** The columns that a row must carry to be looked at: the layout's first. */
    public int[] columns() {
        return taken.clone();
    }

    /** Meets a column that the first record does not have; returns its slot, {@link #MOST_LATE} of which follow the others. */
    public int meet(String column) {
        if (slots + others.size() == taken.length + MOST_LATE) {
            return Records.NOT_TAKEN;
        }
        names.add(column);
        others.add(new Column(column));
        return slots + prompts.add(column);
    }

    /** Looks at a row. */
    public void look(Row row) {
        rows++;
        echo.look(row);
        watches.forEach(watch -> watch.look(row, slots, names));
        prompts.begin(layout.form().isOfTexts() ? prompt(row) : "");
        for (int k = 0; k < others.size(); k++) {
            int slot = slots + k;
            if (!row.isMissing(slot) && row.to(slot) > row.from(slot)) {
                if (row.isJson(slot)) {
                    others.get(k).isWhole = false;
                } else {
                    others.get(k).look(row.text(slot));
                    others.get(k).isVerdict &= isVerdict(row, row.text(slot));
                }
            }
            prompts.look(k, row.text(slot), !row.isJson(slot));
        }
    }

    /** Whether a row says who won by the order of its columns alone. */
    private static boolean isOfWinners(Layout layout) {
        return layout.form() == PairForms.TEXTS || PairForms.isOrdered(layout.form());
    }

    private static boolean isVerdict(String name) {
        return VERDICT.matcher(Columns.normal(name)).matches();
    }

    /** Whether a text says who won, as the column does that is read. */
    private boolean isVerdict(Row row, String text) {
        return layout.form().isLabelled()
                && !layout.told().columns().containsKey(Role.WINNER)
                && (List.of(row.text(0), row.text(1)).contains(text)
                        || layout.vocabulary().plain(text).isPresent()
                        || layout.vocabulary().implied(text).isPresent());
    }

    private String prompt(Row row) {
        try {
            TextPair pair = texts.read(row);
            promptsAreInTexts &= pair.hasPrompt() || pair.prompt().isMarked();
            return pair.hasPrompt() ? pair.prompt().shown() : "";
        } catch (BadRow e) {
            return ""; // whoever counts the row says so
        }
    }

    /**
     * What a person should know of these columns and rows.
     *
     * @param all the rows of the file
     */
    public List<String> notes(long all) {
        List<String> notes = new ArrayList<>(counting());
        for (Column column : others) {
            if (column.ties > 0 && isOfWinners(layout)) {
                notes.add("the column " + column.name + ", which says " + Quoted.of(column.tie) + " in "
                        + Amount.of(column.ties, "row") + (all > rows ? " of the first " + rows : "")
                        + ", is not used: such rows count as wins; leave them out of the file if neither won there");
            }
            if (column.isVerdict && column.values > 0) {
                notes.add("the column " + column.name + ", which may hold verdicts too, is not used; "
                        + Role.WINNER.flag(column.name) + " reads it in place of "
                        + layout.named().get(Role.WINNER));
            }
        }
        echo.note(all).ifPresent(notes::add);
        return notes;
    }

    /** What to say of columns that may count, where the rows do not count themselves. */
    private List<String> counting() {
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
            if (column.isCountLike() && !columns.contains(column.name)) {
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

    /**
     * Refuses texts whose prompt, or a part of it, seems to be in a column that is not read, and numbers that may be places of what is in
     * such a column: different options would be one.
     */
    public void requirePrompts() {
        watches.forEach(RowWatch::requireNone);
        boolean none = layout.roles().containsKey(Role.PROMPT)
                && layout.columns(Role.PROMPT).isEmpty();
        if (!layout.form().isOfTexts() || none) {
            return;
        }
        prompts.requireNone(layout.columns(Role.PROMPT), !promptsAreInTexts, rows);
    }
}

package org.teeter.tabular.shape;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.form.Told;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.Row;

/** Finds out from the columns of a file, and from what a person said of them, how its rows are read. */
public final class Recognition {
    private static final List<String> WEIGHTS = List.of("weight", "weights", "sample_weight");
    private static final List<String> TIMES =
            List.of("time", "timestamp", "tstamp", "date", "datetime", "created_at", "judged_at");
    public static final List<String> RATERS =
            List.of(("rater rater_id judge judge_id judgename judge_name annotator annotator_id worker "
                            + "worker_id user user_id voter")
                    .split(" ", -1));
    private static final List<String> GROUPS =
            List.of("group", "language", "lang", "category", "topic", "task", "domain", "subset", "segment");
    private static final List<String> NEUTRALS =
            List.of("neutral", "is_neutral", "neutral_ground", "neutral_site", "neutral_venue");

    private static final Set<Role> BESIDES = EnumSet.of(Role.WEIGHT, Role.TIME, Role.RATER, Role.GROUP, Role.NEUTRAL);
    private static final Set<Role> SEVERAL =
            EnumSet.of(Role.PROMPT, Role.WINNER, Role.RANKING, Role.RANK, Role.SCORE, Role.BALLOT);

    /** What can be said in full by naming the columns of a form; made when somebody names one. */
    private static final class Named {
        static final List<Shape> SHAPES = Stream.of(
                        PairForms.LABELLED,
                        PairForms.COUNTED,
                        PairForms.FLAGGED,
                        PairForms.SCORED,
                        PairForms.ORDERED,
                        PairForms.ITEMS,
                        PairForms.TEXTS,
                        RankingForms.RANKED,
                        RankingForms.RANK_ROWS,
                        RankingForms.SCORE_ROWS,
                        RankingForms.RANKED_AUTHORS,
                        RankingForms.SCORED_AUTHORS,
                        RankingForms.ANSWERS,
                        RankingForms.MATRIX,
                        RankingForms.SCORE_MATRIX)
                .map(Recognition::named)
                .toList();
    }

    /** Names of columns that shapes know; made when a column comes late. */
    private static final class Known {
        static final Set<String> NAMES = knownNames();
    }

    private final Path file;
    private final Columns columns;
    private final Told told;
    private final Supplier<Optional<Row>> first;
    private final List<LabelRule> labels;
    private final Map<Role, List<Integer>> said = new EnumMap<>(Role.class);

    private Recognition(Columns columns, Told told, Supplier<Optional<Row>> first) {
        this.first = first;
        this.file = columns.file();
        this.columns = columns;
        this.told = told;
        this.labels = told.labels();
        told.columns().forEach((role, name) -> said.put(role, named(role, name)));
        said.forEach((role, own) -> said.forEach((other, same) -> {
            for (int both : own) {
                if (role.compareTo(other) < 0 && same.contains(both)) {
                    throw InputException.at(
                            file,
                            1,
                            "the column " + Quoted.of(columns.name(both)) + " cannot be both " + role.word() + " and "
                                    + other.word() + "; name another column for one of them");
                }
            }
        }));
    }

    /** The column of this name, or those between whose names there is a plus sign, where a role can have several. */
    private List<Integer> named(Role role, String name) {
        if (role == Role.PROMPT && name.equals("none") && columns.find(name).isEmpty()) {
            return List.of(); // the texts contain it
        }
        boolean several = SEVERAL.contains(role)
                && name.contains("+")
                && !columns.names().contains(name)
                && columns.find(Columns.normal(name)).isEmpty();
        if (!several) {
            return List.of(columns.named(role, name));
        }
        List<Integer> parts = new ArrayList<>();
        for (String part : name.split("\\+", -1)) {
            int column = columns.named(role, part);
            if (parts.contains(column)) {
                throw InputException.at(
                        file,
                        1,
                        "the column " + Quoted.of(columns.name(column)) + " is named twice for " + role.word());
            }
            parts.add(column);
        }
        return parts;
    }

    private static Shape named(Form form) {
        Map<Role, List<String>> names = new EnumMap<>(Role.class);
        if (!form.isOfBallots()) {
            form.optional().forEach(role -> names.put(role, Shape.optional(role)));
        }
        Shape.BALLOTS.stream().filter(shape -> shape.form() == form).forEach(shape -> names.putAll(shape.names()));
        if (form == PairForms.LABELLED || form == PairForms.ORDERED) {
            names.put(Role.WINNER, List.of("winner"));
            names.put(Role.LOSER, List.of("loser"));
        }
        return new Shape(Layout.TOLD, form, names, Vocabulary.anySides(), false);
    }

    /** Whether a column of this name may change how rows are read. */
    public static boolean knows(String name) {
        return Known.NAMES.contains(Columns.normal(name)) || RankedColumns.isPlace(name);
    }

    private static Set<String> knownNames() {
        Set<String> names = new HashSet<>(WEIGHTS);
        names.addAll(PromptElsewhere.NAMES);
        Stream.concat(Shape.FIRM.stream(), Shape.BALLOTS.stream())
                .forEach(shape -> shape.names().values().forEach(names::addAll));
        return names;
    }

    /** The layout of a file with these columns; refuses what would have to be guessed. */
    public static Layout of(Columns columns, Told told) {
        return of(columns, told, Optional::empty);
    }

    /**
     * The same, where a row may say what the names of the columns do not.
     *
     * @param first the row reached with all of its columns, if it can be read; asked where the names alone say nothing
     */
    public static Layout of(Columns columns, Told told, Supplier<Optional<Row>> first) {
        return new Recognition(columns, told, first).recognise();
    }

    private Layout recognise() {
        List<Layout> fitting = new ArrayList<>();
        if (!BESIDES.containsAll(said.keySet())) {
            if (namesTexts()) {
                Stream.of(PairForms.JUDGED_TEXTS, PairForms.SCORED_TEXTS)
                        .forEach(form -> fit(named(form)).ifPresent(fitting::add));
            }
            Named.SHAPES.forEach(shape -> fit(shape).ifPresent(fitting::add));
        }
        Shape.FIRM.forEach(shape -> fit(shape).ifPresent(fitting::add));
        if (fitting.isEmpty()) {
            Optional<Layout> other = Shape.known()
                    .flatMap(shape -> fit(shape).stream())
                    .findFirst()
                    .or(this::ballots);
            if (other.isEmpty()) {
                Optional<Row> row = first.get();
                return row.flatMap(this::ranks).orElseThrow(() -> unrecognised(row));
            }
            fitting.add(other.get());
        }
        Layout first = fitting.get(0);
        Set<String> others = new LinkedHashSet<>();
        for (Layout layout : fitting) {
            if (said.isEmpty()
                    && !layout.title().equals(first.title())
                    && !first.form().isOfTexts()
                    && !layout.form().isOfTexts()
                    && !layout.title().equals("labelled")) {
                others.add(layout.words());
            }
        }
        return finished(first, others);
    }

    /** Whether a person named two columns of texts, which only their prompt tells apart. */
    private boolean namesTexts() {
        if (said.containsKey(Role.PROMPT)) {
            return said.containsKey(Role.FIRST);
        }
        return Stream.of(Role.FIRST, Role.SECOND)
                .allMatch(role -> said.containsKey(role)
                        && Shape.TEXT_STEMS.stream()
                                .anyMatch(stem -> Columns.normal(
                                                columns.name(said.get(role).get(0)))
                                        .matches("(.*_)?" + stem + "(_?[012ab]|_left|_right)?")));
    }

    /** The layout if every role that the form needs has its column and every role that was named is one of the form's. */
    private Optional<Layout> fit(Shape shape) {
        if (!takesAllSaid(shape.form()) || lacks(shape)) {
            return Optional.empty();
        }
        Map<Role, List<Integer>> found = new EnumMap<>(Role.class);
        found.putAll(said);
        found.keySet().removeAll(BESIDES);
        List<Role> roles = new ArrayList<>(shape.form().required());
        roles.addAll(shape.form().optional());
        Optional<InputException> doubt = Optional.empty();
        for (Role role : roles) {
            if (!found.containsKey(role)) {
                List<Integer> like = find(shape.names().getOrDefault(role, List.of()));
                if (doubt.isEmpty() && like.size() > 1 && !shape.isLoose()) {
                    doubt = Optional.of(doubt(role, like));
                }
                if (!like.isEmpty()) {
                    found.put(role, role == Role.WINNER ? judges(like.get(0)) : List.of(like.get(0)));
                }
            }
        }
        boolean ranks = found.getOrDefault(Role.RANK, List.of()).size() > 1;
        boolean scores = found.getOrDefault(Role.SCORE, List.of()).size() > 1;
        List<Integer> used = columns(found);
        boolean twice = Set.copyOf(used).size() < used.size();
        if (twice
                || ranks != (shape.form() == RankingForms.MATRIX)
                || scores != (shape.form() == RankingForms.SCORE_MATRIX)) {
            return Optional.empty();
        }
        if (doubt.isPresent()) {
            throw doubt.get();
        }
        Layout layout = new Layout(shape.title(), shape.form(), found, columns, shape.vocabulary(), told, List.of());
        boolean isGuessed = shape.form() == PairForms.FLAGGED && !said.containsKey(Role.WINS_FIRST);
        return isGuessed && !new OtherEndings(layout).areNone() ? Optional.empty() : Optional.of(layout);
    }

    /** The columns of the judges of a row, of which the first is numbered 1: annotator1, annotator2, annotator3. */
    private List<Integer> judges(int first) {
        String name = Columns.normal(columns.name(first));
        List<Integer> judges = new ArrayList<>(List.of(first));
        if (Shape.FIRST_JUDGES.contains(name)) {
            String stem = name.substring(0, name.length() - 1);
            for (int k = 2; columns.find(stem + k).isPresent(); k++) {
                judges.add(columns.find(stem + k).getAsInt());
            }
        }
        return judges;
    }

    private boolean takesAllSaid(Form form) {
        for (Role role : said.keySet()) {
            if (!BESIDES.contains(role)
                    && !form.required().contains(role)
                    && !form.optional().contains(role)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a role that is needed has no column; asked before all else, since there are thousands of shapes. */
    private boolean lacks(Shape shape) {
        for (Role role : shape.form().required()) {
            if (!said.containsKey(role)
                    && find(shape.names().getOrDefault(role, List.of())).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The columns of these names, which are the likeliest first. */
    private List<Integer> find(List<String> names) {
        List<Integer> found = new ArrayList<>();
        for (String name : names) {
            columns.find(name).ifPresent(found::add);
        }
        return found;
    }

    private InputException doubt(Role role, List<Integer> like) {
        return InputException.at(
                file,
                1,
                "the columns " + columns.name(like.get(0)) + " and " + columns.name(like.get(1)) + " both look like "
                        + role.word() + "; rename one or name the columns, e.g. "
                        + role.flag(columns.name(like.get(1))));
    }

    private Layout finished(Layout layout, Set<String> others) {
        Map<Role, List<Integer>> found = new EnumMap<>(Role.class);
        found.putAll(layout.roles());
        addBesides(found);
        addCovariates(found);
        found.values().forEach(used -> used.forEach(columns::requireOnce));
        List<String> notes = new ArrayList<>();
        if (!others.isEmpty()) {
            notes.add("the columns also fit " + String.join(" and ", others));
        }
        if (layout.form().isOfTexts() && !found.containsKey(Role.PROMPT)) {
            refusePromptLikeColumns();
        }
        Vocabulary vocabulary = layout.vocabulary();
        if (layout.form().isLabelled()) {
            String verdict = Columns.normal(columns.name(layout.column(Role.WINNER)));
            vocabulary = vocabulary
                    .withHeaders(
                            columns.name(layout.column(Role.FIRST)),
                            columns.name(layout.column(Role.SECOND)),
                            !verdict.matches(".*(score|strength|rating|margin|scale|degree|diff).*"))
                    .told(labels);
        } else if (!labels.isEmpty()) {
            throw InputException.at(
                    file,
                    1,
                    "--label says what the labels of a winner column mean, but the rows are read as " + layout.words()
                            + ", which has none; name the columns with " + Role.FIRST.flag("…") + " "
                            + Role.SECOND.flag("…") + " " + Role.WINNER.flag("…"));
        }
        Layout finished = new Layout(layout.title(), layout.form(), found, columns, vocabulary, told, notes);
        ThirdOption.refuse(finished);
        notes.addAll(new OtherEndings(finished).notes());
        notes.addAll(apartNotes(finished));
        return new Layout(layout.title(), layout.form(), found, columns, vocabulary, told, notes);
    }

    private static List<Integer> columns(Map<Role, List<Integer>> found) {
        return found.values().stream().flatMap(List::stream).toList();
    }

    /** What to say of columns of raters and groups that are not used, and of an order that is not known. */
    private List<String> apartNotes(Layout layout) {
        List<String> notes = new ArrayList<>();
        if (!layout.isOfNamedPairs()) {
            for (Role role : List.of(Role.GROUP, Role.RATER)) {
                if (said.containsKey(role)) {
                    notes.add("the column " + columns.name(layout.column(role))
                            + " is not used: judgements are kept apart by " + role.word()
                            + " in pairs of options that have names");
                }
            }
        } else {
            noteUnused(layout, Role.RATER, RATERS).ifPresent(notes::add);
            noteUnused(layout, Role.GROUP, GROUPS).ifPresent(notes::add);
        }
        if (!told.covariates().isEmpty() && !layout.isOfNamedPairs()) {
            notes.add("covariates are read of pairs of options that have names, and of nothing else");
        }
        if (told.order() && !layout.keepsOrder()) {
            notes.add("the rows do not say which option was shown first, so that no order is kept");
        }
        return notes;
    }

    private Optional<String> noteUnused(Layout layout, Role role, List<String> names) {
        return said.containsKey(role)
                ? Optional.empty()
                : find(names).stream()
                        .filter(column -> layout.columns(role).contains(column)
                                || layout.ignored().contains(column))
                        .findFirst()
                        .map(column -> "the column " + columns.name(column) + ", which may name " + role.word()
                                + "s, is not used; " + role.flag(columns.name(column)) + " keeps them apart");
    }

    private void addCovariates(Map<Role, List<Integer>> found) {
        List<Integer> all = new ArrayList<>();
        for (Covariate covariate : told.covariates()) {
            for (int column : covariate.columns(columns)) {
                if (all.contains(column) || found.values().stream().anyMatch(used -> used.contains(column))) {
                    throw InputException.at(
                            file,
                            1,
                            "the column " + Quoted.of(columns.name(column)) + " of the covariate "
                                    + Quoted.of(covariate.name())
                                    + " is read for something else already; name another column");
                }
                all.add(column);
            }
        }
        if (!all.isEmpty()) {
            found.put(Role.COVARIATE, all);
        }
    }

    private void addBesides(Map<Role, List<Integer>> found) {
        addBeside(found, Role.WEIGHT, WEIGHTS);
        addBeside(found, Role.TIME, TIMES);
        addBeside(found, Role.RATER, RATERS);
        addBeside(found, Role.GROUP, List.of());
        addBeside(found, Role.NEUTRAL, told.order() ? NEUTRALS : List.of());
    }

    private void addBeside(Map<Role, List<Integer>> found, Role role, List<String> names) {
        List<Integer> named = said.get(role);
        if (named != null) {
            found.put(role, named);
            return;
        }
        for (String name : names) {
            OptionalInt column = columns.find(name);
            if (column.isPresent() && found.values().stream().noneMatch(used -> used.contains(column.getAsInt()))) {
                found.put(role, List.of(column.getAsInt()));
                return;
            }
        }
    }

    /** Without its prompt the answer "Yes" to two questions would be one option. */
    private void refusePromptLikeColumns() {
        PromptElsewhere.said(columns).ifPresent(problem -> {
            throw InputException.at(file, 1, problem);
        });
    }

    /** Rankings, where the columns are no pair. */
    private Optional<Layout> ballots() {
        boolean texts = said.isEmpty() && rankedTexts().isPresent();
        Optional<Layout> shape = texts
                ? Optional.empty()
                : Shape.BALLOTS.stream().flatMap(known -> fit(known).stream()).findFirst();
        return shape.isPresent() || !BESIDES.containsAll(said.keySet())
                ? shape
                : new RankedColumns(columns, told).places();
    }

    /** Columns that hold ranks or scores of texts without the models that wrote them; none if there are models. */
    private Optional<List<String>> rankedTexts() {
        boolean models = Stream.of(RankingForms.RANKED_AUTHORS, RankingForms.SCORED_AUTHORS)
                .anyMatch(form -> Shape.BALLOTS.stream()
                        .anyMatch(shape -> shape.form() == form && fit(shape).isPresent()));
        return models ? Optional.empty() : new RankedColumns(columns, told).texts();
    }

    /** The layout of a table whose columns are options and whose rows are rankings of them, if this is plainly one of its rows. */
    private Optional<Layout> ranks(Row row) {
        Map<Role, List<Integer>> beside = new EnumMap<>(Role.class);
        addBesides(beside);
        boolean plain = BESIDES.containsAll(said.keySet()) && labels.isEmpty();
        return plain ? new RankedColumns(columns, told).matrix(beside, row) : Optional.empty();
    }

    private InputException unrecognised(Optional<Row> row) {
        if (BESIDES.containsAll(said.keySet())) {
            return new Unrecognised(columns, row).refusal(rankedTexts());
        }
        Set<String> words = new LinkedHashSet<>();
        said.forEach((role, column) -> words.add(role.word()));
        return InputException.at(
                file,
                1,
                "the columns named for " + String.join(", ", words)
                        + " do not make a comparison; name first, second and winner, or winner and loser, or first,"
                        + " second, wins-first and wins-second, or chosen-item and rejected-item, or chosen and"
                        + " rejected, or ranking, or ballot, item and rank; the columns are " + columns);
    }
}

package org.teeter.tabular;

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

/** Finds out from the columns of a file, and from what a person said of them, how its rows are read. */
final class Recognition {
    private static final List<String> WEIGHTS = List.of("weight", "weights", "sample_weight");
    private static final List<String> TIMES =
            List.of("time", "timestamp", "tstamp", "date", "datetime", "created_at", "judged_at");
    private static final List<String> RATERS = List.of(
            "rater",
            "rater_id",
            "judge",
            "judge_id",
            "annotator",
            "annotator_id",
            "worker",
            "worker_id",
            "user",
            "user_id",
            "voter");
    private static final List<String> COUNT_LIKE =
            List.of("n", "count", "counts", "votes", "freq", "frequency", "times", "total");
    private static final List<String> PROMPT_LIKE =
            List.of("question", "instruction", "query", "input", "context", "messages", "conversations");
    private static final Set<String> KNOWN_NAMES = knownNames();
    private static final Set<Role> BESIDES = EnumSet.of(Role.WEIGHT, Role.TIME, Role.RATER);

    /** What can be said in full by naming the columns of a form. */
    private static final List<Shape> NAMED = List.of(
            named(Form.LABELLED), named(Form.COUNTED), named(Form.ORDERED), named(Form.ITEMS), named(Form.TEXTS));

    private final Path file;
    private final Columns columns;
    private final Map<Role, Integer> said = new EnumMap<>(Role.class);

    private Recognition(Path file, Columns columns, ReadOptions options) {
        this.file = file;
        this.columns = columns;
        options.columns().forEach((role, name) -> said.put(role, columns.named(role, name)));
        said.forEach((role, column) -> said.forEach((other, same) -> {
            if (role.compareTo(other) < 0 && column.equals(same)) {
                throw InputException.at(
                        file,
                        1,
                        "the column " + Quoted.of(columns.name(column)) + " cannot be both " + role.word() + " and "
                                + other.word() + "; name another column for one of them");
            }
        }));
    }

    private static Shape named(Form form) {
        Map<Role, List<String>> names = new EnumMap<>(Role.class);
        for (Role role : form.optional()) {
            names.put(role, role == Role.TIES ? Shape.TIES : List.of("prompt"));
        }
        if (form == Form.LABELLED || form == Form.ORDERED) {
            names.put(Role.WINNER, List.of("winner"));
            names.put(Role.LOSER, List.of("loser"));
        }
        return new Shape("as told", form, names, Labels.anySides());
    }

    /** Whether a column of this name may change how rows are read. */
    static boolean knows(String name) {
        return KNOWN_NAMES.contains(Columns.normal(name));
    }

    private static Set<String> knownNames() {
        Set<String> names = new HashSet<>(WEIGHTS);
        names.addAll(PROMPT_LIKE);
        Shape.KNOWN.forEach(shape -> shape.names().values().forEach(names::addAll));
        return names;
    }

    /** The layout of a file with these columns; refuses what would have to be guessed. */
    static Layout of(Path file, Columns columns, ReadOptions options) {
        return new Recognition(file, columns, options).recognise();
    }

    private Layout recognise() {
        List<Layout> fitting = new ArrayList<>();
        if (!BESIDES.containsAll(said.keySet())) {
            NAMED.forEach(shape -> fit(shape).ifPresent(fitting::add));
        }
        Shape.KNOWN.forEach(shape -> fit(shape).ifPresent(fitting::add));
        if (fitting.isEmpty()) {
            throw unrecognised();
        }
        Layout first = fitting.get(0);
        Set<String> others = new LinkedHashSet<>();
        for (Layout layout : fitting) {
            if (said.isEmpty()
                    && !layout.title().equals(first.title())
                    && first.form() != Form.TEXTS
                    && layout.form() != Form.TEXTS) {
                others.add(layout.words(columns));
            }
        }
        return finished(first, others);
    }

    /** The layout if every role that the form needs has its column and every role that was named is one of the form's. */
    private Optional<Layout> fit(Shape shape) {
        Map<Role, Integer> found = new EnumMap<>(Role.class);
        found.putAll(said);
        found.keySet().removeAll(BESIDES);
        List<Role> roles = new ArrayList<>(shape.form().required());
        roles.addAll(shape.form().optional());
        if (!roles.containsAll(found.keySet())) {
            return Optional.empty();
        }
        for (Role role : roles) {
            if (!found.containsKey(role)) {
                find(shape.names().getOrDefault(role, List.of())).ifPresent(column -> found.put(role, column));
            }
        }
        boolean twice = Set.copyOf(found.values()).size() < found.size();
        if (twice || !found.keySet().containsAll(shape.form().required())) {
            return Optional.empty();
        }
        return Optional.of(new Layout(shape.title(), shape.form(), found, shape.labels(), List.of()));
    }

    private OptionalInt find(List<String> names) {
        OptionalInt found = OptionalInt.empty();
        for (String name : names) {
            OptionalInt column = columns.find(name);
            if (column.isPresent() && found.isPresent()) {
                throw InputException.at(
                        file,
                        1,
                        "the columns " + columns.name(found.getAsInt()) + " and " + columns.name(column.getAsInt())
                                + " both look like " + names.get(0) + "; rename one or name the columns, e.g. "
                                + Role.TIES.flag(columns.name(column.getAsInt())));
            }
            found = column.isPresent() ? column : found;
        }
        return found;
    }

    private Layout finished(Layout layout, Set<String> others) {
        Map<Role, Integer> found = new EnumMap<>(Role.class);
        found.putAll(layout.columns());
        addBeside(found, Role.WEIGHT, WEIGHTS);
        addBeside(found, Role.TIME, TIMES);
        addBeside(found, Role.RATER, RATERS);
        List<String> notes = new ArrayList<>();
        if (!others.isEmpty()) {
            notes.add("the columns also fit " + String.join(" and ", others));
        }
        if (!found.containsKey(Role.WEIGHT) && layout.form() != Form.COUNTED) {
            for (String name : COUNT_LIKE) {
                columns.find(name)
                        .ifPresent(column -> notes.add("the column " + columns.name(column)
                                + " is ignored; if a row stands for that many judgements, say "
                                + Role.WEIGHT.flag(columns.name(column))));
            }
        }
        if (layout.form() == Form.TEXTS && !found.containsKey(Role.PROMPT)) {
            refusePromptLikeColumns();
        }
        Labels labels = layout.labels();
        if (layout.form() == Form.LABELLED) {
            labels = labels.withHeaders(
                    columns.name(layout.column(Role.FIRST)), columns.name(layout.column(Role.SECOND)));
        }
        return new Layout(layout.title(), layout.form(), found, labels, notes);
    }

    private void addBeside(Map<Role, Integer> found, Role role, List<String> names) {
        Integer named = said.get(role);
        if (named != null) {
            found.put(role, named);
            return;
        }
        for (String name : names) {
            OptionalInt column = columns.find(name);
            if (column.isPresent() && !found.containsValue(column.getAsInt())) {
                found.put(role, column.getAsInt());
                return;
            }
        }
    }

    /** Without its prompt the answer "Yes" to two questions would be one option. */
    private void refusePromptLikeColumns() {
        for (String name : PROMPT_LIKE) {
            OptionalInt column = columns.find(name);
            if (column.isPresent()) {
                String found = columns.name(column.getAsInt());
                throw InputException.at(
                        file,
                        1,
                        "chosen and rejected come without a prompt column, but " + Quoted.of(found)
                                + " may be it; say so with " + Role.PROMPT.flag(found)
                                + " or leave that column out if the texts contain their prompt");
            }
        }
    }

    private InputException unrecognised() {
        if (!BESIDES.containsAll(said.keySet())) {
            Set<String> words = new LinkedHashSet<>();
            said.forEach((role, column) -> words.add(role.word()));
            return InputException.at(
                    file,
                    1,
                    "the columns named for " + String.join(", ", words)
                            + " do not make a comparison; name first, second and winner, or winner and loser, or first,"
                            + " second, wins-first and wins-second, or chosen-item and rejected-item, or chosen and"
                            + " rejected; the columns are " + columns);
        }
        return InputException.at(
                file,
                1,
                "the columns are " + columns + ", which is no shape that can be read without a guess (" + Shape.LIST
                        + ")"
                        + nearest() + "; say which column is what, e.g. " + Role.FIRST.flag("…") + " "
                        + Role.SECOND.flag("…") + " " + Role.WINNER.flag("…") + " (or " + Role.WINS_FIRST.word() + ", "
                        + Role.WINS_SECOND.word() + " and " + Role.TIES.word() + " for counts)");
    }

    /** What the shape lacks of which all columns but one are there. */
    private String nearest() {
        int most = 1;
        String nearest = "";
        for (Shape shape : Shape.KNOWN) {
            List<String> missing = new ArrayList<>();
            for (Role role : shape.form().required()) {
                List<String> names = shape.names().getOrDefault(role, List.of());
                if (find(names).isEmpty()) {
                    missing.addAll(names);
                }
            }
            int there = shape.form().required().size() - missing.size();
            // "winner" alone is no reason to think of winner and loser, "chosen" is one to think of rejected.
            boolean telling = there > most || (nearest.isEmpty() && there == 1 && shape.form() == Form.TEXTS);
            if (missing.size() == 1 && telling) {
                most = there;
                nearest = "; nearest is " + shape.title() + ", which lacks " + missing.get(0);
            }
        }
        return nearest;
    }
}

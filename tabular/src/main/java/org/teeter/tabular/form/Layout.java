package org.teeter.tabular.form;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Vocabulary;

/**
 * How the rows of one file are read: their form, and the columns of each role.
 *
 * @param title the shape in words, without its columns
 * @param form how a row says who was preferred
 * @param roles the numbers of the columns that play each role; several for a prompt in parts or several judges
 * @param of the columns of the file
 * @param vocabulary what the winner column may hold, of no meaning unless the form {@linkplain Form#isLabelled() is labelled}
 * @param told what a person said
 * @param notes what a person should know of the choice
 */
public record Layout(
        String title,
        Form form,
        Map<Role, List<Integer>> roles,
        Columns of,
        Vocabulary vocabulary,
        Told told,
        List<String> notes) {
    /** The title of a shape whose columns a person named. */
    public static final String TOLD = "as told";

    public Layout {
        roles = Map.copyOf(roles);
        notes = List.copyOf(notes);
    }

    /** The roles whose fields are read from each row, in the order in which a row holds them. */
    private List<Role> slots() {
        List<Role> slots = new ArrayList<>();
        form.required().forEach(role -> columns(role).forEach(column -> slots.add(role)));
        form.optional().forEach(role -> columns(role).forEach(column -> slots.add(role)));
        columns(Role.WEIGHT).forEach(column -> slots.add(Role.WEIGHT));
        apart().forEach(role -> columns(role).forEach(column -> slots.add(role)));
        return slots;
    }

    /** Whether judgements are those of pairs of options with names, which alone can be kept apart. */
    public boolean isOfNamedPairs() {
        return !form.isOfTexts() && !form.isOfBallots();
    }

    /** The roles whose columns say under what a pair was judged, where that is to be kept apart. */
    List<Role> apart() {
        List<Role> apart = new ArrayList<>();
        for (Role role : List.of(Role.GROUP, Role.RATER)) {
            if (isOfNamedPairs() && told.columns().containsKey(role)) {
                apart.add(role);
            }
        }
        if (told.decay().isPresent()) {
            apart.add(Role.TIME);
        }
        if (keepsOrder() && !columns(Role.NEUTRAL).isEmpty()) {
            apart.add(Role.NEUTRAL);
        }
        if (isOfNamedPairs() && !told.covariates().isEmpty()) {
            apart.add(Role.COVARIATE);
        }
        return apart;
    }

    /** Refuses rows that do not say when they were judged, where that is asked. */
    public Layout requireTimes() {
        if (told.decay().isPresent() && form.isOfTexts()) {
            throw InputException.of(
                    of.file(),
                    "--half-life is of judgements and rankings of options that have names, and the rows are read as "
                            + words() + "; leave it out");
        }
        if (told.decay().isPresent() && form.isOfBallots() && form.isCounted()) {
            throw InputException.of(
                    of.file(),
                    "--half-life needs to know when a ballot was cast, and a PrefLib file does not say; write the rankings"
                            + " as JSON lines, such as {\"ranking\": [\"a\", \"b\"], \"date\": \"2024-08-14\"}");
        }
        if (told.decay().isPresent() && columns(Role.TIME).isEmpty()) {
            throw InputException.of(
                    of.file(),
                    "--half-life needs to know when a row was judged; say which column tells, with "
                            + Role.TIME.flag("…") + "; the columns are " + of);
        }
        return this;
    }

    /** Whether which option was shown first is known and to be kept. */
    public boolean keepsOrder() {
        return told.order() && isOfNamedPairs() && form.required().get(0) == Role.FIRST;
    }

    /** The column of each slot. */
    public int[] slotColumns() {
        List<Role> slots = slots();
        int[] columns = new int[slots.size()];
        for (int slot = 0; slot < columns.length; slot++) {
            columns[slot] = columns(slots.get(slot)).get(slot - slots.indexOf(slots.get(slot)));
        }
        return columns;
    }

    /** The name of the column of each slot. */
    public List<String> slotNames() {
        List<String> names = new ArrayList<>();
        for (int column : slotColumns()) {
            names.add(of.name(column));
        }
        return names;
    }

    /** Whether a person named the columns. */
    public boolean isTold() {
        return title.equals(TOLD);
    }

    /** The first slot of a role, or -1. */
    public int slot(Role role) {
        return slots().indexOf(role);
    }

    /** The columns that play a role. */
    public List<Integer> columns(Role role) {
        return roles.getOrDefault(role, List.of());
    }

    /** The first column that plays a role, which one must. */
    public int column(Role role) {
        return columns(role).get(0);
    }

    /** Whether rows are read alike under both, whatever the numbers of their columns. */
    public boolean readsLike(Layout other) {
        return form.equals(other.form) && named().equals(other.named());
    }

    /** The names of the columns that play each role. */
    public Map<Role, String> named() {
        Map<Role, String> named = new EnumMap<>(Role.class);
        roles.forEach((role, columns) -> {
            if (!columns.isEmpty()) {
                named.put(role, String.join("+", columns.stream().map(of::name).toList()));
            }
        });
        return named;
    }

    /** The columns that play no role. */
    public List<Integer> ignored() {
        List<Integer> ignored = new ArrayList<>();
        for (int c = 0; c < of.size(); c++) {
            int column = c;
            if (roles.values().stream().noneMatch(columns -> columns.contains(column))) {
                ignored.add(c);
            }
        }
        return ignored;
    }

    /** The shape and its columns, in words. */
    public String words() {
        List<String> names = new ArrayList<>();
        List<Role> roles = new ArrayList<>(form.required());
        roles.addAll(form.isOfTexts() ? 0 : roles.size(), form.optional());
        for (Role role : roles) {
            columns(role).forEach(column -> names.add(of.name(column)));
        }
        return title + ": " + String.join(", ", names);
    }

    /** How a person says on the command line that rows are read so. */
    public String flags() {
        List<Role> roles = new ArrayList<>(form.required());
        roles.addAll(form.optional());
        return named().entrySet().stream()
                .filter(column -> roles.contains(column.getKey()))
                .map(column -> column.getKey().flag(column.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** What to do where the authors of two texts are the same. */
    String textAdvice() {
        boolean texts = of.find("chosen").isPresent() && of.find("rejected").isPresent();
        String prompt = of.find("prompt").isPresent() ? Role.PROMPT.flag("prompt") + " " : "";
        return texts
                ? "; to compare the texts themselves, say " + prompt + Role.CHOSEN.flag("chosen") + " "
                        + Role.REJECTED.flag("rejected")
                : "";
    }
}

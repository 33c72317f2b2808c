package org.teeter.tabular;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the rows of one file are read: their form, and the column of each role.
 *
 * @param title the shape in words, without its columns
 * @param form how a row says who was preferred
 * @param columns the number of the column that plays each role
 * @param labels what the winner column may hold, of no meaning unless the form is {@link Form#LABELLED}
 * @param notes what a person should know of the choice
 */
record Layout(String title, Form form, Map<Role, Integer> columns, Labels labels, List<String> notes) {

    Layout {
        columns = Map.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** The roles whose fields are read from each row, in the order in which a {@link Row} holds them. */
    List<Role> slots() {
        List<Role> slots = new ArrayList<>(form.required());
        for (Role role : form.optional()) {
            if (columns.containsKey(role)) {
                slots.add(role);
            }
        }
        if (columns.containsKey(Role.WEIGHT)) {
            slots.add(Role.WEIGHT);
        }
        return slots;
    }

    /** The column of each slot. */
    int[] slotColumns() {
        return slots().stream().mapToInt(this::column).toArray();
    }

    int column(Role role) {
        Integer column = columns.get(role);
        if (column == null) {
            throw new IllegalStateException("no column for " + role);
        }
        return column;
    }

    /** Whether rows are read alike under both, whatever the numbers of their columns. */
    boolean readsLike(Layout other, Columns own, Columns others) {
        return form == other.form && named(own).equals(other.named(others));
    }

    /** The name of the column that plays each role. */
    Map<Role, String> named(Columns of) {
        Map<Role, String> named = new EnumMap<>(Role.class);
        columns.forEach((role, column) -> named.put(role, of.name(column)));
        return named;
    }

    /** The columns that play no role. */
    List<String> ignored(Columns of) {
        List<String> ignored = new ArrayList<>();
        for (int c = 0; c < of.size(); c++) {
            if (!columns.containsValue(c)) {
                ignored.add(of.name(c));
            }
        }
        return ignored;
    }

    /** The shape and its columns, in words. */
    String words(Columns of) {
        List<String> names = new ArrayList<>();
        List<Role> roles = new ArrayList<>(form.required());
        roles.addAll(form == Form.TEXTS ? 0 : roles.size(), form.optional());
        for (Role role : roles) {
            if (columns.containsKey(role)) {
                names.add(of.name(column(role)));
            }
        }
        return title + ": " + String.join(", ", names);
    }
}

package org.teeter.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The options that were compared: names, numbered from 0. */
public final class Items {
    private final String[] names;
    private volatile Map<String, Integer> ids; // empty until some of a few items is asked for by its name

    private Items(String[] names, Map<String, Integer> ids) {
        this.names = names;
        this.ids = ids;
    }

    private static Items of(String... names) {
        return new Items(names, ids(names));
    }

    private static Map<String, Integer> ids(String... names) {
        Map<String, Integer> ids = new HashMap<>(2 * names.length);
        for (int i = 0; i < names.length; i++) {
            if (names[i].isBlank()) {
                throw new IllegalArgumentException(
                        "item names must not be empty, got \"" + names[i] + "\" for item " + i);
            }
            if (ids.put(names[i], i) != null) {
                throw new IllegalArgumentException("item names must differ, got \"" + names[i] + "\" twice");
            }
        }
        return ids;
    }

    /** Items in the order of their names (UTF-16 code units), which does not depend on the order of the rows they came from. */
    public static Items sorted(Collection<String> names) {
        String[] sorted = names.toArray(new String[0]);
        Arrays.sort(sorted);
        return of(sorted);
    }

    /** {@code n} items without names of their own, called by their numbers. */
    public static Items numbered(int n) {
        String[] names = new String[n];
        for (int i = 0; i < n; i++) {
            names[i] = Integer.toString(i);
        }
        return of(names);
    }

    /** As many items under other names, all different, in the given order. */
    public Items called(String... others) {
        if (others.length != names.length) {
            throw new IllegalArgumentException(
                    "there must be a name for each of " + names.length + " items, got " + others.length);
        }
        return of(others.clone());
    }

    /** These items, and after them others, whose names differ from theirs. */
    public Items and(Collection<String> others) {
        return of(Stream.concat(Arrays.stream(names), others.stream()).toArray(String[]::new));
    }

    /** Some of these items, all different, renumbered from 0 in the given order. */
    public Items restricted(int... members) {
        String[] some = new String[members.length];
        for (int k = 0; k < some.length; k++) {
            some[k] = names[members[k]];
        }
        return new Items(some, Map.of());
    }

    public int size() {
        return names.length;
    }

    public String name(int i) {
        return names[i];
    }

    /** The number of the item of this name, if there is one. */
    public OptionalInt id(String name) {
        if (ids.isEmpty()) {
            ids = ids(names);
        }
        Integer id = ids.get(name);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The names of the given items, in the given order. */
    public List<String> names(int... items) {
        List<String> named = new ArrayList<>(items.length);
        for (int i : items) {
            named.add(names[i]);
        }
        return named;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Items other && Arrays.equals(names, other.names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names);
    }

    @Override
    public String toString() {
        return Arrays.toString(names);
    }
}

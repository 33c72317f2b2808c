package org.teeter.tabular.column;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;

/** The columns of one file, found by name: upper and lower case, and {@code . _ -} and space, are the same. */
public final class Columns {
    private static final Pattern GAPS = Pattern.compile("[._\\s-]+");

    /** A header beyond this is no header; without a bound a hostile one would fill the memory. */
    public static final int MOST = 10_000;

    private static final int SHOWN = 25;

    private final Path file;
    private final List<String> names;
    private final Map<String, Integer> byNormalName = new HashMap<>();
    private final Map<String, String> alike = new HashMap<>();
    private final Set<String> twice = new HashSet<>();

    public Columns(Path file, List<String> names) {
        this.file = file;
        this.names = List.copyOf(names);
        if (names.size() > MOST) {
            throw InputException.at(file, 1, "there are more than " + MOST + " columns; is this the right file?");
        }
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < names.size(); c++) {
            String name = names.get(c);
            if (!name.isEmpty() && !seen.add(name)) {
                twice.add(name);
            }
            Integer before = byNormalName.putIfAbsent(normal(name), c);
            if (before != null) {
                alike.put(normal(name), Quoted.of(names.get(before)) + " and " + Quoted.of(name));
            }
        }
    }

    public static String normal(String name) {
        return GAPS.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
    }

    /** The file whose columns they are. */
    public Path file() {
        return file;
    }

    public int size() {
        return names.size();
    }

    public List<String> names() {
        return names;
    }

    public String name(int column) {
        return names.get(column);
    }

    /** The column of this normal name. */
    public OptionalInt find(String normalName) {
        Integer column = byNormalName.get(normalName);
        if (column == null) {
            return OptionalInt.empty();
        }
        requireOnce(column);
        String other = alike.get(normalName);
        if (other != null) {
            throw InputException.at(file, 1, "the columns " + other + " cannot be told apart; rename one of them");
        }
        return OptionalInt.of(column);
    }

    /** The column that a person named: exactly so, or else by its normal name. */
    public int named(Role role, String name) {
        int exact = names.indexOf(name);
        if (exact >= 0) {
            requireOnce(exact);
            return exact;
        }
        OptionalInt found = find(normal(name));
        for (int column = 0; found.isEmpty() && column < names.size(); column++) { // as a message shows it, in one line
            found = Quoted.of(names.get(column)).equals('"' + name + '"') ? OptionalInt.of(column) : found;
        }
        if (found.isEmpty()) {
            throw InputException.at(
                    file,
                    1,
                    "there is no column " + Quoted.of(name) + " for " + role.word() + "; the columns are " + this);
        }
        return found.getAsInt();
    }

    /** Refuses a column that is used and whose name another one has too. */
    public void requireOnce(int column) {
        if (twice.contains(names.get(column))) {
            throw InputException.at(
                    file,
                    1,
                    "the column " + Quoted.of(names.get(column))
                            + " is there twice; the first line must name the columns, each by its own name");
        }
    }

    /** The names, as a sentence lists them. */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        for (String name : names.subList(0, Math.min(SHOWN, names.size()))) {
            String quoted = Quoted.of(name);
            shown.add(name.matches("[\\w. -]+") ? quoted.substring(1, quoted.length() - 1) : quoted);
        }
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return String.join(", ", shown) + more;
    }
}

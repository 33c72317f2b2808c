package org.teeter.tabular.tally;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.BadRow;

/** The names of one kind of thing met so far, in all files, each with its number. Mutable; several threads may use it. */
public final class Names {

    /** The core counts items below this. */
    private static final int MOST = 1 << 29;

    private final String kind;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] names = {}; // a thread that has a number sees its name
    private volatile int size;

    /** No names of options yet. */
    public Names() {
        this("option");
    }

    /** No names yet, of what is called so. */
    public Names(String kind) {
        this.kind = kind;
    }

    /** The number of a name that is already trimmed; made if it is new. */
    public int number(String column, String name) throws BadRow {
        Integer known = numbers.get(name);
        return known != null ? known : add(column, name);
    }

    /** The number of a trimmed name, or -1 if it was not met before. */
    public int find(String name) {
        return numbers.getOrDefault(name, -1);
    }

    private synchronized int add(String column, String name) throws BadRow {
        Integer known = numbers.get(name);
        if (known != null) {
            return known; // another thread was here first
        }
        if (isFit(name)) {
            int number = size;
            if (number == MOST) {
                throw new BadRow(
                        "there are more than " + MOST + " names; is " + column + " the column of the " + kind + "s?");
            }
            String[] all = names;
            if (number == all.length) {
                all = Arrays.copyOf(all, Math.max(64, 2 * number));
            }
            all[number] = name;
            names = all;
            size = number + 1;
            numbers.put(name, number);
            return number;
        }
        if (name.isEmpty()) {
            throw new BadRow(
                    column + " must be the name of " + (kind.equals("option") ? "an " : "a ") + kind + ", got nothing");
        }
        if (name.length() > Word.LONGEST_NAME) {
            throw new BadRow(column + " holds " + name.length() + " characters (" + Quoted.of(name)
                    + "), where a name has at most " + Word.LONGEST_NAME + "; name the column of the " + kind + "s");
        }
        throw new BadRow(
                column + " holds a control character in the name " + Quoted.of(name) + "; write the name without it");
    }

    /** Whether a text that is already trimmed can be a name. */
    public static boolean isFit(String name) {
        return !name.isEmpty()
                && name.length() <= Word.LONGEST_NAME
                && name.chars().noneMatch(Names::isControl);
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    public int size() {
        return size;
    }

    public String name(int number) {
        return names[number];
    }

    /** Forgets all names but the first ones; nobody else may use them meanwhile. */
    public synchronized void keep(int first) {
        for (int number = first; number < size; number++) {
            numbers.remove(names[number]);
        }
        size = first;
    }

    /** The numbers of the names, in the order of the names. */
    public int[] inOrder() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        String[] all = names;
        Arrays.sort(order, (a, b) -> all[a].compareTo(all[b]));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }
}

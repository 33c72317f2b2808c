package org.teeter.tabular.tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contexts met so far, in all files, each with its number. Mutable, only grows; several threads may add to it. */
public final class Contexts {
    private final Names groups = new Names("group");
    private final Names raters = new Names("rater");
    private final Map<Long, Integer> numbers = new ConcurrentHashMap<>(); // by group and rater
    private final List<Context> contexts = new ArrayList<>();

    /** None yet. */
    public Contexts() {}

    public Names groups() {
        return groups;
    }

    public Names raters() {
        return raters;
    }

    /** The number of a context, made if it is new; of group and rater either may be -1 for none. */
    public int number(int group, int rater) {
        long key = ((long) group << 32) | (rater + 1);
        Integer known = numbers.get(key);
        return known != null ? known : add(key, group, rater);
    }

    private synchronized int add(long key, int group, int rater) {
        return numbers.computeIfAbsent(key, k -> {
            contexts.add(new Context(group < 0 ? "" : groups.name(group), rater < 0 ? "" : raters.name(rater)));
            return contexts.size() - 1;
        });
    }

    /** How many there are. */
    public int size() {
        return contexts.size();
    }

    /** Forgets all but the first ones; nobody else may use them meanwhile. */
    public synchronized void keep(int first) {
        contexts.subList(first, contexts.size()).clear();
        numbers.values().removeIf(number -> number >= first);
    }

    /** The contexts in the order of their names. */
    public List<Context> inOrder() {
        return contexts.stream().sorted().toList();
    }

    /** For each number, the place in that order. */
    public int[] places() {
        Integer[] order = new Integer[contexts.size()];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, (a, b) -> contexts.get(a).compareTo(contexts.get(b)));
        int[] places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return places;
    }
}

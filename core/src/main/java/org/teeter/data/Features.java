package org.teeter.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** What is known of items in numbers: size, age, or 1 where it is of some kind and 0 where not. Immutable. */
public final class Features {
    private final Items items;
    private final List<String> names;
    private final double[][] value; // by feature and item

    private Features(Items items, List<String> names, double[][] value) {
        this.items = items;
        this.names = names;
        this.value = value;
    }

    /**
     * Features of items.
     *
     * @param names of the features, all different
     * @param value finite, by feature and item
     */
    public static Features of(Items items, List<String> names, double[][] value) {
        if (names.isEmpty() || names.size() != value.length || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("features need names that differ, and a row of values each, got names "
                    + names + " and " + value.length + " rows");
        }
        double[][] copy = new double[value.length][];
        for (int k = 0; k < value.length; k++) {
            copy[k] = value[k].clone();
            if (value[k].length != items.size() || !Arrays.stream(value[k]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "the feature \"" + names.get(k) + "\" needs a finite value for each of " + items.size()
                                + " items, got " + Arrays.toString(value[k]));
            }
        }
        return new Features(items, List.copyOf(names), copy);
    }

    public Items items() {
        return items;
    }

    /** The names of the features. */
    public List<String> names() {
        return names;
    }

    /** How many features there are. */
    public int count() {
        return value.length;
    }

    /** The k-th feature of each item: a fresh array. */
    public double[] values(int k) {
        return value[k].clone();
    }
}

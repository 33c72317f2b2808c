package org.teeter.fit;

import java.util.Arrays;

/** The scores of a fit, in natural log-odds, of mean zero: immutable. */
public final class Scores {
    private final double[] values;

    private Scores(double[] values) {
        this.values = values;
    }

    /** A copy of the given scores, shifted to mean zero. */
    public static Scores centred(double... scores) {
        double mean = 0;
        for (double s : scores) {
            mean += s;
        }
        mean /= scores.length;
        double[] values = new double[scores.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores[i] - mean;
        }
        return new Scores(values);
    }

    public int size() {
        return values.length;
    }

    public double get(int i) {
        return values[i];
    }

    /** The difference {@code s_i - s_j}: the log-odds that i is preferred to j under a logistic link. */
    public double difference(int i, int j) {
        return values[i] - values[j];
    }

    /** A fresh array of the scores. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Scores other && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}

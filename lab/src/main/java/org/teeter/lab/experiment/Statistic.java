package org.teeter.lab.experiment;

import java.util.Collection;
import java.util.Locale;

/**
 * Mean and spread over seeds.
 *
 * @param sd standard deviation of a sample, n-1 below; 0 for a single value
 */
public record Statistic(double mean, double sd, int n) {

    /** Of values, at least one. */
    public static Statistic of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one value");
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.size();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double sd = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
        return new Statistic(mean, sd, values.size());
    }

    /** Standard error of the mean. */
    double error() {
        return sd / Math.sqrt(n);
    }

    @Override
    public String toString() {
        return n < 2 ? String.format(Locale.ROOT, "%.3f", mean) : String.format(Locale.ROOT, "%.3f ± %.3f", mean, sd);
    }
}

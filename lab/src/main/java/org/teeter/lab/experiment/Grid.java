package org.teeter.lab.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Jobs: every order with every p12, p23 and seed, on the same terms.
 *
 * @param seeds how many, counted from 0
 * @param samples answers drawn for each pair in each order
 */
public record Grid(
        List<List<String>> orders,
        List<Double> p12,
        List<Double> p23,
        int seeds,
        Job.Data data,
        List<Job.Method> methods,
        int samples) {
    /** At a second each, eleven days. */
    private static final int MOST_JOBS = 1_000_000;

    public Grid {
        orders = orders.stream().map(List::copyOf).toList();
        p12 = List.copyOf(p12);
        p23 = List.copyOf(p23);
        methods = List.copyOf(methods);
        if (orders.isEmpty() || p12.isEmpty() || p23.isEmpty() || seeds < 1 || methods.isEmpty()) {
            throw new IllegalArgumentException("a grid needs an order, values of p12 and p23, a seed and a method,"
                    + " got " + orders + ", " + p12 + ", " + p23 + ", " + seeds + " and " + methods);
        }
        double jobs = (double) orders.size() * p12.size() * p23.size() * seeds * methods.size();
        if (jobs > MOST_JOBS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a grid must have at most %,d runs, got %,.0f; take fewer values or seeds",
                    MOST_JOBS,
                    jobs));
        }
    }

    /** The six orders of three options, in the order of a dictionary of their places. */
    public static List<List<String>> orders(String a, String b, String c) {
        return List.of(
                List.of(a, b, c),
                List.of(a, c, b),
                List.of(b, a, c),
                List.of(b, c, a),
                List.of(c, a, b),
                List.of(c, b, a));
    }

    /** Three of the six orders, in which each option stands once in each place: half the runs, and no option is favoured. */
    public static List<List<String>> turns(String a, String b, String c) {
        return List.of(List.of(a, b, c), List.of(b, c, a), List.of(c, a, b));
    }

    /** The decimals from, from + step, … up to to, without the errors of sums of doubles. */
    public static List<Double> range(double from, double to, double step) {
        if (!(step > 0) || !(from <= to) || (to - from) / step > 10_000) {
            throw new IllegalArgumentException(
                    "a range must go upwards in at most 10000 steps, got " + from + ":" + to + ":" + step);
        }
        BigDecimal first = BigDecimal.valueOf(from);
        BigDecimal width = BigDecimal.valueOf(step);
        int steps = BigDecimal.valueOf(to)
                .subtract(first)
                .divide(width, 0, RoundingMode.FLOOR)
                .intValueExact();
        return IntStream.rangeClosed(0, steps)
                .mapToObj(k -> first.add(width.multiply(BigDecimal.valueOf(k))).doubleValue())
                .toList();
    }

    /** All jobs, seed by seed, so that a grid that is broken off has whole curves. */
    public List<Job> jobs(String model) {
        List<Job> jobs = new ArrayList<>();
        LongStream.range(0, seeds).forEach(seed -> {
            for (Job.Method method : methods) {
                for (List<String> order : orders) {
                    for (double first : p12) {
                        for (double second : p23) {
                            jobs.add(new Job(model, order, first, second, data, method, samples, seed));
                        }
                    }
                }
            }
        });
        return jobs;
    }
}

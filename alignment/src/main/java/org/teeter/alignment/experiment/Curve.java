package org.teeter.alignment.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The results of one order with one method over p23, seed by seed: what a panel of the figure shows.
 *
 * @param name what distinguishes it from the other curves
 * @param bySeed for each seed the results by ascending p23
 */
public record Curve(String name, List<String> order, double p12, Job.Method method, Map<Long, List<Outcome>> bySeed) {

    public Curve {
        order = List.copyOf(order);
        bySeed = Collections.unmodifiableMap(new TreeMap<>(bySeed));
    }

    /** The curves in these results, one for everything that is equal but p23 and seed, in the order in which they appear. */
    public static List<Curve> of(List<Outcome> outcomes) {
        record Same(String model, List<String> order, double p12, Job.Data data, Job.Method method) {}
        Map<Same, Map<Long, Map<Double, Outcome>>> groups = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            Job job = outcome.job();
            groups.computeIfAbsent(
                            new Same(job.model(), job.order(), job.p12(), job.data(), job.method()),
                            same -> new TreeMap<>())
                    .computeIfAbsent(job.seed(), seed -> new TreeMap<>())
                    .put(job.p23(), outcome);
        }
        List<Curve> curves = new ArrayList<>();
        groups.forEach((same, seeds) -> {
            Map<Long, List<Outcome>> bySeed = new TreeMap<>();
            seeds.forEach((seed, byP23) -> bySeed.put(seed, List.copyOf(byP23.values())));
            curves.add(new Curve(
                    String.join(" > ", same.order().subList(0, 3)), same.order(), same.p12(), same.method(), bySeed));
        });
        return curves;
    }

    /** The values of p23 that some seed has. */
    public List<Double> grid() {
        TreeSet<Double> grid = new TreeSet<>();
        bySeed.values().forEach(row -> row.forEach(outcome -> grid.add(outcome.job().p23())));
        return List.copyOf(grid);
    }

    /** Mean and spread over seeds at a value of p23. */
    public Statistic at(double p23, ToDoubleFunction<Outcome> value) {
        List<Double> values = new ArrayList<>();
        for (List<Outcome> row : bySeed.values()) {
            for (Outcome outcome : row) {
                if (outcome.job().p23() == p23) {
                    values.add(value.applyAsDouble(outcome));
                }
            }
        }
        return Statistic.of(values);
    }

    /** Mean and spread over seeds of a number that a whole curve of one seed has. */
    public Statistic each(ToDoubleFunction<List<Outcome>> value) {
        return Statistic.of(
                bySeed.values().stream().map(value::applyAsDouble).toList());
    }
}

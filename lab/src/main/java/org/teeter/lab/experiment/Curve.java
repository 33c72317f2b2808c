package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.teeter.data.Amount;
import org.teeter.lm.loss.LossName;
import org.teeter.report.document.Shown;

/**
 * Results over p23 that are equal in everything else but chance: what a panel of a figure shows.
 *
 * @param name what distinguishes it from the other curves
 * @param order ω, where it is of one order
 * @param repeats the results by ascending p23 for each repetition: a seed, or a seed of an order
 */
public record Curve(
        String name,
        List<String> order,
        double p12,
        Job.Data data,
        Job.Method method,
        Map<String, List<JobResult>> repeats) {

    public Curve {
        order = List.copyOf(order);
        repeats = Collections.unmodifiableMap(new LinkedHashMap<>(repeats));
        if (repeats.isEmpty()) {
            throw new IllegalArgumentException("the curve " + name + " must have at least one result");
        }
    }

    /** One curve an order, as in the paper's figure; repeated by seeds. */
    public static List<Curve> byOrder(List<JobResult> outcomes) {
        return of(outcomes, true);
    }

    /** One curve for all orders, repeated by orders and seeds, so that a liking for one option counts as spread. */
    public static List<Curve> pooled(List<JobResult> outcomes) {
        return of(outcomes, false);
    }

    private static List<Curve> of(List<JobResult> outcomes, boolean split) {
        record Same(String model, List<String> order, double p12, Job.Data data, Job.Method method) {}
        Map<Same, Map<String, Map<Double, JobResult>>> groups = new LinkedHashMap<>();
        for (JobResult outcome : outcomes) {
            Job job = outcome.job();
            List<String> order = split ? job.order() : List.of();
            String repeat = (split ? "" : first3(job.order()) + " ") + job.seed();
            groups.computeIfAbsent(
                            new Same(job.model(), order, job.p12(), job.data(), job.method()), s -> new TreeMap<>())
                    .computeIfAbsent(repeat, r -> new TreeMap<>())
                    .put(job.p23(), outcome);
        }
        List<String> pooledNames = names(groups.keySet().stream()
                .map(same -> parts(same.p12(), same.data(), same.method()))
                .toList());
        List<Curve> curves = new ArrayList<>();
        groups.forEach((same, byRepeat) -> {
            Map<String, List<JobResult>> rows = new LinkedHashMap<>();
            byRepeat.forEach((repeat, row) -> rows.put(repeat, List.copyOf(row.values())));
            String name = split ? first3(same.order()) : pooledNames.get(curves.size());
            curves.add(new Curve(name, same.order(), same.p12(), same.data(), same.method(), rows));
        });
        return curves;
    }

    private static String first3(List<String> order) {
        return String.join(" > ", order.subList(0, 3));
    }

    /** All that curves of pooled orders can differ in. */
    static List<String> parts(double p12, Job.Data data, Job.Method method) {
        String adapter = method.rank() == 0 ? "" : ", adapter of rank " + method.rank();
        String smoothing = method.smoothing() == 0 ? "" : ", ε = " + Shown.shortest(method.smoothing());
        String judged = switch (data.form()) {
            case PAIRS -> Amount.of(data.judgements(), "pair");
            case RANKINGS -> Amount.of(data.judgements(), "ranking") + " of " + data.k();
            case BROKEN -> Amount.of(data.judgements(), "ranking") + " of " + data.k() + " as pairs";
            case EQUAL_COST -> "pairs for " + Amount.of(data.judgements(), "ranking") + " of " + data.k();
        };
        return List.of(
                method.loss() + adapter + smoothing,
                "β = " + Shown.shortest(method.beta()),
                judged,
                Shown.shortest(method.epochs()) + (method.epochs() == 1 ? " epoch" : " epochs"),
                "rate = " + Shown.shortest(method.learningRate()),
                "p12 = " + Shown.shortest(p12));
    }

    /** Names made of the parts in which the curves differ; of a single curve, what it is trained by. */
    static List<String> names(List<List<String>> parts) {
        List<String> names = new ArrayList<>();
        for (List<String> mine : parts) {
            List<String> telling = new ArrayList<>();
            for (int k = 0; k < mine.size(); k++) {
                int at = k;
                if (parts.stream().anyMatch(other -> !other.get(at).equals(mine.get(at)))) {
                    telling.add(mine.get(k));
                }
            }
            names.add(telling.isEmpty() ? mine.get(0) : String.join(", ", telling));
        }
        return names;
    }

    /** What theory says of a training that is broken off: of DPO on pairs, whose flow is known; of others it is not. */
    Optional<StoppedScores> stopped() {
        return method.loss() == LossName.DPO && data.form() == Job.Form.PAIRS
                ? Optional.of(StoppedScores.fitted(this))
                : Optional.empty();
    }

    /** The values of p23 that some repetition has. */
    public List<Double> grid() {
        TreeSet<Double> grid = new TreeSet<>();
        repeats.values()
                .forEach(row -> row.forEach(outcome -> grid.add(outcome.job().p23())));
        return List.copyOf(grid);
    }

    /** Mean and spread over the repetitions at a value of p23. */
    public Statistic at(double p23, ToDoubleFunction<JobResult> value) {
        List<Double> values = new ArrayList<>();
        for (List<JobResult> row : repeats.values()) {
            for (JobResult outcome : row) {
                if (outcome.job().p23() == p23) {
                    values.add(value.applyAsDouble(outcome));
                }
            }
        }
        return Statistic.of(values);
    }

    /** Mean and spread over the repetitions of a number that a whole row has. */
    public Statistic each(ToDoubleFunction<List<JobResult>> value) {
        return Statistic.of(repeats.values().stream().map(value::applyAsDouble).toList());
    }

    /** All results. */
    public List<JobResult> outcomes() {
        return repeats.values().stream().flatMap(List::stream).toList();
    }
}

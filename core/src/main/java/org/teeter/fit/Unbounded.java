package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Features;
import org.teeter.linalg.Cone;
import org.teeter.model.Hold;
import org.teeter.model.Likelihood;
import org.teeter.model.Model;

/**
 * Which effects of features and of what all judgements share have no finite value, decided all together; without a prior, scores going along
 * with them.
 *
 * <p>They have none if moving them without end makes no judgement less probable (separation, Albert and Anderson 1984).
 */
final class Unbounded {
    private final List<String> names;
    private final List<double[]> rows = new ArrayList<>();

    private Unbounded(List<String> names) {
        this.names = names;
    }

    /** The reasons, in words; none where all effects are finite. */
    static <D> List<String> effects(Model<D> model, D data, Prior prior, Likelihood likelihood) {
        List<String> extras = likelihood.extras();
        if (prior.hold() == Hold.INFORMATION) {
            return (extras.isEmpty() ? Optional.<String>empty() : Jeffreys.notTold(likelihood))
                    .map(name -> List.of("no judgement tells the effect of \"" + name + "\" apart from scores"
                            + (extras.size() > 1 ? " and the other effects" : "")))
                    .orElse(List.of());
        }
        if (!prior.holds()) {
            return extras.size() < 2
                    ? List.of()
                    : besideScores(model, data, likelihood.graph().size(), extras);
        }
        Optional<Features> features = prior.regression().map(Regression::features);
        if (features.isEmpty() && extras.isEmpty()) {
            return List.of();
        }
        int k = features.map(Features::count).orElse(0);
        double[][] x = new double[k][];
        Arrays.setAll(x, f -> features.orElseThrow().values(f));
        List<String> names = new ArrayList<>(features.map(Features::names).orElse(List.of()));
        Unbounded found = new Unbounded(names);
        model.recession(data, (size, items, scores, shared) -> {
            if (names.size() == k) {
                names.addAll(extras.subList(0, shared.length)); // those of ties among rankings are left to the fit
            }
            double[] row = new double[k + shared.length];
            for (int f = 0; f < k; f++) {
                for (int i = 0; i < size; i++) {
                    row[f] += scores[i] * x[f][items[i]];
                }
            }
            System.arraycopy(shared, 0, row, k, shared.length);
            found.rows.add(row);
        });
        return found.reasons();
    }

    /** The reason that several effects have together where nothing holds the scores; each by itself is decided by the model. */
    private static <D> List<String> besideScores(Model<D> model, D data, int items, List<String> extras) {
        Separation rows = new Separation(items, extras.size());
        model.recession(data, (size, of, scores, shared) -> {
            if (size == 2 && shared.length == extras.size()) { // those of ties among rankings are left to the fit
                rows.add(of[0], of[1], scores[0], shared);
            }
        });
        List<Integer> culprits =
                new ArrayList<>(IntStream.range(0, extras.size()).boxed().toList());
        Optional<Separation.Direction> found = rows.isEmpty() ? Optional.empty() : rows.among(culprits);
        if (found.isEmpty()) {
            return List.of();
        }
        for (int k = extras.size() - 1; k >= 0 && culprits.size() > 1; k--) {
            List<Integer> fewer = new ArrayList<>(culprits);
            fewer.remove((Integer) k);
            Optional<Separation.Direction> still = rows.among(fewer);
            if (still.isPresent()) {
                culprits = fewer;
                found = still;
            }
        }
        String quoted = culprits.stream().map(k -> '"' + extras.get(k) + '"').collect(Collectors.joining(", "));
        return List.of(
                found.get().told()
                        ? "the effects of " + quoted
                                + " have no finite values together: with suitable scores there is a way to"
                                + " move them without end that makes no judgement less probable"
                        : "no judgement tells the effects of " + quoted + " and scores apart");
    }

    private List<String> reasons() {
        List<Integer> culprits =
                new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
        if (culprits.isEmpty() || Cone.direction(rows, names.size()).isEmpty()) {
            return List.of();
        }
        for (int k = names.size() - 1; k >= 0 && culprits.size() > 1; k--) {
            List<Integer> fewer = new ArrayList<>(culprits);
            fewer.remove((Integer) k);
            if (direction(fewer).isPresent()) {
                culprits = fewer;
            }
        }
        double[] direction = direction(culprits).orElseThrow();
        List<Integer> those = culprits;
        boolean told = rows.stream().anyMatch(row -> {
            double sum = 0;
            double size = 0;
            for (int c = 0; c < direction.length; c++) {
                sum += row[those.get(c)] * direction[c];
                size += Math.abs(row[those.get(c)] * direction[c]);
            }
            return Math.abs(sum) > 1e-9 * size;
        });
        String quoted = those.stream().map(k -> '"' + names.get(k) + '"').collect(Collectors.joining(", "));
        if (those.size() > 1) {
            return List.of(
                    told
                            ? "the effects of " + quoted
                                    + " have no finite values together: there is a way to move them without"
                                    + " end that makes no judgement less probable"
                            : "no judgement tells the effects of " + quoted + " apart");
        }
        return List.of(
                told
                        ? "the effect of " + quoted + " has no finite value: no judgement is less probable the "
                                + (direction[0] > 0 ? "larger" : "smaller") + " it is"
                        : "no judgement is between items that differ in " + quoted
                                + ", so that its effect is not known");
    }

    private Optional<double[]> direction(List<Integer> of) {
        List<double[]> some = rows.stream()
                .map(row -> of.stream().mapToDouble(k -> row[k]).toArray())
                .toList();
        return Cone.direction(some, of.size());
    }
}

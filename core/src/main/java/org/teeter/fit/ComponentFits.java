package org.teeter.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.teeter.graph.Condensation;
import org.teeter.graph.Digraph;
import org.teeter.link.Probability;
import org.teeter.model.Model;

/**
 * Where the likelihood of scores rises for ever: what the scores tend to. Between strongly connected components of the preferences the
 * differences go to infinity, from what won to what lost; inside each they tend to the maximum of its own judgements.
 *
 * <p>Judgements between components say nothing of what is inside: the likelihood of each tends to 1, and a choice from a ranking among
 * what is left of the highest component depends on that alone. Of two components that no chain of preferences joins nothing is known.
 */
/*
 * In the limit -log L is the sum over components, of which each has a finite maximum by Ford's condition; no spread of scores can
 * do better, since every other judgement has reached probability 1. Such a maximum is called
 * extended; see S. J. Haberman (1974), The Analysis of Frequency Data.
 */
public final class ComponentFits<D> {
    private final Condensation order;
    private final Model<D> model;
    private final Function<int[], D> among;
    private final Map<Integer, Fit<D>> fits = new HashMap<>(); // made when asked for

    private ComponentFits(Model<D> model, D data, Digraph preferences, Function<int[], D> among) {
        List<String> extras = model.likelihood(data).extras();
        if (!extras.isEmpty()) {
            throw new IllegalArgumentException(
                    "components are fitted each by itself, which parameters that all judgements share are not, got "
                            + String.join(", ", extras));
        }
        this.order = preferences.condensation();
        this.model = model;
        this.among = among;
    }

    /**
     * Of some data.
     *
     * @param preferences who was preferred to whom
     * @param among the data among some items, which ascend
     * @throws IllegalArgumentException if the model has parameters that all judgements share
     */
    public static <D> ComponentFits<D> of(Model<D> model, D data, Digraph preferences, Function<int[], D> among) {
        return new ComponentFits<>(model, data, preferences, among);
    }

    /** The components, and which stands above which. */
    public Condensation order() {
        return order;
    }

    /** The fit of a component, whose items have the numbers 0, 1, … in their order; none of a single item. */
    public synchronized Optional<Fit<D>> fit(int k) {
        int[] members = order.members(k).stream().mapToInt(Integer::intValue).toArray();
        return members.length == 1
                ? Optional.empty()
                : Optional.of(
                        fits.computeIfAbsent(k, of -> Estimator.of(Prior.none()).fit(model, among.apply(members))));
    }

    /** All fits. */
    public List<Fit<D>> fits() {
        return IntStream.range(0, order.count())
                .mapToObj(this::fit)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the log-likelihood rises to and does not reach: the sum of those of the components. */
    public double logLikelihood() {
        return fits().stream().mapToDouble(Fit::logLikelihood).sum();
    }

    /**
     * What the probability that i is preferred to j tends to: 0 or 1 between components of which one stands above the other; empty
     * where nothing is known.
     */
    public Optional<Probability> probability(int i, int j) {
        int k = order.of(i);
        int other = order.of(j);
        if (k == other) {
            List<Integer> members = order.members(k);
            return i == j
                    ? Optional.of(new Probability(0.5, 0.5))
                    : fit(k).map(fit -> fit.probability(members.indexOf(i), members.indexOf(j)));
        }
        if (order.isAbove(k, other)) {
            return Optional.of(new Probability(1, 0));
        }
        return order.isAbove(other, k) ? Optional.of(new Probability(0, 1)) : Optional.empty();
    }
}

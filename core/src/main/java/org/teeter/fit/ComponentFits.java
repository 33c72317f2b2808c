package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.teeter.graph.Condensation;
import org.teeter.graph.Digraph;
import org.teeter.graph.Graph;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.link.Probability;
import org.teeter.model.Derivatives;
import org.teeter.model.Likelihood;
import org.teeter.model.Model;

/**
 * Where the likelihood of scores rises for ever: what the scores tend to. Between strongly connected components of the preferences the
 * differences go to infinity, from what won to what lost; inside each they tend to the maximum of its own judgements.
 *
 * <p>Parameters that all judgements share, of ties, have one value for all components: that of a fit in which these are joined at one item each,
 * which changes no difference of scores that a judgement sees.
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
    private final Map<Integer, Fit<D>> fits = new HashMap<>(); // made when asked for, unless they share parameters
    private final Optional<Fit<D>> shared;

    private ComponentFits(
            Model<D> model, D data, Digraph preferences, Function<int[], D> among, Function<List<int[]>, D> joined) {
        this.order = preferences.condensation();
        this.model = model;
        this.among = among;
        this.shared = model.likelihood(data).extras().isEmpty() ? Optional.empty() : fitShared(joined);
    }

    /**
     * Of some data. Where judgements share parameters, as that of ties, these are fitted to the judgements inside all components together.
     *
     * @param preferences who was preferred to whom
     * @param among the data among some items, which ascend
     * @param joined the data inside some groups of items, of which the first items become one
     * @throws NoFiniteFitException if a parameter that all judgements share has no finite value inside the components
     */
    public static <D> ComponentFits<D> of(
            Model<D> model, D data, Digraph preferences, Function<int[], D> among, Function<List<int[]>, D> joined) {
        return new ComponentFits<>(model, data, preferences, among, joined);
    }

    private int[] members(int k) {
        return order.members(k).stream().mapToInt(Integer::intValue).toArray();
    }

    /** Components that have more than one item, joined, have a finite fit where those have; scores count from the item they have in common. */
    private Optional<Fit<D>> fitShared(Function<List<int[]>, D> joined) {
        List<int[]> several = IntStream.range(0, order.count())
                .mapToObj(this::members)
                .filter(members -> members.length > 1)
                .toList();
        if (several.isEmpty()) {
            return Optional.empty();
        }
        Fit<D> all = Estimator.of(Prior.none()).fit(model, joined.apply(several));
        double[] position = all.position();
        int extras = all.extras().size();
        double[] at = Arrays.copyOfRange(position, position.length - extras, position.length);
        List<double[]> starts = new ArrayList<>();
        List<double[]> slopes = new ArrayList<>();
        List<double[][]> known = new ArrayList<>();
        int next = 1;
        for (int[] members : several) {
            double[] theta = new double[members.length + extras];
            theta[0] = position[0];
            for (int m = 1; m < members.length; m++) {
                theta[m] = position[next++];
            }
            System.arraycopy(at, 0, theta, members.length, extras);
            Likelihood likelihood = model.likelihood(among.apply(members), all.extras());
            Derivatives derivatives = new Derivatives(likelihood.graph(), extras);
            likelihood.derivatives(theta, derivatives);
            starts.add(theta);
            slopes.add(Arrays.copyOfRange(derivatives.gradient(), members.length, members.length + extras));
            known.add(known(likelihood.graph(), derivatives));
        }
        int place = 0;
        for (int k = 0; k < order.count(); k++) {
            if (order.members(k).size() > 1) {
                double[] slope = slopes.get(place);
                double[] against = Arrays.stream(slope).map(g -> -g).toArray();
                Component<D> component = new Component<>(model, all.extras(), at, against, ofOthers(known, place));
                D data = among.apply(members(k));
                double[] start =
                        Arrays.copyOf(starts.get(place), order.members(k).size());
                fits.put(k, Estimator.of(Prior.none()).fit(component, data, start));
                place++;
            }
        }
        return Optional.of(all);
    }

    /** {@code D - B L⁺ Bᵀ}: what a component knows of the shared parameters. */
    private static double[][] known(Graph graph, Derivatives at) {
        int extras = at.corner().length;
        Laplacian h = new Laplacian(graph.starts(), graph.seconds(), at.conductance(), new double[graph.size()]);
        Elimination elimination = Elimination.of(h);
        double[][] known = new double[extras][extras];
        for (int p = 0; p < extras; p++) {
            double[] z = elimination.solve(at.border()[p]);
            for (int q = 0; q < extras; q++) {
                known[q][p] = at.corner()[q][p];
                for (int i = 0; i < graph.size(); i++) {
                    known[q][p] -= at.border()[q][i] * z[i];
                }
            }
        }
        return known;
    }

    private static double[][] ofOthers(List<double[][]> known, int but) {
        int extras = known.get(but).length;
        double[][] sum = new double[extras][extras];
        for (int j = 0; j < known.size(); j++) {
            for (int p = 0; j != but && p < extras; p++) {
                for (int q = 0; q < extras; q++) {
                    sum[p][q] += known.get(j)[p][q];
                }
            }
        }
        return sum;
    }

    /** The fit of all components joined, where judgements share parameters: its {@linkplain Fit#extra extra} parameters are all components'. */
    public Optional<Fit<D>> shared() {
        return shared;
    }

    /** The components, and which stands above which. */
    public Condensation order() {
        return order;
    }

    /** The fit of a component, whose items have the numbers 0, 1, … in their order; none of a single item. */
    public synchronized Optional<Fit<D>> fit(int k) {
        int[] members = members(k);
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

package org.teeter.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.teeter.audit.search.DenseSearch;
import org.teeter.data.ComparisonGraph;
import org.teeter.evidence.CutCertificate;
import org.teeter.fit.Fit;
import org.teeter.model.PairModel;

/**
 * Spends votes so that fragile predictions become less so: what is to fall is by how much the worst of them exceed M, in sum. Votes move
 * the weights n, and so all flows, so the data as expected are fitted and audited anew after each batch.
 *
 * <p>Tried for each batch are the worst predictions themselves, the pairs that join the two sides of the worst one's cut [M84], and those
 * that lower the resistance between its two items most.
 */
final class FragilePlanner {
    private static final int BATCHES = 40;

    /** So many of the worst predictions are looked at. */
    private static final int WORST = 100;

    /** So many pairs of each sort are tried. */
    private static final int TRIED = 20;

    private final Predictions predictions;
    private final PairModel model;
    private final Prospect prospect;
    private final Supply supply;
    private final SortedMap<Pair, Integer> basket = new TreeMap<>();
    private final Map<Pair, Why> reasons = new LinkedHashMap<>();
    private Fit<ComparisonGraph> at;

    /** What a pair is tried for. */
    record Why(Purchase.Reason reason, Optional<Purchase.Target> target) {}

    /** Spends the budget, or as much of it as helps; the prospect becomes that of it. */
    FragilePlanner(Fit<ComparisonGraph> fit, Prospect prospect, Predictions predictions, Supply supply, int budget) {
        this.predictions = predictions;
        this.model = (PairModel) fit.model();
        this.prospect = prospect;
        this.supply = supply;
        this.at = fit;
        State state = new State();
        Optional<Pair> alone = state.best(budget);
        int batch = Math.max(1, budget / BATCHES);
        for (int left = budget; left > 0; ) {
            Optional<Pair> best = state.best(Math.min(left, batch));
            if (best.isEmpty()) {
                break;
            }
            int votes = supply.of(best.get(), Math.min(left, batch));
            change(best.get(), votes);
            state = new State();
            left -= votes;
            if (state.excess() == 0) {
                takeBack(best.get(), votes);
            }
        }
        if (alone.isPresent() && state.excess() > 0) {
            insteadIfBetter(alone.get(), budget, state.excess());
        }
    }

    /** Of the last votes those that are not needed. */
    private void takeBack(Pair pair, int votes) {
        int tooFew = 0;
        int enough = votes;
        int held = votes;
        while (enough - tooFew > 1) {
            int tried = (tooFew + enough) / 2;
            change(pair, tried - held);
            held = tried;
            if (new State().excess() == 0) {
                enough = tried;
            } else {
                tooFew = tried;
            }
        }
        change(pair, enough - held);
    }

    private void insteadIfBetter(Pair alone, int budget, double excess) {
        Map<Pair, Integer> found = new TreeMap<>(basket);
        found.forEach((pair, votes) -> change(pair, -votes));
        int votes = supply.of(alone, budget);
        change(alone, votes);
        if (new State().excess() >= excess) {
            change(alone, -votes);
            found.forEach(this::change);
        }
    }

    /** Votes by pair. */
    SortedMap<Pair, Integer> votes() {
        return basket;
    }

    Why why(Pair pair) {
        return reasons.getOrDefault(pair, new Why(Purchase.Reason.LINK, Optional.empty()));
    }

    private Prospect.Step step(Pair pair, double votes) {
        return prospect.step(pair.high(), pair.low(), votes);
    }

    /** Buys votes, or gives them back if they are fewer than none. */
    private void change(Pair pair, int votes) {
        step(pair, votes).take();
        supply.take(pair, votes);
        basket.merge(pair, votes, Integer::sum);
        basket.values().removeIf(count -> count == 0);
        at = prospect.expected(basket);
    }

    /** The worst predictions of what is bought so far. */
    private final class State {
        private final ComparisonGraph data = at.data();
        private final double[] position = at.position();
        private final DenseSearch.Ranking worst = predictions.worst(at, WORST);
        private final double[][] pulls = IntStream.range(0, data.edges())
                .mapToObj(e -> model.pull(data, e, position))
                .toArray(double[][]::new);
        private final double[][] answers = IntStream.range(0, fragile())
                .mapToObj(k -> prospect.spread(worst.i(k), worst.j(k)))
                .toArray(double[][]::new);

        /** How many of those that are looked at exceed M: the first. */
        private int fragile() {
            return (int) Math.min(worst.over().get(0), worst.size());
        }

        /** By how much they exceed it, in sum. */
        double excess() {
            return IntStream.range(0, fragile())
                    .mapToDouble(k -> Math.abs(worst.sensitivity(k)) - predictions.threshold())
                    .sum();
        }

        /** The pair of which so many votes lower the excess most, if any does. */
        Optional<Pair> best(int votes) {
            List<Map.Entry<Pair, Why>> tried = candidates().entrySet().stream()
                    .filter(candidate -> supply.of(candidate.getKey(), votes) > 0)
                    .toList();
            double[] after = tried.stream()
                    .parallel()
                    .mapToDouble(candidate -> excessAfter(candidate.getKey(), supply.of(candidate.getKey(), votes)))
                    .toArray();
            Optional<Integer> best =
                    IntStream.range(0, after.length).boxed().min(Comparator.comparingDouble(k -> after[k]));
            if (best.isEmpty() || after[best.get()] >= excess()) {
                return Optional.empty();
            }
            Map.Entry<Pair, Why> chosen = tried.get(best.get());
            reasons.putIfAbsent(chosen.getKey(), chosen.getValue());
            return Optional.of(chosen.getKey());
        }

        private double excessAfter(Pair pair, int votes) {
            Prospect.Step step = step(pair, votes);
            int own = data.edge(pair.low(), pair.high());
            double[] more = model.pull(
                    votes,
                    position[pair.low()] - position[pair.high()],
                    model.predictsTies() ? position[data.size()] : 0);
            double sum = 0;
            for (int k = 0; k < answers.length; k++) {
                double[] y = step.after(answers[k]);
                int target = data.edge(worst.i(k), worst.j(k));
                boolean isTarget = pair.equals(Pair.of(worst.i(k), worst.j(k)));
                double most = isTarget
                        ? 0
                        : Math.abs(response(more, pair.low(), pair.high(), y) + (own < 0 ? 0 : response(own, y)));
                for (int e = 0; e < pulls.length; e++) {
                    if (e != target && e != own) {
                        most = Math.max(most, Math.abs(response(e, y)));
                    }
                }
                double density = model.link().density(position[worst.i(k)] - position[worst.j(k)]);
                sum += Math.max(0, density * most - predictions.threshold());
            }
            return sum;
        }

        private double response(int e, double[] y) {
            return response(pulls[e], data.first(e), data.second(e), y);
        }

        private double response(double[] pull, int a, int b, double[] y) {
            return pull[0] * (y[a] - y[b]) + (pull.length > 1 ? pull[1] * y[data.size()] : 0);
        }

        private Map<Pair, Why> candidates() {
            Map<Pair, Why> tried = new LinkedHashMap<>();
            for (int k = 0; k < Math.min(TRIED, fragile()); k++) {
                int e = worst.edge(k);
                tried.put(
                        Pair.of(worst.i(k), worst.j(k)),
                        new Why(
                                Purchase.Reason.DIRECT,
                                Optional.of(new Purchase.Target(
                                        worst.i(k),
                                        worst.j(k),
                                        data.first(e),
                                        data.second(e),
                                        Math.abs(worst.sensitivity(k))))));
            }
            if (fragile() > 0) {
                Optional<Purchase.Target> target =
                        tried.values().iterator().next().target();
                Set<Integer> side = model.isConcave()
                        ? CutCertificate.of(at, worst.i(0), worst.j(0))
                                .map(cut -> new HashSet<>(cut.side()))
                                .orElseGet(HashSet::new)
                        : Set.of();
                strongest(side).forEach(pair -> tried.putIfAbsent(pair, new Why(Purchase.Reason.CUT, target)));
                strongest(Set.of()).forEach(pair -> tried.putIfAbsent(pair, new Why(Purchase.Reason.LINK, target)));
            }
            return tried;
        }

        /** Pairs of which a vote lowers the resistance of the worst prediction most: across the sides, if there are two. */
        private List<Pair> strongest(Set<Integer> side) {
            double[] u = answers[0];
            Comparator<Pair> byReduction = Comparator.comparingDouble(
                    pair -> -prospect.expected(pair.high(), pair.low()).information()
                            * (u[pair.high()] - u[pair.low()])
                            * (u[pair.high()] - u[pair.low()]));
            return IntStream.range(1, data.size())
                    .boxed()
                    .flatMap(i -> IntStream.range(0, i)
                            .filter(j -> side.isEmpty() || side.contains(i) != side.contains(j))
                            .mapToObj(j -> new Pair(i, j))
                            .sorted(byReduction)
                            .limit(TRIED))
                    .sorted(byReduction)
                    .limit(TRIED)
                    .toList();
        }
    }
}

package org.teeter.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Spends votes on pairs so that wanted leads become certain: batch by batch on whichever pair lowers f most, all pairs tried, then batches
 * are moved while that helps; if one pair alone does better, on that one.
 *
 * <pre>{@code
 * f falls by  m v dᵀG d / (1 + m v dᵀV d),  G = V W V                                     [M112]
 * no plan of N votes brings f below  f - (N max_ab φ_ab - Σ m_ab φ_ab),  φ_ab = v dᵀG d + t G_ττ
 * }</pre>
 *
 * <p>The bound is that of Frank and Wolfe: f is convex in the votes.
 */
/*
 * M. Frank and P. Wolfe (1956), An algorithm for quadratic programming, Naval Research Logistics 3; optimal designs by exchange: V. V.
 * Fedorov (1972), Theory of Optimal Experiments.
 */
final class LeadPlanner {
    /** Into so many batches a budget is divided. */
    static final int BATCHES = 50;

    /** What a move must gain at least, of what it gives up, lest rounding move batches for ever. */
    private static final double WORTH = 1e-9;

    private final Prospect prospect;
    private final Wanted wanted;
    private final Supply supply;
    private final int budget;
    private final double[][] g;
    private final SortedMap<Pair, Integer> basket = new TreeMap<>();
    private final double least;

    /** Spends the budget; the prospect becomes that of all of it. */
    LeadPlanner(Prospect prospect, Wanted wanted, Supply supply, int budget) {
        this.prospect = prospect;
        this.wanted = wanted;
        this.supply = supply;
        this.budget = budget;
        this.g = wanted.derivative(prospect);
        double before = wanted.value(prospect);
        Choice alone = best(budget);
        int batch = Math.max(1, budget / BATCHES);
        for (int left = budget; left > 0; ) {
            Choice next = best(Math.min(left, batch));
            if (next.votes() == 0) {
                break;
            }
            take(next.pair(), next.votes());
            left -= next.votes();
        }
        exchange();
        if (wanted.value(prospect) > before - alone.gain()) {
            List.copyOf(basket.keySet()).forEach(pair -> take(pair, -basket.getOrDefault(pair, 0)));
            take(alone.pair(), alone.votes());
        }
        this.least = bound();
    }

    /** Votes on a pair, and by how much they lower f; none where none are to be had. */
    private record Choice(Pair pair, int votes, double gain) {}

    /** Votes by pair. */
    SortedMap<Pair, Integer> votes() {
        return basket;
    }

    /** No plan of so many votes brings f lower. */
    double least() {
        return least;
    }

    private void take(Pair pair, int votes) {
        Prospect.Step step = prospect.step(pair.high(), pair.low(), votes);
        step.takeIn(g);
        step.take();
        supply.take(pair, votes);
        basket.merge(pair, votes, Integer::sum);
        basket.values().removeIf(count -> count == 0);
    }

    private Choice best(int votes) {
        return IntStream.range(1, prospect.size())
                .parallel()
                .mapToObj(i -> {
                    int chosen = 0;
                    double most = 0;
                    for (int j = 0; j < i; j++) {
                        double gain = gain(i, j, supply.of(i, j, votes));
                        if (gain > most) {
                            most = gain;
                            chosen = j;
                        }
                    }
                    return new Choice(new Pair(i, chosen), most > 0 ? supply.of(i, chosen, votes) : 0, most);
                })
                .reduce((a, b) -> b.gain() > a.gain() ? b : a)
                .orElseThrow();
    }

    /** By how much f falls when so many votes are bought of item i and a lower one; when they are sold, they are fewer than none. */
    private double gain(int i, int j, int votes) {
        Expected one = prospect.expected(i, j);
        double[][] v = prospect.covariance();
        double lean = one.lean();
        double dgd = prospect.form(g, i, j, lean);
        double k = votes * one.information() / (1 + votes * one.information() * prospect.form(v, i, j, lean));
        double gain = k * dgd;
        if (one.ofTies() == 0) {
            return gain;
        }
        int tie = prospect.size();
        double across = prospect.withTies(v, i, j, lean);
        double variance = v[tie][tie] - k * across * across;
        double left = g[tie][tie] - 2 * k * across * prospect.withTies(g, i, j, lean) + k * k * across * across * dgd;
        return gain + votes * one.ofTies() / (1 + votes * one.ofTies() * variance) * left;
    }

    private void exchange() {
        for (int moves = 0; moves < 2 * BATCHES && basket.size() > 0; moves++) {
            Pair worst = basket.firstKey();
            double cheapest = Double.POSITIVE_INFINITY;
            for (Pair pair : basket.keySet()) {
                double loss = -gain(pair.high(), pair.low(), -batch(pair)) / batch(pair);
                if (loss < cheapest) {
                    cheapest = loss;
                    worst = pair;
                }
            }
            int votes = batch(worst);
            take(worst, -votes);
            Choice other = best(votes);
            boolean helps = other.votes() == votes
                    && other.gain() > votes * cheapest * (1 + WORTH)
                    && !other.pair().equals(worst);
            take(helps ? other.pair() : worst, votes);
            if (!helps) {
                return;
            }
        }
    }

    private int batch(Pair pair) {
        return Math.min(basket.getOrDefault(pair, 0), Math.max(1, budget / BATCHES));
    }

    private double bound() {
        double steepest = IntStream.range(1, prospect.size())
                .parallel()
                .mapToDouble(i -> IntStream.range(0, i)
                        .mapToDouble(j -> slope(i, j))
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
        double along = basket.entrySet().stream()
                .mapToDouble(bought -> bought.getValue()
                        * slope(bought.getKey().high(), bought.getKey().low()))
                .sum();
        return Math.max(0, wanted.value(prospect) - (budget * steepest - along));
    }

    private double slope(int i, int j) {
        Expected one = prospect.expected(i, j);
        int tie = prospect.size();
        return one.information() * prospect.form(g, i, j, one.lean())
                + (one.ofTies() == 0 ? 0 : one.ofTies() * g[tie][tie]);
    }
}

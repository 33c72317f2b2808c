package org.teeter.remedy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Weights;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.model.PlackettLuce;

/**
 * Some judgements of pairs are not asked, and sets of items are ranked instead. Nobody has ranked them yet: they count as the fit expects
 * them, by Plackett-Luce at the scores of the fit to pairs.
 *
 * <pre>{@code
 * P(ω) = Π_u exp(s_{ω_u}) / Σ_{w>=u} exp(s_{ω_w}),   E[rankings with a above b] = r p_ab = r / (1 + exp(s_b - s_a))    [M165]
 * }</pre>
 *
 * <p>So a ranking counts as one judgement of each of its pairs, as trainers of pairs read it; {@link #asRankings} is what it is to a model of
 * rankings.
 *
 * @param before the fit whose judgements they stand in for
 */
public record Sets(Fit<ComparisonGraph> before, List<RankedSet> sets) implements Remedy {
    public Sets {
        sets = List.copyOf(sets);
    }

    @Override
    public Kind kind() {
        return Kind.SETS;
    }

    /** The judgements that are not asked. */
    @Override
    public Treatment on(ComparisonGraph data) {
        double[] weights = new double[data.edges()];
        for (int e = 0; e < weights.length; e++) {
            weights[e] = (data.n(e) - taken(data.first(e), data.second(e))) / data.n(e);
        }
        return Treatment.of(weights.length, e -> 0, e -> Math.max(0, weights[e]));
    }

    /** The pairs that are left, and those of the rankings. */
    @Override
    public ComparisonGraph changed(ComparisonGraph data) {
        ComparisonGraph changed = on(data).of(data);
        for (RankedSet set : sets) {
            for (int k = 0; k < set.items().size(); k++) {
                for (int l = 0; l < k; l++) {
                    int a = set.items().get(l);
                    int b = set.items().get(k);
                    changed = changed.plus(a, b, above(set, a, b), above(set, b, a), 0);
                }
            }
        }
        return changed;
    }

    /** Of how many rankings of a set a stands above b. */
    private double above(RankedSet set, int a, int b) {
        return set.rankings() / (1 + Math.exp(before.scores().difference(b, a)));
    }

    /** The same where rankings are drawn one by one, as they may come out. */
    public ComparisonGraph drawn(RandomGenerator random) {
        ComparisonGraph data = before.data();
        ComparisonGraph drawn = on(data).of(data);
        for (RankedSet set : sets) {
            for (int k = 0; k < set.rankings(); k++) {
                List<Integer> left = new ArrayList<>(set.items());
                while (left.size() > 1) {
                    int best = left.remove(chosen(left, random));
                    for (int other : left) {
                        drawn = drawn.plus(best, other, 1, 0, 0);
                    }
                }
            }
        }
        return drawn;
    }

    /** Which of some items is chosen: each with a chance in proportion to the exponential of its score. */
    private int chosen(List<Integer> left, RandomGenerator random) {
        double[] strengths = left.stream()
                .mapToDouble(i -> Math.exp(before.scores().difference(i, left.get(0))))
                .toArray();
        double u = random.nextDouble() * Arrays.stream(strengths).sum();
        int at = 0;
        while (at < strengths.length - 1 && u >= strengths[at]) {
            u -= strengths[at++];
        }
        return at;
    }

    @Override
    public ComparisonGraph remaining(ComparisonGraph data) {
        return changed(data);
    }

    /** How many judgements of two items are not asked. */
    double taken(int a, int b) {
        return sets.stream()
                .filter(set -> set.first() == Math.min(a, b) && set.second() == Math.max(a, b))
                .mapToDouble(RankedSet::taken)
                .sum();
    }

    /** How many judgements are not asked, of all pairs. */
    public double taken() {
        return sets.stream().mapToDouble(RankedSet::taken).sum();
    }

    /** How many rankings there are. */
    public long rankings() {
        return sets.stream().mapToLong(RankedSet::rankings).sum();
    }

    /** The same with more rankings. */
    Sets and(RankedSet more) {
        List<RankedSet> all = new ArrayList<>(sets);
        for (int k = 0; k < all.size(); k++) {
            RankedSet has = all.get(k);
            if (has.isAlike(more)) {
                all.set(
                        k,
                        new RankedSet(
                                has.items(),
                                has.rankings() + more.rankings(),
                                has.first(),
                                has.second(),
                                has.taken() + more.taken()));
                return new Sets(before, all);
            }
        }
        all.add(more);
        return new Sets(before, all);
    }

    /** The same without the k-th set. */
    Sets without(int k) {
        List<RankedSet> fewer = new ArrayList<>(sets);
        fewer.remove(k);
        return new Sets(before, fewer);
    }

    /** A fit of Plackett-Luce to the rankings in each order that they may come out, and to what is left of pairs as rankings of two. */
    public Fit<Rankings> asRankings() {
        ComparisonGraph data = before.data();
        ComparisonGraph left = on(data).of(data);
        RankingTally tally = new RankingTally();
        for (int e = 0; e < left.edges(); e++) {
            add(tally, List.of(left.first(e), left.second(e)), left.won(e));
            add(tally, List.of(left.second(e), left.first(e)), left.lost(e));
        }
        for (RankedSet set : sets) {
            addOrders(tally, new ArrayList<>(), new HashSet<>(set.items()), set.rankings());
        }
        return Estimator.of(before.prior()).fit(new PlackettLuce(), tally.rankings(data.items()));
    }

    /** Each order of what is left behind those that were chosen, as often as is expected. */
    private void addOrders(RankingTally tally, List<Integer> chosen, Set<Integer> left, double times) {
        if (left.isEmpty()) {
            add(tally, chosen, times);
        }
        for (int next : List.copyOf(left)) {
            double others = 0;
            for (int other : left) {
                others += Math.exp(before.scores().difference(other, next));
            }
            left.remove(next);
            chosen.add(next);
            addOrders(tally, chosen, left, times / others);
            chosen.remove(chosen.size() - 1);
            left.add(next);
        }
    }

    /** Unless it is so seldom that it weighs nothing. */
    private static void add(RankingTally tally, List<Integer> order, double times) {
        if (times >= Weights.SMALLEST) {
            tally.add(order.stream().map(item -> new int[] {item}).toList(), new int[0], times, 1);
        }
    }
}

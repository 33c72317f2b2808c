package org.teeter.votes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.fit.Fit;

/**
 * What a fit says of its order: each item of one group has a higher score than each of another. It is no longer so as soon as one pair of
 * them, a <em>duel</em>, is the other way round.
 *
 * @param ahead items of the better group, by falling score
 * @param behind items of the other
 */
public record Claim(List<Integer> ahead, List<Integer> behind) {

    private static final double EQUAL = 1e-12;

    public Claim {
        ahead = List.copyOf(ahead);
        behind = List.copyOf(behind);
        if (ahead.isEmpty() || behind.isEmpty()) {
            throw new IllegalArgumentException("a claim is of two groups of items, got " + ahead + " and " + behind);
        }
    }

    /** Which items are the first {@code k}. */
    public static Claim top(Fit<?> fit, int k) {
        List<Integer> order = order(fit);
        if (k < 1 || k >= order.size()) {
            throw new IllegalArgumentException(
                    "the first k of " + order.size() + " items are from 1 to " + (order.size() - 1) + ", got " + k);
        }
        return new Claim(order.subList(0, k), order.subList(k, order.size()));
    }

    /** That item {@code i} has a higher score than {@code j}. */
    public static Claim ahead(int i, int j) {
        return new Claim(List.of(i), List.of(j));
    }

    /** Items by falling score; those whose scores are equal but for rounding by their number. */
    public static List<Integer> order(Fit<?> fit) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, fit.scores().size())
                .boxed()
                .sorted((a, b) ->
                        Double.compare(fit.scores().get(b), fit.scores().get(a)))
                .toList());
        double equal = equal(fit);
        for (int from = 0, to; from < order.size(); from = to) {
            to = from + 1;
            while (to < order.size() && fit.scores().difference(order.get(to - 1), order.get(to)) <= equal) {
                to++;
            }
            Collections.sort(order.subList(from, to));
        }
        return List.copyOf(order);
    }

    /** Whether it is so, beyond the rounding of scores. */
    public boolean holds(Fit<?> fit) {
        return lead(fit) > equal(fit);
    }

    /** Scores that differ by no more are equal but for rounding. */
    public static double equal(Fit<?> fit) {
        return 2 * fit.scoreError() + EQUAL;
    }

    /** The smallest lead of one group over the other. */
    public double lead(Fit<?> fit) {
        double lowest =
                ahead.stream().mapToDouble(i -> fit.scores().get(i)).min().orElseThrow();
        double highest =
                behind.stream().mapToDouble(i -> fit.scores().get(i)).max().orElseThrow();
        return lowest - highest;
    }
}

package org.teeter.infer;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.graph.Graph;

/**
 * Three items each of which beats the next by the majority of their judgements: how many there are, and how many there would be if the
 * model were right.
 *
 * @param all triads of which every pair was compared
 * @param intransitive those that go round
 * @param expected the mean number of these among data drawn from the fit, with as many judgements of each pair
 * @param deviation the standard deviation of that number
 * @param pValue the share of draws, the data being one, that have as many or more
 */
public record Triads(long all, long intransitive, double expected, double deviation, double pValue) {
    /** Two sets of pairs of so many items take some 100 MB. */
    private static final int MOST_ITEMS = 20_000;

    /**
     * Counts, and draws data from the fit.
     *
     * @throws IllegalArgumentException of more than 20,000 items, or without draws
     */
    public static Triads of(Fit<ComparisonGraph> fit, int draws, long seed) {
        ComparisonGraph data = fit.data();
        if (data.size() > MOST_ITEMS || draws < 2) {
            throw new IllegalArgumentException("triads are counted among at most " + MOST_ITEMS
                    + " items, beside two draws or more, got " + data.size() + " and " + draws);
        }
        Graph graph = data.graph();
        int[] lead = new int[graph.edges()];
        for (int e = 0; e < lead.length; e++) {
            lead[e] = Double.compare(data.won(e), data.lost(e));
        }
        double[][] probability = new double[2][graph.edges()]; // of a win and of a loss
        int[] seen = new int[graph.edges()];
        fit.model()
                .likelihood(data)
                .contributions(fit.position(), (situation, weight, log, size, items, gradient, extras) -> {
                    int e = graph.edge(items[0], items[1]);
                    if (seen[e] < probability.length) {
                        probability[seen[e]++][e] = Math.exp(log);
                    }
                });
        RandomGenerator[] streams = Streams.of(seed, draws);
        double[] counts = IntStream.range(0, draws)
                .parallel()
                .mapToDouble(k -> around(graph, drawn(data, probability[0], probability[1], streams[k])))
                .toArray();
        long observed = around(graph, lead);
        double mean = Arrays.stream(counts).average().orElseThrow();
        double square = Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).sum() / (draws - 1);
        long asMany = Arrays.stream(counts).filter(c -> c >= observed).count();
        return new Triads(triangles(graph), observed, mean, Math.sqrt(square), (asMany + 1.0) / (draws + 1));
    }

    private static int[] drawn(ComparisonGraph data, double[] win, double[] loss, RandomGenerator random) {
        int[] lead = new int[data.edges()];
        for (int e = 0; e < lead.length; e++) {
            double decided = data.n(e) - data.halved(e);
            double half = data.halved(e) / 2; // stay as they are, and the expected wins with them
            long n = Math.round(decided);
            double p = decided == 0 ? 0 : Math.max(0, Math.min(1, (data.n(e) * win[e] - half) / decided));
            double q = decided == 0 ? 0 : Math.max(0, Math.min(1, (data.n(e) * loss[e] - half) / decided));
            long won = Binomial.draw(random, n, p);
            long lost = Binomial.draw(random, n - won, q / Math.max(q, 1 - p));
            lead[e] = Long.compare(won, lost);
        }
        return lead;
    }

    /** Triads that go round: for each pair that one leads, the items that lose to the one and beat the other. */
    private static long around(Graph graph, int[] lead) {
        long[][] beaten = sets(graph);
        long[][] beatenBy = sets(graph);
        for (int e = 0; e < lead.length; e++) {
            if (lead[e] != 0) {
                int winner = lead[e] > 0 ? graph.first(e) : graph.second(e);
                int loser = graph.other(e, winner);
                set(beaten[winner], loser);
                set(beatenBy[loser], winner);
            }
        }
        long sum = 0;
        for (int e = 0; e < lead.length; e++) {
            if (lead[e] != 0) {
                int winner = lead[e] > 0 ? graph.first(e) : graph.second(e);
                sum += common(beatenBy[winner], beaten[graph.other(e, winner)]);
            }
        }
        return sum / 3;
    }

    private static long triangles(Graph graph) {
        long[][] near = sets(graph);
        for (int e = 0; e < graph.edges(); e++) {
            set(near[graph.first(e)], graph.second(e));
            set(near[graph.second(e)], graph.first(e));
        }
        long sum = 0;
        for (int e = 0; e < graph.edges(); e++) {
            sum += common(near[graph.first(e)], near[graph.second(e)]);
        }
        return sum / 3;
    }

    private static long[][] sets(Graph graph) {
        return new long[graph.size()][(graph.size() + 63) / 64];
    }

    private static void set(long[] members, int member) {
        members[member >> 6] |= 1L << member;
    }

    private static long common(long[] one, long[] other) {
        long sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += Long.bitCount(one[k] & other[k]);
        }
        return sum;
    }
}

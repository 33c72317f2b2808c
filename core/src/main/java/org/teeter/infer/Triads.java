package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
     * @throws IllegalArgumentException of more than 20,000 items, of ballots, or without draws
     */
    public static <D> Triads of(Fit<D> fit, int draws, long seed) {
        Graph graph = fit.graph();
        if (graph.size() > MOST_ITEMS || draws < 2) {
            throw new IllegalArgumentException("triads are counted among at most " + MOST_ITEMS
                    + " items, beside two draws or more, got " + graph.size() + " and " + draws);
        }
        List<Decided> pairs = new ArrayList<>();
        if (!PairJudgements.visit(
                fit.model().likelihood(fit.data()), fit.position(), pair -> pairs.add(new Decided(graph, pair)))) {
            throw new IllegalArgumentException("triads are of pairs, and these judgements are ballots");
        }
        double[] margin = new double[graph.edges()];
        for (Decided pair : pairs) {
            margin[pair.edge] += pair.margin;
        }
        RandomGenerator[] streams = Streams.of(seed, draws);
        double[] counts = IntStream.range(0, draws)
                .parallel()
                .mapToDouble(k -> around(graph, drawn(graph, pairs, streams[k])))
                .toArray();
        long observed = around(graph, margin);
        double mean = Arrays.stream(counts).average().orElseThrow();
        double square = Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).sum() / (draws - 1);
        long asMany = Arrays.stream(counts).filter(c -> c >= observed).count();
        return new Triads(triangles(graph), observed, mean, Math.sqrt(square), (asMany + 1.0) / (draws + 1));
    }

    /** What can decide a pair. Halved ties stay as they are, and with them the wins that are expected. */
    private static final class Decided {
        private final int edge;
        private final double margin;
        private final long n;
        private final double win;
        private final double loss;

        Decided(Graph graph, PairJudgements pair) {
            double half = pair.halved() / 2;
            double decided = pair.n() - 2 * half;
            this.edge = graph.edge(pair.first(), pair.second());
            this.margin = pair.count(0) - pair.count(1);
            this.n = Math.round(decided);
            this.win = share(pair.n() * pair.probability(0) - half, decided);
            this.loss = share(pair.n() * pair.probability(1) - half, decided);
        }

        private static double share(double expected, double decided) {
            return decided == 0 ? 0 : Math.max(0, Math.min(1, expected / decided));
        }

        double draw(RandomGenerator random) {
            long won = Binomial.draw(random, n, win);
            long lost = Binomial.draw(random, n - won, loss / Math.max(loss, 1 - win));
            return won - lost;
        }
    }

    private static double[] drawn(Graph graph, List<Decided> pairs, RandomGenerator random) {
        double[] margin = new double[graph.edges()];
        for (Decided pair : pairs) {
            margin[pair.edge] += pair.draw(random);
        }
        return margin;
    }

    /** Triads that go round: for each pair that one leads, the items that lose to the one and beat the other. */
    private static long around(Graph graph, double[] lead) {
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

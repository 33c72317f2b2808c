package org.teeter.bench;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.random.L64X128Mix;

/** Judgements with a known origin: scores N(0, 1), pairs drawn uniformly, outcomes by Bradley-Terry. */
final class Planted {
    final int items;
    final int[] winner;
    final int[] loser;

    private Planted(int items, int rows) {
        this.items = items;
        this.winner = new int[rows];
        this.loser = new int[rows];
    }

    /** Pairs drawn with replacement. */
    static Planted rows(int items, int rows, long seed) {
        RandomGenerator random = L64X128Mix.of(seed);
        double[] scores = scores(items, seed);
        Planted planted = new Planted(items, rows);
        for (int k = 0; k < rows; k++) {
            int i = random.nextInt(items);
            int j = random.nextInt(items - 1);
            planted.draw(random, scores, k, i, j >= i ? j + 1 : j);
        }
        return planted;
    }

    /** Exactly {@code edges} different pairs, each judged {@code votes} times. */
    static Planted pairs(int items, int edges, int votes, long seed) {
        RandomGenerator random = L64X128Mix.of(seed);
        double[] scores = scores(items, seed);
        Planted planted = new Planted(items, edges * votes);
        boolean[][] taken = new boolean[items][items];
        for (int e = 0; e < edges; ) {
            int i = random.nextInt(items);
            int j = random.nextInt(items);
            if (i < j && !taken[i][j]) {
                taken[i][j] = true;
                for (int v = 0; v < votes; v++) {
                    planted.draw(random, scores, e * votes + v, i, j);
                }
                e++;
            }
        }
        return planted;
    }

    private void draw(RandomGenerator random, double[] scores, int k, int i, int j) {
        boolean wins = random.nextDouble() < 1 / (1 + Math.exp(scores[j] - scores[i]));
        winner[k] = wins ? i : j;
        loser[k] = wins ? j : i;
    }

    private static double[] scores(int items, long seed) {
        Random normal = new Random(seed);
        return normal.doubles(items).map(u -> normal.nextGaussian()).toArray();
    }

    Counts counts() {
        Tally tally = new Tally();
        tally.addWins(winner, loser);
        return tally.counts(Items.numbered(items));
    }

    ComparisonGraph graph() {
        return ComparisonGraph.of(counts(), Ties.HALF);
    }
}

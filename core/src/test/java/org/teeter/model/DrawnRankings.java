package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.teeter.data.Items;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;

/** Rankings for tests: drawn, or written down. */
final class DrawnRankings {
    private DrawnRankings() {}

    static Rankings random(Random random, int items, int ballots, int ties) {
        RankingTally tally = new RankingTally();
        for (int k = 0; k < ballots; k++) {
            int[] order = random.ints(0, items)
                    .distinct()
                    .limit(Math.max(2, random.nextInt(items + 1)))
                    .toArray();
            List<int[]> levels = new ArrayList<>();
            int at = 0;
            while (at < order.length) {
                int size = Math.min(order.length - at, random.nextInt(4) == 0 ? 1 + random.nextInt(ties + 1) : 1);
                int[] level = new int[size];
                System.arraycopy(order, at, level, 0, size);
                levels.add(level);
                at += size;
            }
            int chosen = 1 + random.nextInt(levels.size());
            int[] rest = levels.subList(chosen, levels.size()).stream()
                    .flatMapToInt(Arrays::stream)
                    .toArray();
            tally.add(levels.subList(0, chosen), rest, 1 + random.nextInt(3), 1);
        }
        return tally.rankings(Items.numbered(items));
    }

    /** Rows of ranks by item; 0 is absent. */
    static Rankings byRank(int[][] ranks) {
        RankingTally tally = new RankingTally();
        for (int[] row : ranks) {
            List<int[]> levels = new ArrayList<>();
            for (int rank = 1; rank <= row.length; rank++) {
                int wanted = rank;
                int[] level = IntStream.range(0, row.length)
                        .filter(i -> row[i] == wanted)
                        .toArray();
                if (level.length > 0) {
                    levels.add(level);
                }
            }
            tally.add(levels, new int[0], 1, 1);
        }
        return tally.rankings(Items.numbered(ranks[0].length));
    }
}

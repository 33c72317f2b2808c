package org.teeter.model;

import java.util.Arrays;
import java.util.List;
import org.teeter.data.ComparisonGraph;

/**
 * When the parameter τ of ties has a finite maximum, of models in which a win stays possible along a direction (x, τ) of parameters
 * exactly if x rises at least as |τ| does, and a tie if τ rises at least as |x| does, in units of the model.
 */
final class TieExistence {
    private TieExistence() {}

    /**
     * A maximum exists exactly if no direction of parameters leaves every outcome that was observed at least as probable as the others of
     * its pair. With τ at rest that is Ford's condition; τ falls for ever if there are no ties, and rises for ever if scores can be spread
     * so that each win spans the rise and no tie more: not if some cycle of preferences has more wins than ties.
     */
    static List<String> unbounded(ComparisonGraph data, Hold hold) {
        boolean tied = false;
        boolean decided = false;
        boolean bothWays = false;
        for (int e = 0; e < data.edges(); e++) {
            tied |= data.tied(e) > 0;
            decided |= data.won(e) + data.lost(e) > 0;
            bothWays |= data.won(e) > 0 && data.lost(e) > 0;
        }
        if (!tied) {
            return List.of("no judgement is a tie, so the tie parameter has no finite value; Bradley-Terry needs none");
        }
        if (!(hold != Hold.NOTHING ? decided : bothWays || hasCycleOfMoreWinsThanTies(data))) {
            return List.of("some ranking explains every win and every tie, so the tie parameter has no finite value");
        }
        return List.of();
    }

    /**
     * The same under Firth's penalty, where τ {@code > 0} and the information on it rises as 1/τ where τ falls to 0, so that half of its
     * logarithm outweighs ties that weigh half a judgement or less [M122].
     */
    static List<String> outweighed(ComparisonGraph data) {
        double ties = 0;
        for (int e = 0; e < data.edges(); e++) {
            ties += data.tied(e);
        }
        return ties > 0.5
                ? List.of()
                : List.of("ties weigh half a judgement or less, and Firth's penalty outweighs them");
    }

    /** Longest paths, a win being 1 and a tie -1, settle within n sweeps unless such a cycle lengthens them for ever. */
    private static boolean hasCycleOfMoreWinsThanTies(ComparisonGraph data) {
        long[] longest = new long[data.size()];
        for (int sweep = 0; sweep <= data.size(); sweep++) {
            long[] before = longest.clone();
            for (int e = 0; e < data.edges(); e++) {
                int a = data.first(e);
                int b = data.second(e);
                relax(longest, a, b, data.won(e), data.tied(e));
                relax(longest, b, a, data.lost(e), data.tied(e));
            }
            if (Arrays.equals(before, longest)) {
                return false;
            }
        }
        return true;
    }

    private static void relax(long[] longest, int from, int to, double won, double tied) {
        if (won > 0) {
            longest[to] = Math.max(longest[to], longest[from] + 1);
        } else if (tied > 0) {
            longest[to] = Math.max(longest[to], longest[from] - 1);
        }
    }
}

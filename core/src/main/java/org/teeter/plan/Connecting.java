package org.teeter.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;

/**
 * Which pairs to have judged where the data have no finite fit: as soon as both sides of each have won once, there is one (Ford 1957). How
 * many votes that takes nobody can promise, since the data do not say how often the lower side would win.
 */
public final class Connecting {
    private Connecting() {}

    /**
     * A pair between each tier and the next: of the one the item that won the least share of its judgements, of the other the most, who
     * are the likeliest to be even.
     *
     * @param tiers strong components, of which none was preferred to an earlier one
     */
    public static List<Pair> of(ComparisonGraph data, List<List<Integer>> tiers) {
        double[] won = new double[data.size()];
        double[] judged = new double[data.size()];
        for (int e = 0; e < data.edges(); e++) {
            won[data.first(e)] += data.n(e) * data.y(e);
            won[data.second(e)] += data.n(e) * (1 - data.y(e));
            judged[data.first(e)] += data.n(e);
            judged[data.second(e)] += data.n(e);
        }
        Comparator<Integer> byShare = Comparator.comparingDouble(i -> judged[i] > 0 ? won[i] / judged[i] : 0.5);
        return IntStream.range(1, tiers.size())
                .mapToObj(k -> Pair.of(
                        tiers.get(k - 1).stream().min(byShare).orElseThrow(),
                        tiers.get(k).stream().max(byShare).orElseThrow()))
                .toList();
    }
}

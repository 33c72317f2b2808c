package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.link.Probability;
import org.teeter.paper.BradleyTerryRegion;

class DominanceProfileTest {
    private static final List<Double> M = List.of(2.0, 5.0, 10.0);

    /** No shares of few votes have a sensitivity of just these: whether rounding puts it inside is no question of this test. */
    private static final List<Double> ODD = List.of(1.937, 4.911, 10.073);

    private static ComparisonGraph graph(int items, int[]... pairs) throws Exception {
        Tally tally = new Tally();
        for (int[] pair : pairs) {
            tally.add(pair[0], pair[1], Outcome.FIRST, 1, pair[2]);
            tally.add(pair[0], pair[1], Outcome.SECOND, 1, pair[3]);
        }
        String[] names = new String[items];
        for (int k = 0; k < items; k++) {
            names[k] = String.format("%03d", k);
        }
        int[] own = new int[items];
        for (int k = 0; k < items; k++) {
            own[k] = k;
        }
        return ComparisonGraph.of(tally.counts(Items.sorted(List.of(names)), own), Ties.HALF);
    }

    /** p*(2) = .854, p*(5) = .947, p*(10) = .974 [M18]; of 100 of 100 the interval (Wilson) ends at .963. */
    @Test
    void pairsFallIntoBins() throws Exception {
        DominanceProfile profile = DominanceProfile.of(
                graph(6, new int[] {0, 1, 100, 0}, new int[] {1, 2, 10, 90}, new int[] {2, 3, 6, 4}, new int[] {
                    4, 5, 1, 0
                }),
                M);
        assertEquals(4, profile.pairs());
        assertEquals(List.of(0L, 1L, 0L, 0L, 1L, 2L), profile.favourite());
        assertEquals(List.of(2L, 0L, 0L, 0L, 1L, 1L), profile.surely());
        assertEquals(1, profile.single());
        assertEquals(
                List.of(3L, 2L, 2L),
                profile.levels().stream().map(DominanceProfile.Level::beyond).toList());
        assertEquals(
                List.of(1L, 1L, 0L),
                profile.levels().stream().map(DominanceProfile.Level::surely).toList());
    }

    @Test
    void sensitiveTriplesAreThoseInTheRegion() throws Exception { // [M16], triple by triple
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 30; round++) {
            int items = 3 + random.nextInt(12);
            List<int[]> pairs = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                for (int j = i + 1; j < items; j++) {
                    if (random.nextInt(3) > 0) {
                        int strong = random.nextInt(4) == 0 ? 1000 : 5;
                        pairs.add(new int[] {i, j, random.nextInt(strong), 1 + random.nextInt(random.nextInt(1, 60))});
                    }
                }
            }
            ComparisonGraph graph = graph(items, pairs.toArray(int[][]::new));
            DominanceProfile profile = DominanceProfile.of(graph, ODD);
            long triples = 0;
            long[] sensitive = new long[ODD.size()];
            for (int k = 0; k < items; k++) {
                for (int i = 0; i < items; i++) {
                    for (int j = 0; j < items; j++) {
                        if (i != j && graph.edge(i, k) >= 0 && graph.edge(k, j) >= 0) {
                            triples++;
                            for (int m = 0; m < sensitive.length; m++) {
                                sensitive[m] += new BradleyTerryRegion(ODD.get(m))
                                                .contains(share(graph, i, k), share(graph, k, j))
                                        ? 1
                                        : 0;
                            }
                        }
                    }
                }
            }
            assertEquals(triples, profile.triples());
            for (int m = 0; m < sensitive.length; m++) {
                assertEquals(sensitive[m], profile.levels().get(m).sensitive(), "round " + round);
            }
        }
    }

    private static Probability share(ComparisonGraph graph, int a, int b) {
        int e = graph.edge(a, b);
        return Probability.of(graph.first(e) == a ? graph.y(e) : 1 - graph.y(e));
    }
}

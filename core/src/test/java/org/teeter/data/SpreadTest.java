package org.teeter.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpreadTest {

    /** Pairs add up their weights by outcome, without asking for each kind. */
    @ParameterizedTest
    @EnumSource
    void isThatOfTheWeightsOfAllKinds(Ties ties) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int trial = 0; trial < 200; trial++) {
            Tally tally = new Tally();
            for (int row = 0; row < 1 + trial % 10; row++) {
                Outcome outcome = Outcome.values()[random.nextInt(3)];
                double weight = Math.exp(40 * random.nextDouble() - 20);
                tally.add(row, row + 1 + random.nextInt(2), outcome, weight, 1);
            }
            ComparisonGraph graph = ComparisonGraph.of(tally.counts(Items.numbered(12)), ties);
            double[] weights = IntStream.range(0, graph.kinds())
                    .mapToDouble(graph::weight)
                    .filter(w -> w > 0)
                    .sorted()
                    .toArray();
            Spread expected =
                    weights.length == 0 ? Spread.NOTHING : new Spread(weights[0], weights[weights.length - 1]);
            assertEquals(expected, graph.spread());
        }
    }
}

package org.teeter.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;

class DigraphTest {

    @Test
    void agreesWithTheTransitiveClosure() {
        forAll(500, DigraphTest::sparse, graph -> {
            int n = graph.size();
            boolean[][] above = closure(graph);
            boolean strong = true;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    strong &= above[i][j];
                    assertEquals(above[i][j], graph.preferences().reaches(i, j));
                }
            }
            assertEquals(strong, graph.preferences().isStronglyConnected());
            List<int[]> components = graph.preferences().strongComponents();
            assertEquals(n, components.stream().mapToInt(c -> c.length).sum());
            for (int c = 0; c < components.size(); c++) {
                for (int i : components.get(c)) {
                    for (int j : components.get(c)) {
                        assertTrue(above[i][j] && above[j][i]);
                    }
                    for (int later = c + 1; later < components.size(); later++) {
                        for (int j : components.get(later)) {
                            assertFalse(above[j][i], "an item of a later component beat one of an earlier");
                        }
                    }
                }
            }
        });
    }

    @Test
    void aCycleOfAMillionItemsIsOneComponent() {
        int n = 1_000_000;
        Tally tally = new Tally();
        for (int i = 0; i < n; i++) {
            tally.add(i, (i + 1) % n, Outcome.FIRST);
        }
        ComparisonGraph graph = ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF);
        assertTrue(graph.preferences().isStronglyConnected());
    }

    private static ComparisonGraph sparse(RandomGenerator random, double size) {
        int n = 2 + (int) (18 * size);
        Tally tally = new Tally();
        int rows = 1 + random.nextInt(3 * n);
        for (int k = 0; k < rows; k++) {
            int a = random.nextInt(n);
            tally.add(a, (a + 1 + random.nextInt(n - 1)) % n, Outcome.FIRST);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(n)), Ties.HALF);
    }

    private static boolean[][] closure(ComparisonGraph graph) {
        int n = graph.size();
        boolean[][] above = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            above[i][i] = true;
        }
        for (int e = 0; e < graph.edges(); e++) {
            above[graph.first(e)][graph.second(e)] |= graph.won(e) > 0;
            above[graph.second(e)][graph.first(e)] |= graph.lost(e) > 0;
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    above[i][j] |= above[i][k] && above[k][j];
                }
            }
        }
        return above;
    }
}

package org.teeter.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTest {

    @Test
    void edgesAreFoundFromEitherEnd() {
        forAll(100, (random, size) -> draw(random, 1 + (int) (20 * size)), graph -> {
            Incidence incidence = graph.incidence();
            int places = 0;
            for (int i = 0; i < graph.size(); i++) {
                for (int at = incidence.start(i); at < incidence.start(i + 1); at++, places++) {
                    int j = incidence.neighbour(at);
                    assertEquals(incidence.edge(at), graph.edge(i, j));
                    assertEquals(j, graph.other(incidence.edge(at), i));
                }
                assertEquals(-1, graph.edge(i, i));
            }
            assertEquals(2 * graph.edges(), places);
        });
    }

    @Test
    void refusesEdgesThatDoNotAscend() {
        assertEquals(
                "edges must ascend and join a lower to a higher vertex below 3, got 1 and 1 as edge 1",
                assertThrows(IllegalArgumentException.class, () -> Graph.of(3, new int[] {0, 1}, new int[] {2, 1}))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Graph.of(3, new int[] {0, 0}, new int[] {2, 1}));
        assertThrows(IllegalArgumentException.class, () -> Graph.of(2, new int[] {0}, new int[] {2}));
    }

    /** Bridges and cut vertices by taking each away; blocks by what defines them: no cut vertex inside, one vertex in common at most. */
    @Test
    void blocksAreWhatNoVertexHoldsTogether() {
        forAll(300, (random, size) -> draw(random, 1 + (int) (14 * size)), graph -> {
            Blocks blocks = Blocks.of(graph);
            int parts = graph.components().size();
            for (int e = 0; e < graph.edges(); e++) {
                int without = e;
                Graph rest = graph.keeping(IntStream.range(0, graph.edges())
                        .filter(k -> k != without)
                        .toArray());
                assertEquals(rest.components().size() > parts, blocks.isBridge(e));
            }
            for (int v = 0; v < graph.size(); v++) {
                int without = v;
                Graph rest = graph.induced(IntStream.range(0, graph.size())
                        .filter(i -> i != without)
                        .toArray());
                boolean alone = graph.incidence().degree(v) == 0;
                assertEquals(rest.components().size() > parts - (alone ? 1 : 0), blocks.isCut(v));
            }
            int edges = 0;
            for (int k = 0; k < blocks.count(); k++) {
                edges += blocks.edges(k).length;
                Graph block = graph.keeping(blocks.edges(k)).induced(ends(graph, blocks.edges(k)));
                Blocks inside = Blocks.of(block);
                assertEquals(1, inside.count());
                for (int e : blocks.edges(k)) {
                    assertEquals(k, blocks.of(e));
                }
                for (int other = 0; other < k; other++) {
                    Set<Integer> common = new HashSet<>();
                    for (int v : ends(graph, blocks.edges(k))) {
                        common.add(v);
                    }
                    Set<Integer> others = new HashSet<>();
                    for (int v : ends(graph, blocks.edges(other))) {
                        others.add(v);
                    }
                    common.retainAll(others);
                    assertTrue(common.size() <= 1);
                }
            }
            assertEquals(graph.edges(), edges);
        });
    }

    @Test
    void aPathOfAMillionVerticesIsAllBridges() {
        int n = 1_000_000;
        Graph path = Graph.of(
                n, IntStream.range(0, n - 1).toArray(), IntStream.range(1, n).toArray());
        Blocks blocks = Blocks.of(path);
        assertEquals(n - 1, blocks.count());
        assertFalse(blocks.isCut(0));
        assertTrue(blocks.isCut(1));
    }

    /** Against all ways to put the vertices on two sides. */
    @Test
    void aCutIsTheLeastOfAll() {
        forAll(300, (random, size) -> new Object[] {draw(random, 2 + (int) (8 * size)), random}, drawn -> {
            Graph graph = (Graph) drawn[0];
            RandomGenerator random = (RandomGenerator) drawn[1];
            double[] capacity =
                    random.doubles(graph.edges()).map(u -> u < 0.1 ? 0 : u * 10).toArray();
            int to = graph.size() - 1;
            MinCut cut = MinCut.between(graph, capacity, 0, to);
            double least = Double.POSITIVE_INFINITY;
            for (int side = 1; side < 1 << to; side += 2) { // bit i: vertex i is with vertex 0; the last never is
                least = Math.min(least, across(graph, capacity, side));
            }
            assertEquals(least, cut.value(), 1e-12 * (1 + least));
            int side = 0;
            for (int v = 0; v < graph.size(); v++) {
                side |= cut.isOnFirstSide(v) ? 1 << v : 0;
            }
            assertTrue(cut.isOnFirstSide(0));
            assertFalse(cut.isOnFirstSide(to));
            assertEquals(cut.value(), across(graph, capacity, side), 1e-12 * (1 + least));
        });
    }

    @Test
    void membersKeepTheirEdges() {
        Graph graph = Graph.of(4, new int[] {0, 0, 1, 2}, new int[] {1, 3, 2, 3});
        Graph induced = graph.induced(0, 2, 3);
        assertEquals(Graph.of(3, new int[] {0, 1}, new int[] {2, 2}), induced);
        assertArrayEquals(new int[] {1, 3}, graph.inside(0, 2, 3));
    }

    private static double across(Graph graph, double[] capacity, int side) {
        double sum = 0;
        for (int e = 0; e < graph.edges(); e++) {
            sum += (side >> graph.first(e) & 1) != (side >> graph.second(e) & 1) ? capacity[e] : 0;
        }
        return sum;
    }

    private static int[] ends(Graph graph, int... edges) {
        Set<Integer> ends = new TreeSet<>();
        Arrays.stream(edges).forEach(e -> {
            ends.add(graph.first(e));
            ends.add(graph.second(e));
        });
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Graph draw(RandomGenerator random, int n) {
        double density = random.nextDouble() * Math.min(1, 4.0 / n);
        int[] first = new int[n * n];
        int[] second = new int[n * n];
        int edges = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (random.nextDouble() < density) {
                    first[edges] = a;
                    second[edges++] = b;
                }
            }
        }
        return Graph.of(n, Arrays.copyOf(first, edges), Arrays.copyOf(second, edges));
    }
}

package org.teeter.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.teeter.graph.Blocks;
import org.teeter.graph.Graph;
import org.teeter.graph.Incidence;

/**
 * What every chain of judged pairs from i to j passes.
 *
 * @param bridges judged pairs, from i to j
 * @param items articulation items, from i to j
 */
public record Bottlenecks(List<Integer> bridges, List<Integer> items) {
    public Bottlenecks {
        bridges = List.copyOf(bridges);
        items = List.copyOf(items);
    }

    /** On the way from i to j; none where no chain leads there. On any one chain, all of them lie. */
    public static Bottlenecks of(Graph graph, int i, int j) {
        List<Integer> way = way(graph, i, j);
        Blocks blocks = Blocks.of(graph);
        List<Integer> items = new ArrayList<>();
        int at = i;
        for (int k = 0; k + 1 < way.size(); k++) {
            at = graph.other(way.get(k), at);
            if (blocks.of(way.get(k)) != blocks.of(way.get(k + 1))) {
                items.add(at);
            }
        }
        return new Bottlenecks(way.stream().filter(blocks::isBridge).toList(), items);
    }

    /** The edges of a shortest way. */
    private static List<Integer> way(Graph graph, int i, int j) {
        Incidence incidence = graph.incidence();
        int[] by = new int[graph.size()];
        Arrays.fill(by, -1);
        int[] queue = new int[graph.size()];
        int size = 1;
        queue[0] = i;
        for (int k = 0; k < size && by[j] < 0; k++) {
            for (int at = incidence.start(queue[k]); at < incidence.start(queue[k] + 1); at++) {
                int v = incidence.neighbour(at);
                if (v != i && by[v] < 0) {
                    by[v] = incidence.edge(at);
                    queue[size++] = v;
                }
            }
        }
        List<Integer> way = new ArrayList<>();
        for (int v = j; by[v] >= 0; v = graph.other(by[v], v)) {
            way.add(by[v]);
        }
        Collections.reverse(way);
        return way;
    }
}

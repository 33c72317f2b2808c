package org.teeter.report.document;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.teeter.audit.Audit;
import org.teeter.audit.Sources;
import org.teeter.graph.Graph;
import org.teeter.graph.Incidence;
import org.teeter.link.Link;
import org.teeter.link.Probability;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The paper's triangles in the data: i and j, each compared with k; the most sensitive by the paper's own Eq. (4), that one first. Each
 * triangle is there once, with its more one-sided comparison as the source.
 *
 * @param points at most as many as a page shows
 */
record TriangleMap(List<Point> points) {
    private static final int MOST = 1000;
    /** Where each point costs a solve of its own. */
    private static final int MOST_SOLVED = 60;
    /** Triples of items that are examined, the first ones: one item that n others met has n² of them. */
    static final int MOST_TRIPLES = 2_000_000;

    TriangleMap {
        points = List.copyOf(points);
    }

    /**
     * A triangle.
     *
     * @param local |∂p_ij/∂p_ik| of Eq. (4)
     * @param place in the order of the search, which decides between equals
     */
    record Point(int i, int k, int j, Probability ik, Probability kj, double local, boolean observed, int place) {
        private static final Comparator<Point> WORST_FIRST =
                Comparator.comparingDouble((Point p) -> -p.local).thenComparingInt(Point::place);
    }

    static TriangleMap of(AuditedData data) {
        Audit audit = data.audit();
        if (audit.sources().kind() != Sources.Kind.SHARE) {
            return new TriangleMap(List.of()); // a ballot speaks of more than two pairs
        }
        Graph graph = audit.fit().graph();
        Link link = audit.fit().model().link();
        int most = graph.size() <= Audit.LARGEST_LISTED ? MOST : MOST_SOLVED;
        int[][] neighbours = neighbours(graph);
        PriorityQueue<Point> kept = new PriorityQueue<>(Point.WORST_FIRST.reversed());
        int triples = 0;
        for (int k = 0; k < graph.size(); k++) {
            for (int i : neighbours[k]) {
                for (int j : neighbours[k]) {
                    if (triples++ == MOST_TRIPLES) {
                        return sorted(kept);
                    }
                    Probability ik = audit.fit().probability(i, k);
                    Probability kj = audit.fit().probability(k, j);
                    double ofSource = link.densityAt(ik);
                    double ofOther = link.densityAt(kj);
                    boolean sourceFirst = ofSource < ofOther || (ofSource == ofOther && i < j);
                    boolean observed = i != j && graph.edge(i, j) >= 0;
                    if (i != j && sourceFirst && (!observed || audit.everyPairCompared())) {
                        double local = link.densityAt(audit.fit().probability(i, j)) / ofSource;
                        kept.add(new Point(i, k, j, ik, kj, local, observed, triples));
                        if (kept.size() > most) {
                            kept.remove(); // the least sensitive
                        }
                    }
                }
            }
        }
        return sorted(kept);
    }

    private static TriangleMap sorted(PriorityQueue<Point> kept) {
        return new TriangleMap(kept.stream().sorted(Point.WORST_FIRST).toList());
    }

    private static int[][] neighbours(Graph graph) {
        Incidence incidence = graph.incidence();
        int[][] neighbours = new int[graph.size()][];
        for (int i = 0; i < neighbours.length; i++) {
            int from = incidence.start(i);
            neighbours[i] = new int[incidence.degree(i)];
            Arrays.setAll(neighbours[i], k -> incidence.neighbour(from + k));
        }
        return neighbours;
    }

    /** The map as the page draws it. */
    ObjectNode json(AuditedData data) {
        Audit audit = data.audit();
        ObjectNode map = JsonMapper.shared().createObjectNode();
        ArrayNode m = map.putArray("m");
        audit.request().thresholds().forEach(m::add);
        ArrayNode shown = map.putArray("points");
        for (Point p : points) {
            ObjectNode point = shown.addObject();
            point.put("i", data.name(p.i));
            point.put("k", data.name(p.k));
            point.put("j", data.name(p.j));
            point.put("p_ik", p.ik.p());
            point.put("p_kj", p.kj.p());
            point.put("p_ij", audit.fit().probability(p.i, p.j).p());
            point.put("local", p.local);
            point.put("sensitivity", audit.sensitivity(p.i, p.j, p.i, p.k));
            point.put("observed", p.observed);
        }
        return map;
    }
}

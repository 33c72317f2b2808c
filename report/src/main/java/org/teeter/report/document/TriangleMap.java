package org.teeter.report.document;

import java.util.Comparator;
import java.util.List;
import org.teeter.audit.Audit;
import org.teeter.audit.Sources;
import org.teeter.link.Probability;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The paper's triangles in the data: i and j, each compared with k; the most sensitive by the paper's own Eq. (4), that one first. Each
 * triangle is there once, with its more one-sided comparison as the source.
 *
 * @param points at most as many as a page shows
 * @param triples how many there are: two compared pairs that share an item
 * @param examined how many of them were looked at, all but where they are very many
 * @param thresholds the M of the regions
 * @param regions how many predictions by way of a triple lie in the region of each M
 */
record TriangleMap(List<Point> points, long triples, long examined, List<Double> thresholds, List<Long> regions) {
    private static final int MOST = 1000;
    /** Where each point costs a solve of its own. */
    private static final int MOST_SOLVED = 60;

    TriangleMap {
        points = List.copyOf(points);
        thresholds = List.copyOf(thresholds);
        regions = List.copyOf(regions);
    }

    private static TriangleMap none() {
        return new TriangleMap(List.of(), 0, 0, List.of(), List.of());
    }

    /**
     * A triangle.
     *
     * @param local |∂p_ij/∂p_ik| of Eq. (4)
     */
    record Point(int i, int k, int j, Probability ik, Probability kj, double local, boolean observed) {
        static final Comparator<Point> WORST_FIRST = Comparator.comparingDouble((Point p) -> -p.local)
                .thenComparingInt(Point::k)
                .thenComparingInt(p -> Math.max(p.i, p.j))
                .thenComparingInt(p -> Math.min(p.i, p.j));
    }

    static TriangleMap of(AuditedData data) {
        Audit audit = data.audit();
        if (audit.sources().kind() != Sources.Kind.SHARE) {
            return none(); // a ballot speaks of more than two pairs
        }
        int items = audit.fit().graph().size();
        return new TriangleSearch(audit, items <= Audit.LARGEST_LISTED ? MOST : MOST_SOLVED).found();
    }

    /** The map as the page draws it. */
    ObjectNode json(AuditedData data) {
        Audit audit = data.audit();
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        ArrayNode m = map.putArray("m");
        audit.request().thresholds().forEach(m::add);
        map.put("triples", triples).put("examined", examined);
        ArrayNode inside = map.putArray("regions");
        regions.forEach(inside::add);
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

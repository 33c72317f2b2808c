package org.teeter.report.document;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
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
 * @param triples how many there are: two compared pairs that share an item
 * @param examined how many of them were looked at, all but where they are very many
 * @param thresholds the M of the regions
 * @param regions how many predictions by way of a triple lie in the region of each M
 */
record TriangleMap(List<Point> points, long triples, long examined, List<Double> thresholds, List<Long> regions) {
    private static final int MOST = 1000;
    /** Where each point costs a solve of its own. */
    private static final int MOST_SOLVED = 60;
    /** Triples that are examined, the first ones, in some seconds: one item that n others met has n²/2 of them. */
    static final long MOST_TRIPLES = 1_000_000_000;

    private static final double ROUNDING = 1e-9;

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
     * @param place in the order of the search, which decides between equals
     */
    record Point(int i, int k, int j, Probability ik, Probability kj, double local, boolean observed, long place) {
        private static final Comparator<Point> WORST_FIRST =
                Comparator.comparingDouble((Point p) -> -p.local).thenComparingLong(Point::place);
    }

    static TriangleMap of(AuditedData data) {
        Audit audit = data.audit();
        if (audit.sources().kind() != Sources.Kind.SHARE) {
            return none(); // a ballot speaks of more than two pairs
        }
        Graph graph = audit.fit().graph();
        Link link = audit.fit().model().link();
        int most = graph.size() <= Audit.LARGEST_LISTED ? MOST : MOST_SOLVED;
        int[][] neighbours = neighbours(graph);
        PriorityQueue<Point> kept = new PriorityQueue<>(Point.WORST_FIRST.reversed());
        List<Double> thresholds = audit.request().thresholds();
        long[] regions = new long[thresholds.size()];
        long triples = 0;
        for (int[] met : neighbours) {
            triples += (long) met.length * (met.length - 1) / 2;
        }
        double peak = link.mode().isPresent() ? link.density(link.mode().getAsDouble()) : Double.POSITIVE_INFINITY;
        double least = thresholds.stream().mapToDouble(m -> m).min().orElse(Double.POSITIVE_INFINITY);
        double unseen = 0; // a source of this density, or of more, is in no region and is not drawn
        long examined = 0;
        for (int k = 0; k < graph.size() && examined < MOST_TRIPLES; k++) {
            if (Thread.currentThread().isInterrupted()) { // by who no longer waits for it
                throw new CancellationException("interrupted while triples were counted");
            }
            int[] met = neighbours[k];
            double[] densities = new double[met.length];
            for (int a = 0; a < met.length; a++) {
                densities[a] = link.densityAt(audit.fit().probability(met[a], k));
            }
            for (int a = 0; a < met.length; a++) {
                for (int b = 0; b < a && examined < MOST_TRIPLES; b++) {
                    examined++;
                    if (unseen > 0 && Math.min(densities[a], densities[b]) >= unseen) {
                        continue;
                    }
                    boolean observed = graph.edge(met[a], met[b]) >= 0;
                    if (observed && !audit.everyPairCompared()) {
                        continue;
                    }
                    int source =
                            densities[a] < densities[b] || (densities[a] == densities[b] && met[a] < met[b]) ? a : b;
                    int i = met[source];
                    int j = met[source == a ? b : a];
                    double local = link.densityAt(audit.fit().probability(i, j)) / densities[source];
                    for (int m = 0; m < regions.length; m++) {
                        regions[m] += local > thresholds.get(m) ? 1 : 0;
                    }
                    if (kept.size() < most || local >= kept.element().local) {
                        Probability ik = audit.fit().probability(i, k);
                        Probability kj = audit.fit().probability(k, j);
                        kept.add(new Point(i, k, j, ik, kj, local, observed, examined));
                        if (kept.size() > most) {
                            kept.remove(); // the least sensitive
                            unseen = (1 + ROUNDING) * peak / Math.min(least, kept.element().local);
                        }
                    }
                }
            }
        }
        return new TriangleMap(
                kept.stream().sorted(Point.WORST_FIRST).toList(),
                triples,
                examined,
                thresholds,
                Arrays.stream(regions).boxed().toList());
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

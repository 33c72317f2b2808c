package org.teeter.report.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.sensitivity.BradleyTerryRegion;
import org.teeter.sensitivity.PairRegion;

/**
 * The boundary of a sensitive region as polygons, drawn and measured alike.
 *
 * <p>Vertices lie on the exact boundary: by {@code γ0} [M17] for Bradley-Terry, by {@code γ±} and {@code η±} [M32] for Plackett-Luce, by
 * the slices of {@link org.teeter.sensitivity.SensitiveRegion} for other links. Between them the sides stay within {@link
 * #resolution()} of it: {@value #PRECISION} times the region's area by its perimeter, so that the polygons' area is that of the region but
 * for that part, however large or thin the region is.
 */
public final class Outline {
    /** By how much of itself a polygon's area may differ from its region's. */
    public static final double PRECISION = 1e-4;

    private static final double COARSE = 0.01;
    private static final double FINER = 0.9; // than needed, so that the next pass is the last one
    private static final double ALIKE = 1e-3; // by this much less a polygon counts as equally large

    private final List<List<Vertex>> rings; // outer ones turn one way, holes the other
    private final double resolution;

    private Outline(List<List<Vertex>> rings, double resolution) {
        this.rings = rings;
        this.resolution = resolution;
    }

    /** The region of {@code ∂p_ij/∂p_ik} under a link, over (p_ik, p_kj). */
    public static Outline of(Link link, double m) {
        return of(link, m, PRECISION);
    }

    static Outline of(Link link, double m, double precision) {
        if (link instanceof Logistic) {
            BradleyTerryRegion region = new BradleyTerryRegion(m);
            return resolve(distance -> bradleyTerry(region, distance), precision);
        }
        BoundaryTrace trace = new BoundaryTrace(link, m);
        return resolve(trace::rings, precision);
    }

    /** The region of {@code ∂p_ω/∂p_uv} over (p_uv, p_vu), whole, also where it leaves the unit square (M below β). */
    public static Outline ofUv(PairRegion region) {
        return ofUv(region, PRECISION);
    }

    static Outline ofUv(PairRegion region, double precision) {
        return resolve(
                distance -> List.of(Sampling.of(
                                (t, rest) -> {
                                    double uv = region.limit() * along(t, rest);
                                    PairRegion.Bounds bounds = bounds(region, uv, true);
                                    return List.of(Vertex.nearOrigin(uv, t < rest ? bounds.lower() : bounds.upper()));
                                },
                                distance)
                        .get(0)),
                precision);
    }

    /** The region of {@code ∂p_ω/∂p_vu} over (p_uv, p_vu). */
    public static Outline ofVu(PairRegion region) {
        return ofVu(region, PRECISION);
    }

    static Outline ofVu(PairRegion region, double precision) {
        return resolve(
                distance -> List.of(Sampling.of(
                                (t, rest) -> {
                                    double vu = region.limit() * along(t, rest);
                                    PairRegion.Bounds bounds = bounds(region, vu, false);
                                    return List.of(Vertex.nearOrigin(t < rest ? bounds.lower() : bounds.upper(), vu));
                                },
                                distance)
                        .get(0)),
                precision);
    }

    /** The fixed probability by its limit, on the way there (t below 1/2) and back: {@code 1 - w²} with {@code w = 1 - 2t}. */
    private static double along(double t, double rest) {
        return 4 * t * rest;
    }

    private static PairRegion.Bounds bounds(PairRegion region, double fixed, boolean uv) {
        if (fixed > 0 && region.isBelowLimit(fixed)) {
            return uv ? region.gamma(fixed) : region.eta(fixed);
        }
        double unit = region.beta() / region.m() / 4 / (uv ? 1 : region.alpha() * region.alpha());
        return fixed > 0 ? new PairRegion.Bounds(unit, unit) : new PairRegion.Bounds(0, 4 * unit); // w = 0, w = 1
    }

    private static List<List<Vertex>> bradleyTerry(BradleyTerryRegion region, double distance) {
        double m = region.m();
        double last = Math.min(1, m) / (1 + m);
        Probability end = m < 1 ? Probability.of(0) : Probability.complementOf(0);
        List<Vertex> curve = Sampling.of(
                        (t, rest) -> {
                            Probability kj = Probability.of(last * t * t); // 1 - γ0 is as √p_kj near 0
                            Probability ik = region.caseOf(kj) == BradleyTerryRegion.Case.ABOVE && kj.p() > 0
                                    ? region.gamma0(kj)
                                    : kj.p() > 0 ? end : Probability.complementOf(0);
                            return List.of(Vertex.of(ik, kj));
                        },
                        distance)
                .get(0);
        List<Vertex> opposite = curve.stream().map(Vertex::opposite).toList();
        if (m >= 1) {
            return List.of(curve, opposite);
        }
        // from (1, 0) to the side p_ik = 0, and from (0, 1) to the side p_ik = 1
        List<Vertex> ring = new ArrayList<>(curve);
        ring.addAll(opposite);
        return List.of(ring);
    }

    /** Traced again until the distance is small against what has been found: few sides make thin regions look large. */
    private static Outline resolve(DoubleFunction<List<List<Vertex>>> trace, double precision) {
        double distance = COARSE;
        while (true) {
            Outline outline = new Outline(trace.apply(distance), distance);
            double needed = precision * outline.area() / outline.perimeter();
            if (!(needed > 0)) { // no polygons, or none with anything inside
                return new Outline(List.of(), 0);
            }
            if (distance <= needed) {
                return outline;
            }
            distance = FINER * needed;
        }
    }

    /** The same region with its axes exchanged: that of the derivative by the other probability. */
    public Outline transposed() {
        return new Outline(
                rings.stream()
                        .map(ring -> ring.stream().map(Vertex::transposed).toList())
                        .toList(),
                resolution);
    }

    /** How far a side may lie from the boundary, in units of the square's side. */
    public double resolution() {
        return resolution;
    }

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return rings.isEmpty();
    }

    /** The area of the polygons, by the shoelace formula. */
    public double area() {
        double area = 0;
        for (List<Vertex> ring : rings) {
            area += area(ring);
        }
        return Math.abs(area);
    }

    private static double area(List<Vertex> ring) {
        Vertex origin = ring.get(0); // from the square's corner, small rings far from it would lose their digits
        double twice = 0;
        for (int k = 1; k + 1 < ring.size(); k++) {
            Vertex a = ring.get(k);
            Vertex b = ring.get(k + 1);
            twice += a.dx(origin) * b.dy(origin) - b.dx(origin) * a.dy(origin);
        }
        return twice / 2;
    }

    private double perimeter() {
        double perimeter = 0;
        for (List<Vertex> ring : rings) {
            for (int k = 0; k < ring.size(); k++) {
                perimeter += ring.get(k).distance(ring.get((k + 1) % ring.size()));
            }
        }
        return perimeter;
    }

    /** How many corners the polygons have. */
    public int vertices() {
        return rings.stream().mapToInt(List::size).sum();
    }

    /** The corners of the polygon of the largest area, of equal ones the one furthest to the right; none if there is no polygon. */
    List<Vertex> largestRing() {
        List<Vertex> largest = List.of();
        for (List<Vertex> ring : rings) {
            double size = largest.isEmpty() ? 0 : Math.abs(area(largest));
            double more = Math.abs(area(ring)) - size;
            if (more > ALIKE * size || (more > -ALIKE * size && meanX(ring) > meanX(largest))) {
                largest = ring;
            }
        }
        return Collections.unmodifiableList(largest);
    }

    private static double meanX(List<Vertex> ring) {
        return ring.stream().mapToDouble(Vertex::x).average().orElseThrow();
    }

    /** The polygons in a frame on the page, as far as they are seen there. */
    Path2D path(Frame frame) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        rings.forEach(ring -> path.append(path(ring, frame), false));
        return path;
    }

    /** One polygon in a frame on the page. */
    static Path2D path(List<Vertex> ring, Frame frame) {
        List<Point2D> corners = new ArrayList<>();
        for (Vertex vertex : ring) {
            corners.add(new Point2D.Double(frame.x(vertex), frame.y(vertex)));
        }
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        Clip.add(corners, frame.box(), path);
        return path;
    }
}

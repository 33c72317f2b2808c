package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.link.Cauchit;
import org.teeter.link.ComplementaryLogLog;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.link.StudentT;
import org.teeter.link.Uniform;
import org.teeter.paper.Area;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.paper.PairRegion;
import org.teeter.paper.SensitiveRegion;
import org.teeter.random.L64X128Mix;

/** The polygons against the formulas: as large, and the same places inside. */
class OutlineTest {
    private static final List<Link> LINKS = List.of(
            new Logistic(),
            new Probit(),
            new Cauchit(),
            new Laplace(),
            new HyperbolicSecant(),
            new StudentT(1.5),
            new StudentT(5),
            new LogLog(),
            new ComplementaryLogLog(),
            new TwoPeaks());

    /** So large that what a page's points do not resolve is seen. */
    private static final double SIDE = 1e6;

    private static final Frame SQUARE =
            new Frame(new Rectangle2D.Double(0, -SIDE, SIDE, SIDE), new Axis("x", 0, 1), new Axis("y", 0, 1));

    /** The polygons as they are drawn, on a very large page. */
    static Path2D path(Outline outline) {
        return outline.path(SQUARE);
    }

    /** Whether a place of the unit square is inside of polygons on that page. */
    static boolean contains(Path2D path, double x, double y) {
        return path.contains(SIDE * x, -SIDE * y);
    }

    @ParameterizedTest(name = "M = {0}")
    @ValueSource(doubles = {1e-3, 0.3, 0.999, 1, 1.0001, 1.01, 2, 3, 5, 10, 100, 1e4, 1e9})
    void areasAreThoseOfTheFormulas(double m) {
        for (Link link : LINKS) {
            Area area = new SensitiveRegion(link, m).area();
            Outline outline = Outline.of(link, m);
            assertEquals(
                    area.value(),
                    outline.area(),
                    Outline.PRECISION * area.value() + area.error(),
                    link.name() + " with " + outline.vertices() + " vertices");
            assertEquals(outline.area(), outline.transposed().area(), 1e-12 * area.value(), link.name());
        }
    }

    @ParameterizedTest(name = "M = {0}")
    @ValueSource(doubles = {0.5, 1, 1.01, 2, 10, 1e6})
    void areasOfRankingsAreThoseOfProposition2(double m) {
        for (double alpha : new double[] {1, 1.01, 3, 100}) {
            for (double beta : new double[] {1, 0.99, 0.2}) {
                PairRegion region = new PairRegion(alpha, beta, m);
                assertEquals(region.areaUv(), Outline.ofUv(region).area(), Outline.PRECISION * region.areaUv());
                assertEquals(region.areaVu(), Outline.ofVu(region).area(), Outline.PRECISION * region.areaVu());
            }
        }
    }

    @Test
    void aFinerOutlineIsCloser() {
        Link link = new Probit();
        double area = new SensitiveRegion(link, 3).area().value();
        assertEquals(area, Outline.of(link, 3, 1e-7).area(), 1e-7 * area);
        assertTrue(Math.abs(Outline.of(link, 3, 1e-2).area() - area) > 1e-5 * area, "or the precision does nothing");
    }

    @Test
    void placesAreInsideExactlyIfTheirSlopeExceedsM() {
        RandomGenerator random = L64X128Mix.of(1);
        List<Link> links = new ArrayList<>(LINKS);
        links.add(new Uniform());
        for (Link link : links) {
            for (double m : new double[] {0.4, 1.01, 2, 5, 10}) {
                Outline outline = Outline.of(link, m);
                Path2D path = path(outline);
                Path2D transposed = path(outline.transposed());
                for (int k = 0; k < 300; k++) {
                    double corner = k % 2 == 0 ? 1 : 0.1; // half of them where the regions are small
                    Probability ik = Probability.complementOf(corner * random.nextDouble());
                    Probability kj = Probability.of(corner * random.nextDouble());
                    String where = link.name() + ", M = " + m + ", p_ik = " + ik.p() + ", p_kj = " + kj.p();
                    if (isAwayFromTheBoundary(link, m, ik, kj, outline.resolution())) {
                        assertEquals(link.slope(ik, kj) > m, contains(path, ik.p(), kj.p()), where);
                        assertEquals(link.slope(ik, kj) > m, contains(transposed, kj.p(), ik.p()), where);
                    }
                }
            }
        }
    }

    /** Whether all places around, twice as far away as a side may lie from the boundary, are on one side of it. */
    private static boolean isAwayFromTheBoundary(Link link, double m, Probability ik, Probability kj, double distance) {
        int inside = 0;
        for (int k = 0; k < 8; k++) {
            double x = ik.p() + 2 * distance * Math.cos(k * Math.PI / 4);
            double y = kj.p() + 2 * distance * Math.sin(k * Math.PI / 4);
            if (!(0 < x && x < 1 && 0 < y && y < 1)) {
                return false;
            }
            inside += link.slope(Probability.of(x), Probability.of(y)) > m ? 1 : 0;
        }
        return inside == 0 || inside == 8;
    }

    @Test
    void theTipAndTheCornersAreDrawn() {
        for (double m : new double[] {1.01, 2, 10, 1000}) {
            Probability tip = new BradleyTerryRegion(m).tip();
            Vertex pointed = Vertex.of(tip, tip.complement());
            Outline outline = Outline.of(new Logistic(), m);
            List<Vertex> ring = outline.largestRing();
            assertTrue(distance(pointed, ring) <= outline.resolution(), "the tip of M = " + m);
            assertTrue(ring.contains(new Vertex(1, 0, 0, 1)), "the corner (1, 0)");
            assertEquals(1 / (1 + m), ring.stream().mapToDouble(Vertex::y).max().orElseThrow(), 1e-15);
            assertEquals(tip.p(), ring.stream().mapToDouble(Vertex::x).min().orElseThrow(), outline.resolution());
        }
    }

    private static double distance(Vertex from, List<Vertex> ring) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < ring.size(); k++) {
            nearest = Math.min(nearest, from.distance(ring.get(k), ring.get((k + 1) % ring.size())));
        }
        return nearest;
    }

    /** The way that any link takes, against γ0. */
    @Test
    void theTraceOfTheLogisticIsItsClosedForm() {
        for (double m : new double[] {0.2, 1.01, 3, 50}) {
            double distance = Outline.of(new Logistic(), m).resolution();
            List<List<Vertex>> traced = new BoundaryTrace(new Logistic(), m).rings(distance);
            assertEquals(m < 1 ? 1 : 2, traced.size());
            BradleyTerryRegion region = new BradleyTerryRegion(m);
            for (Vertex vertex : traced.get(0)) {
                Probability kj = new Probability(vertex.y(), vertex.yRest());
                BradleyTerryRegion.Case where = region.caseOf(kj);
                if (where == BradleyTerryRegion.Case.ABOVE || where == BradleyTerryRegion.Case.BELOW) {
                    assertEquals(region.gamma0(kj).p(), vertex.x(), 1e-7, "M = " + m + " at p_kj = " + kj.p());
                }
            }
        }
    }

    /** As many polygons as the region has parts, holes and all: four for the link of two peaks (erratum E15). */
    @Test
    void everyPartOfTheRegionIsAPolygon() {
        for (double m : new double[] {3, 10}) {
            List<Area> parts = new SensitiveRegion(new TwoPeaks(), m).components();
            List<List<Vertex>> rings = new BoundaryTrace(new TwoPeaks(), m).rings(1e-6);
            assertEquals(parts.size(), rings.size(), "M = " + m);
        }
        assertEquals(4, new BoundaryTrace(new TwoPeaks(), 5).rings(1e-6).size());
    }

    /** Rather than to refine for ever: the boundary is asked for at 1e-17, which no double near 1/2 can tell. */
    @Test
    void refusesABoundaryThatIsAllNoise() {
        Exception noise = assertThrows(ArithmeticException.class, () -> Outline.of(new Laplace(), 5, 1e-17));
        assertTrue(String.valueOf(noise.getMessage()).startsWith("a boundary must be smooth to be drawn within "));
    }

    @Test
    void nothingIsDrawnOfARegionThatIsEmpty() {
        assertTrue(Outline.of(new Uniform(), 1).isEmpty());
        assertEquals(0, Outline.of(new Uniform(), 2).area());
        assertEquals(0.75, Outline.of(new Uniform(), 0.5).area(), 1e-9);
        assertEquals(List.of(), Outline.of(new Uniform(), 2).largestRing());
    }
}

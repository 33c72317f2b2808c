package org.teeter.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.paper.BradleyTerryTest.close;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.link.Assumption;
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
import org.teeter.link.UserLink;

class SensitiveRegionTest {
    private static final Logistic LOGISTIC = new Logistic();

    /** Two kinds of judges, who disagree by 8: A2 to A7 hold and the density has two peaks. */
    private static final Link BIMODAL = new UserLink(
            "bimodal",
            x -> (LOGISTIC.probability(x - 4).p() + LOGISTIC.probability(x + 4).p()) / 2,
            x -> (LOGISTIC.density(x - 4) + LOGISTIC.density(x + 4)) / 2);

    static List<Link> links() {
        return List.of(
                LOGISTIC,
                new Probit(),
                new Cauchit(),
                new Laplace(),
                new StudentT(2),
                new StudentT(3),
                new HyperbolicSecant(),
                new LogLog(),
                new ComplementaryLogLog(),
                new Uniform());
    }

    @ParameterizedTest(name = "{0}, M = {1}")
    @CsvFileSource(resources = "areas.csv", numLinesToSkip = 2) // regenerate with src/test/golden/areas.py
    void areaAgreesWithMpmath(String name, double m, double area) {
        Link link =
                links().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
        Area found = new SensitiveRegion(link, m).area();
        close(area, found.value(), 1e-13); // a hundred times what was seen; 1e-12 is promised
        assertTrue(found.error() <= 1e-12 * area, found::toString);
    }

    @ParameterizedTest
    @MethodSource("links")
    void sensitivityIsABudget(Link link) { // ∫ ∂p_ij/∂p_ik dp_ik = 1 for every p_kj, so that its mean is 1
        for (double b : new double[] {0.04, 0.3, 0.5, 0.8, 0.9}) {
            Probability kj = Probability.of(b);
            double budget = 0;
            // cut where a slope or its derivative jumps: the Laplace kinks, the uniform's ends
            double[] cuts = {0, Math.abs(b - 0.5), 1 - Math.abs(b - 0.5), 1 - b, b, 0.5, 1};
            Arrays.sort(cuts);
            for (int k = 1; k < cuts.length; k++) {
                double from = cuts[k - 1];
                double width = cuts[k] - from;
                budget += DoubleExponential.integrate((s, oneMinusS) -> {
                                    Probability ik = from + width < 1
                                            ? Probability.of(from + width * s)
                                            : Probability.complementOf(width * oneMinusS);
                                    return ik.isInterior() ? link.slope(ik, kj) : 0;
                                })
                                .value()
                        * width;
            }
            double expected = link instanceof Uniform ? 1 - Math.abs(b - 0.5) : 1;
            assertEquals(expected, budget, 1e-9); // inner kinks of the other links cost the rule some digits
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void areaIsBelowOneOverM(Link link) { // Markov
        for (double m : new double[] {0.01, 0.5, 0.99, 1, 1.5, 7, 1e5, 1e12}) {
            double area = new SensitiveRegion(link, m).area().value();
            assertTrue(0 <= area && area < Math.min(1, 1 / m), link.name() + " " + m + " " + area);
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void areasOverAllMAddUpToTheMeanSensitivity(Link link) {
        if (!link.isSymmetric()) {
            return; // their area falls as 1 / (M log²M): a tenth of the integral lies beyond M = 1e4, a hundredth
            // beyond 1e40
        }
        double below = DoubleExponential.integrate((s, r) -> s == 0 ? 1 : areaOf(link, s), 1e-5)
                .value();
        double above = DoubleExponential.integrate((s, r) -> s < 1e-100 ? 0 : areaOf(link, 1 / s) / s / s, 1e-5)
                .value();
        assertEquals(link instanceof Uniform ? 0.75 : 1, below + above, 1e-4);
        if (link.assumptions().contains(Assumption.A2)) { // duality at M = 1
            assertEquals(2 * areaOf(link, 1), below, 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void dualityOfAreas(Link link) { // A(M) = ∫_0^(1/M) A - A(1/M)/M under A4
        if (!link.isSymmetric() || link instanceof Uniform) {
            return;
        }
        double m = 2.5;
        double integral = DoubleExponential.integrate((s, r) -> s == 0 ? 1 : areaOf(link, s / m), 1e-8)
                        .value()
                / m;
        assertEquals(integral - areaOf(link, 1 / m) / m, areaOf(link, m), 1e-8);
    }

    private static double areaOf(Link link, double m) {
        return new SensitiveRegion(link, m).area().value();
    }

    @ParameterizedTest
    @MethodSource("links")
    void slicesAreWhereTheSlopeIsAboveM(Link link) {
        for (double m : new double[] {0.6, 1.3, 4}) {
            SensitiveRegion region = new SensitiveRegion(link, m);
            for (double a : new double[] {0.003, 0.2, 0.5, 0.77, 0.9995}) {
                Probability ik = Probability.of(a);
                List<SensitiveRegion.Interval> slice = region.slice(ik);
                for (double b = 0.0005; b < 1; b += 0.001) {
                    Probability kj = Probability.of(b);
                    boolean inSlice = slice.stream().anyMatch(i -> kj.minus(i.from()) > 0 && i.to().minus(kj) > 0);
                    double slope = link.slope(ik, kj);
                    if (Math.abs(slope - m) > 1e-6) {
                        assertEquals(slope > m, inSlice, link.name() + " M " + m + " " + a + " " + b);
                    }
                    assertEquals(slope > m, region.contains(ik, kj));
                }
            }
        }
    }

    @Test
    void closedFormsAgreeWithQuadrature() {
        for (double m : new double[] {0.3, 1, 1.2, 6, 1e4}) {
            for (Link link : List.of(LOGISTIC, new Laplace(), new Uniform())) {
                SensitiveRegion region = new SensitiveRegion(link, m);
                double sum =
                        region.components().stream().mapToDouble(Area::value).sum();
                close(region.area().value(), sum, 1e-13);
            }
        }
    }

    @Test
    void unimodalLinksHaveTwoComponentsAndTheBimodalOneFour() { // erratum E15
        for (Link link : links()) {
            int expected = link instanceof Uniform ? 0 : 2;
            assertEquals(expected, new SensitiveRegion(link, 3).components().size(), link.name());
            assertEquals(1, new SensitiveRegion(link, 0.4).components().size(), link.name());
        }
        assertEquals(4, new SensitiveRegion(BIMODAL, 3).components().size());
        assertEquals(2, new SensitiveRegion(BIMODAL, 12).components().size());
        // strong sensitivity with no dominance anywhere
        assertEquals(7, BIMODAL.slope(Probability.HALF, Probability.of(0.75)), 0.1);
        assertTrue(new SensitiveRegion(BIMODAL, 6).contains(Probability.HALF, Probability.of(0.75)));
    }

    @Test
    void componentsOfTheLogLogLinkAreUnequal() {
        List<Area> areas = new SensitiveRegion(new LogLog(), 100).components();
        // ∫_0^1 (v/M)^(1/(1-v)) e^-v dv, and ∫_M^∞ (1 - (v/M)^(-1/(v-1))) e^-v dv: mpmath, 40 digits
        close(1.11300666375524e-4, areas.get(0).value(), 1e-13);
        close(3.64782481261918e-48, areas.get(1).value(), 1e-11); // the tail of g turns a rounding of z into 100
    }

    @Test
    @Tag("slow")
    void aSampleOfTheSquareAgreesWithTheArea() {
        int n = 1000;
        for (Link link : List.of(new Probit(), new Cauchit(), new LogLog(), BIMODAL)) {
            int inside = 0;
            SensitiveRegion region = new SensitiveRegion(link, 2);
            int step = link == BIMODAL ? 5 : 1; // bisection is slow
            for (int i = 0; i < n; i += step) {
                for (int j = 0; j < n; j += step) {
                    inside += region.contains(Probability.of((i + 0.5) / n), Probability.of((j + 0.5) / n)) ? 1 : 0;
                }
            }
            // cells on the boundary: about 4 n of n², miscounted by chance
            double area = (double) inside * step * step / n / n;
            assertEquals(region.area().value(), area, step == 1 ? 3e-4 : 6e-3, link.name());
        }
    }
}

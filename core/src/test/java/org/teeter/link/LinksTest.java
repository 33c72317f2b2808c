package org.teeter.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    static Probability probability(String text) {
        return text.startsWith("1-")
                ? Probability.complementOf(Double.parseDouble(text.substring(2)))
                : Probability.of(Double.parseDouble(text));
    }

    private static Link link(String name) {
        return AssumptionCheckTest.links().stream()
                .filter(link -> link.name().equals(name))
                .findFirst()
                .orElseGet(() -> new StudentT(Double.parseDouble(name.substring("student_t".length()))));
    }

    /**
     * What the arithmetic allows: closed forms a few roundings; the normal tail at 1e-230 turns the rounding of a score of 32 into 32²
     * of its own (as the nearly normal t's), the tail of t with ν = 40 turns that of {@code √w} into 40, and cancellation in the test points adds to both.
     */
    private static double tolerance(String link) {
        return switch (link) {
            case "probit" -> 5e-13;
            case "student_t40", "student_t1000", "student_t100000" -> 1e-12;
            case "student_t1.5", "student_t2", "student_t3", "student_t5" -> 1e-14;
            default -> 2e-15;
        };
    }

    @ParameterizedTest(name = "{0}({1}, {2})")
    @CsvFileSource(resources = "links.csv", numLinesToSkip = 2) // regenerate with src/test/golden/links.py
    void agreesWithMpmath(
            String name,
            String ik,
            String kj,
            double x,
            double y,
            double p,
            double q,
            double sik,
            double skj,
            double logSik,
            double logSkj) {
        Link link = link(name);
        Probability a = probability(ik);
        Probability b = probability(kj);
        double tolerance = tolerance(name);
        close(x, link.quantile(a), 3e-15);
        close(y, link.quantile(b), 3e-15);
        Probability ij = link.compose(a, b);
        close(p, ij.p(), tolerance);
        close(q, ij.q(), tolerance);
        close(sik, link.slope(a, b), 2 * tolerance);
        close(skj, link.slope(b, a), 2 * tolerance);
        assertEquals(logSik, link.logSlope(a, b), 5e-14 * Math.max(1, Math.abs(logSik)));
        assertEquals(logSkj, link.logSlope(b, a), 5e-14 * Math.max(1, Math.abs(logSkj)));
    }

    private static void close(double expected, double actual, double relative) {
        if (Double.isInfinite(expected)) {
            assertEquals(expected, actual);
        } else {
            assertEquals(expected, actual, relative * Math.abs(expected) + Double.MIN_NORMAL);
        }
    }

    private record Point(Probability p) {
        static Point random(RandomGenerator random, double size) {
            double m = 0.5 * Math.exp(-200 * size * random.nextDouble());
            return new Point(random.nextBoolean() ? Probability.of(m) : Probability.complementOf(m));
        }
    }

    @ParameterizedTest
    @MethodSource("org.teeter.link.AssumptionCheckTest#links")
    void probabilityUndoesQuantile(Link link) {
        forAll(300, Point::random, point -> {
            Probability p = point.p;
            double x = link.quantile(p);
            Probability back = link.probability(x);
            // A relative rounding of x moves p by x g'(x) / p of it; clipped ends of the uniform lose their complement.
            double tolerance = 1e-14 + 1e-15 * Math.abs(x) * link.densityAt(p) / p.smaller();
            assertEquals(p.p(), back.p(), tolerance * p.p() + 1e-16 * (link instanceof Uniform ? 1 : 0));
            assertEquals(p.q(), back.q(), tolerance * p.q() + 1e-16 * (link instanceof Uniform ? 1 : 0));
        });
    }

    @ParameterizedTest
    @MethodSource("org.teeter.link.AssumptionCheckTest#links")
    void logarithmsContinueTheValues(Link link) {
        for (double x = -3; x <= 3; x += 0.37) {
            assertEquals(Math.log(link.probability(x).p()), link.logProbability(x), 1e-13);
            assertEquals(Math.log(link.probability(x).q()), link.logComplement(x), 1e-13);
            assertEquals(Math.log(link.density(x)), link.logDensity(x), 1e-13);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 500, 3e4, 1e6})
    void manyDegreesJoinTheContinuedFraction(double nu) {
        StudentT student = new StudentT(nu);
        double edge = Math.sqrt(1.7 * nu); // the expansion ends here, where the fraction takes over
        double below = student.logProbability(-edge * (1 - 1e-15));
        double above = student.logProbability(-edge * (1 + 1e-15));
        assertEquals(below, above, 1e-14 * Math.abs(below));
        double centre = student.probability(-Math.nextDown(0.5)).p(); // and here it turns from the centre to the tail
        assertEquals(centre, student.probability(-Math.nextUp(0.5)).p(), 5e-16);
    }

    @Test
    void tailsStayFiniteWhereValuesAreLongZero() {
        assertEquals(-0.5e6 - 0.9189385332046727 - Math.log(1000.000999998), new Probit().logProbability(-1000), 1e-9);
        assertEquals(-1000, new Logistic().logProbability(-1000), 0);
        assertEquals(-Math.exp(20), new LogLog().logProbability(-20), 1e-6);
        assertEquals(-Math.PI * 500 - Math.log(Math.PI / 2), new HyperbolicSecant().logProbability(-1000), 1e-11);
    }

    @ParameterizedTest
    @MethodSource("org.teeter.link.AssumptionCheckTest#links")
    void descentIsWhereTheDensityHasFallen(Link link) {
        if (link instanceof Uniform) {
            return; // its density does not fall but ends
        }
        for (double factor : new double[] {0.3, 1, 1.0000001, 2, 50, 1e12}) {
            for (double from : new double[] {0, 0.3, 2}) {
                double x = link.descent(from, factor);
                double wanted = link.logDensity(from) - Math.log(factor);
                if (wanted > link.logDensity(0)) {
                    assertEquals(0, x);
                } else {
                    assertEquals(wanted, link.logDensity(x), 1e-13 * Math.max(1, Math.abs(wanted)));
                    assertTrue(x >= 0);
                }
            }
        }
    }

    @Test
    void gapsKeepTheirDigitsWhereQuantilesCancel() {
        // t with ν = 2: x = (1-2m)/√(2m(1-m)), so that x(m) - x(m(1+d)) has a closed form without cancellation
        double m = 1e-40;
        double n = m * (1 + Math.scalb(1.0, -30));
        double exact = (n - m) / m / (2 * Math.sqrt(2 * m)) * (1 - 0.75 * (n - m) / m);
        double gap = new StudentT(2).gap(Probability.complementOf(n), Probability.complementOf(m));
        assertEquals(exact, gap, 1e-14 * exact);
    }

    @Test
    void aLinkOfOneOnesOwnNeedsNothingButItsFunctions() {
        Link own = new UserLink("own", x -> new Logistic().probability(x).p(), x -> new Logistic().density(x));
        Probability a = Probability.of(0.7);
        Probability b = Probability.of(0.2);
        assertEquals(new Logistic().slope(a, b), own.slope(a, b), 1e-13);
        assertEquals(new Logistic().compose(a, b).p(), own.compose(a, b).p(), 1e-14);
    }

    /** mpmath, 700 digits: far out the density of a heavy tail has left the range of a double, and its scores cancel. */
    @Test
    void heavyTailsKeepTheirDigitsWhereTheirDensityUnderflows() {
        Link student = new StudentT(2);
        Probability ik = Probability.complementOf(1e-300);
        Probability kj = Probability.of(1.1e-300);
        close(4.617379465974335e-298, student.compose(ik, kj).q(), 2e-14);
        close(9921.865851844821, student.slope(ik, kj), 2e-14);
        assertEquals(9.202496272495942, student.logSlope(ik, kj), 1e-13);
        // 1e-200 at the score -1/(π 1e-200), moved by 1 % of itself
        close(1.0000000000000023e-202, new Cauchit().mass(-3.1830988618379064e199, 3.151583031522683e197), 1e-11);
    }

    /** mpmath, 700 digits. */
    @Test
    void logLogScoresKeepTheirDigitsAtTheMode() {
        close(1.5190535135204355e-6, new LogLog().quantile(Probability.of(0.36788)), 1e-13);
        close(3.277128787939764e-4, new LogLog().quantile(Probability.complementOf(0.632)), 1e-15);
        close(2.999999997e-9, new ComplementaryLogLog().descent(-3e-9, 1), 1e-14);
        close(1.6934529273684122, new ComplementaryLogLog().descent(-2, 5), 1e-14);
        close(7.2429e-7, new LogLog().gap(Probability.of(1e-300), Probability.of(1.0005e-300)), 1e-3);
    }

    /** Below the smallest normal double the inverse of a tail overflows. */
    @Test
    void hyperbolicSecantComposesSubnormals() {
        Link link = new HyperbolicSecant();
        Probability ik = Probability.complementOf(1e-310);
        close(0.20483276469913345, link.compose(ik, Probability.of(3e-310)).q(), 1e-12);
        assertEquals(712.1458233185388, link.logSlope(ik, Probability.of(3e-310)), 1e-11);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.77})
    void fewDegreesOfFreedom(double nu) {
        Link link = new StudentT(nu);
        for (double m : new double[] {1e-25, 1e-9, 0.01, 0.24, 0.26, 0.4999}) {
            close(m, link.probability(link.quantile(Probability.of(m))).p(), 1e-13);
        }
        assertEquals(Double.NEGATIVE_INFINITY, link.quantile(Probability.of(1e-300)));
        assertEquals(Double.POSITIVE_INFINITY, link.quantile(Probability.complementOf(1e-300)));
    }
}

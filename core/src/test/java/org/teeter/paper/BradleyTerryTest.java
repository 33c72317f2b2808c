package org.teeter.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.paper.BradleyTerryRegion.Case;

/** Paper, §2.3 and appendix B.1. Golden rows are regenerated with src/test/golden/bradley_terry.py. */
class BradleyTerryTest {
    private static final Logistic LINK = new Logistic();

    static Probability probability(String text) {
        return text.startsWith("1-")
                ? Probability.complementOf(Double.parseDouble(text.substring(2)))
                : Probability.of(Double.parseDouble(text));
    }

    static void close(double expected, double actual, double relative) {
        // below the normal range a double has no relative precision left
        assertEquals(expected, actual, relative * Math.abs(expected) + 4 * Double.MIN_VALUE);
    }

    private record Pair(Probability ik, Probability kj) {
        static Pair random(RandomGenerator random, double size) {
            return new Pair(one(random, size), one(random, size));
        }

        private static Probability one(RandomGenerator random, double size) {
            double m = 0.5 * Math.exp(-100 * size * random.nextDouble());
            return random.nextBoolean() ? Probability.of(m) : Probability.complementOf(m);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvFileSource(resources = "bradley_terry.csv", numLinesToSkip = 2)
    void agreesWithMpmath(
            String ik, String kj, double p, double q, double toIk, double toKj, double logToIk, double logToKj) {
        Sensitivity s = Sensitivity.of(LINK, probability(ik), probability(kj));
        // Eq. (3) and (4) are sums, products and quotients of positives: at most nine roundings of 1.1e-16
        close(p, s.p().p(), 1e-15);
        close(q, s.p().q(), 1e-15);
        close(toIk, s.toIk(), 1e-15);
        close(toKj, s.toKj(), 1e-15);
        close(logToIk, s.logToIk(), 1e-15); // relative, though most of these slopes are within 1e-3 of 1
        close(logToKj, s.logToKj(), 1e-15);
    }

    @ParameterizedTest(name = "M = {0}, p_kj = {1}")
    @CsvFileSource(resources = "gamma0.csv", numLinesToSkip = 2)
    void boundOfTheCasesAgreesWithMpmath(double m, String kj, int which, double gamma0, double complement) {
        BradleyTerryRegion region = new BradleyTerryRegion(m);
        Probability b = probability(kj);
        assertEquals(which == 1 ? Case.ABOVE : Case.BELOW, region.caseOf(b));
        close(gamma0, region.gamma0(b).p(), 2e-15);
        close(complement, region.gamma0(b).q(), 2e-15);
    }

    @ParameterizedTest(name = "M = {0}")
    @CsvFileSource(resources = "proposition1.csv", numLinesToSkip = 2)
    void areaAgreesWithMpmath(double m, double area, String tip) {
        BradleyTerryRegion region = new BradleyTerryRegion(m);
        close(area, region.area().value(), 2e-15); // the forms joined at M = 1.5 amplify roundings by at most 3
        if (tip != null) {
            close(Double.parseDouble(tip), region.tip().q(), 1e-15);
        }
    }

    /** Example 1, whose printed p_ij of 0.96 (0.95 in §3.1) is that of p_ik = 0.99915 (erratum E1). */
    @Test
    void exampleOneWithTheRightNumbers() {
        Probability b = Probability.of(0.02);
        assertEquals(0.995123407643, LINK.compose(Probability.of(0.9999), b).p(), 5e-13);
        assertEquals(0.501278641571, LINK.compose(Probability.of(0.9801), b).p(), 5e-13);
        assertEquals(22.3703433163, LINK.slope(Probability.of(0.99), b), 5e-11);
        assertTrue(new BradleyTerryRegion(20).contains(Probability.of(0.99), b));
        assertEquals(0.988224008661, new BradleyTerryRegion(20).gamma0(b).p(), 5e-13);
        assertEquals(0.96, LINK.compose(Probability.of(0.99915), b).p(), 1e-3);
        // E2: "1 unit induces more than 20" holds upwards and not downwards
        double up = Swing.of(LINK, Probability.of(0.99), Probability.of(0.9999), b) / 0.0099;
        double down = Swing.of(LINK, Probability.of(0.9801), Probability.of(0.99), b) / 0.0099;
        assertEquals(32.95, up, 0.005);
        assertEquals(16.93, down, 0.005);
    }

    /** §4: the whole rise of p_13 lies between the first two of the 21 grid points (erratum E16). */
    @Test
    void experimentStepsOverItsOwnTransition() {
        Probability p12 = Probability.of(0.99);
        assertEquals(0.5, LINK.compose(p12, Probability.of(0.01)).p(), 1e-14);
        int sensitive = 0;
        for (int k = 1; k < 20; k++) {
            sensitive += new BradleyTerryRegion(10).contains(p12, Probability.of(k / 20.0)) ? 1 : 0;
        }
        assertEquals(1, sensitive);
    }

    @Test
    void slopeIsTheDerivative() { // Eq. (4)
        forAll(
                500,
                random -> new Pair(
                        Probability.of(0.01 + 0.98 * random.nextDouble()), Probability.of(random.nextDouble())),
                pair -> {
                    double h = 1e-6 * pair.ik.p() * pair.ik.q();
                    double rise = LINK.compose(Probability.of(pair.ik.p() + h), pair.kj)
                            .minus(LINK.compose(Probability.of(pair.ik.p() - h), pair.kj));
                    double slope = LINK.slope(pair.ik, pair.kj);
                    // rounding of p_ij over the step; the step's square is negligible beside it
                    assertEquals(slope, rise / (2 * h), 1e-6 * slope + 1e-16 / h);
                });
    }

    @Test
    void slopeIsOneInLogOddsAndTheGeometricMeanOverASwing() {
        forAll(500, Pair::random, pair -> {
            Sensitivity s = Sensitivity.of(LINK, pair.ik, pair.kj);
            assertEquals(1, s.inLogOdds(pair.ik), 1e-14);
            Probability to = LINK.probability(pair.ik.logit() + 0.7);
            double mean = Math.exp((s.logToIk() + LINK.logSlope(to, pair.kj)) / 2);
            double swing = LINK.compose(to, pair.kj).minus(s.p()) / to.minus(pair.ik);
            assertEquals(mean, swing, 2e-13 * mean);
        });
    }

    @Test
    void casesOfEquationFiveAreTheRegion() {
        forAll(2_000, Pair::random, pair -> {
            for (double m : new double[] {0.2, 0.999, 1, 1.01, 3, 50}) {
                BradleyTerryRegion region = new BradleyTerryRegion(m);
                boolean inside = switch (region.caseOf(pair.kj)) {
                    case ABOVE -> pair.ik.minus(region.gamma0(pair.kj)) > 0;
                    case BELOW -> pair.ik.minus(region.gamma0(pair.kj)) < 0;
                    case NONE -> false;
                    case ALL -> true;
                };
                double slope = LINK.slope(pair.ik, pair.kj);
                if (Math.abs(slope / m - 1) > 1e-12) { // on the boundary rounding decides
                    assertEquals(inside, slope > m);
                    assertEquals(slope > m, region.contains(pair.ik.complement(), pair.kj.complement()));
                }
            }
        });
    }

    @Test
    void noSensitivityAboveMBetweenTheTips() {
        BradleyTerryRegion region = new BradleyTerryRegion(10);
        Probability tip = region.tip();
        assertEquals(10, LINK.slope(tip, tip.complement()), 1e-13);
        forAll(500, Pair::random, pair -> {
            if (pair.ik.smaller() >= tip.q()) {
                assertFalse(LINK.slope(pair.ik, pair.kj) > 10 * (1 + 1e-14));
            }
        });
    }

    @Test
    void areaOverPredictionsAndOverlapAreWhatTheyAreByBruteForce() { // E5 and Fig. 1
        int n = 1000;
        for (double m : new double[] {1.5, 4}) {
            BradleyTerryRegion region = new BradleyTerryRegion(m);
            int both = 0;
            int over = 0;
            for (int i = 0; i < n; i++) {
                Probability a = Probability.of((i + 0.5) / n);
                for (int j = 0; j < n; j++) {
                    Probability b = Probability.of((j + 0.5) / n);
                    both += region.contains(a, b) && region.contains(b, a) ? 1 : 0;
                    over += b.variance() > m * a.variance() ? 1 : 0; // b read as p_ij
                }
            }
            // the boundary crosses about 6n of the n² cells, of which half are miscounted by chance
            assertEquals(region.overlap().value(), (double) both / n / n, 3e-4);
            assertEquals(region.areaOverPrediction().value(), (double) over / n / n, 3e-4);
        }
        assertEquals(Math.log(2) / 2, new BradleyTerryRegion(1).area().value(), 1e-16);
        assertEquals(0.5, new BradleyTerryRegion(1).areaOverPrediction().value(), 1e-16);
    }

    @Test
    void refusesWhatIsNotAProbabilityOrABound() {
        Probability half = Probability.HALF;
        assertEquals(
                "p_ik must be inside (0, 1), got 0.0",
                assertThrows(IllegalArgumentException.class, () -> Sensitivity.of(LINK, Probability.of(0), half))
                        .getMessage());
        assertEquals(
                "M must be positive and finite, got NaN",
                assertThrows(IllegalArgumentException.class, () -> new BradleyTerryRegion(Double.NaN))
                        .getMessage());
        assertEquals(
                "at M = 2.0 there is a bound γ0 for p_kj outside [0.3333333333333333, 0.6666666666666666], got 0.5",
                assertThrows(IllegalArgumentException.class, () -> new BradleyTerryRegion(2).gamma0(half))
                        .getMessage());
    }
}

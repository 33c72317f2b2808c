package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.lm.loss.LossName;

class TheoryTest {
    private static Theory link(String loss, double smoothing) {
        return new Theory(new Job.Method(LossName.of(loss).orElseThrow(), 0.1, smoothing, 1e-4, 16, 1));
    }

    /** The minimum of y ℓ(x) + (1-y) ℓ(-x) by thirds, for convex ℓ. */
    private static double argmin(DoubleUnaryOperator loss, double y) {
        double low = -50;
        double high = 50;
        for (int k = 0; k < 300; k++) {
            double a = low + (high - low) / 3;
            double b = high - (high - low) / 3;
            double atA = y * loss.applyAsDouble(a) + (1 - y) * loss.applyAsDouble(-a);
            double atB = y * loss.applyAsDouble(b) + (1 - y) * loss.applyAsDouble(-b);
            if (atA <= atB) {
                high = b;
            } else {
                low = a;
            }
        }
        return (low + high) / 2;
    }

    private static double minusLogSigma(double x) {
        return Math.max(0, -x) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @ParameterizedTest(name = "y = {0}")
    @ValueSource(doubles = {0.11, 0.3, 0.5, 0.62, 0.88})
    void closedFormsMinimiseTheLosses(double y) {
        // Thirds find a flat minimum only to the root of the precision.
        double tolerance = 1e-6;
        double e = 0.1;
        assertEquals(argmin(TheoryTest::minusLogSigma, y), link("dpo", 0).lead(y), tolerance);
        DoubleUnaryOperator smoothed = x -> (1 - e) * minusLogSigma(x) + e * minusLogSigma(-x);
        assertEquals(argmin(smoothed, y), link("cdpo", e).lead(y), tolerance);
        DoubleUnaryOperator robust = x -> ((1 - e) * minusLogSigma(x) - e * minusLogSigma(-x)) / (1 - 2 * e);
        assertEquals(argmin(robust, y), link("rdpo", e).lead(y), tolerance);
        double beta = 0.1;
        DoubleUnaryOperator ipo = x -> (x / beta - 1 / (2 * beta)) * (x / beta - 1 / (2 * beta));
        assertEquals(argmin(ipo, y), link("ipo_sum", 0).lead(y), tolerance);
        if (y != 0.5) {
            assertEquals(argmin(x -> Math.max(0, 1 - x), y), link("hinge", 0).lead(y), tolerance);
        }
    }

    @Test
    void rDpoHasNoMinimumForDominantPreferences() {
        assertEquals(Double.POSITIVE_INFINITY, link("rdpo", 0.1).lead(0.99));
        assertEquals(Double.NEGATIVE_INFINITY, link("rdpo", 0.1).lead(0));
        assertTrue(Double.isNaN(link("rdpo", 0.1).composed(0.99, 0.02)));
    }

    @Test
    void policiesSharpenByTheInverseOfBeta() {
        Theory dpo = link("dpo", 0);
        // .45^10 / (.45^10 + .55^10) and the like, mpmath 1.3.0.
        assertEquals(0.11850053134012876, dpo.frequency(dpo.lead(0.45), 0.5), 1e-15);
        assertEquals(0.5, dpo.frequency(dpo.lead(0.5), 0.5), 0);
        assertEquals(0.7, dpo.frequency(dpo.lead(0.5), 0.7), 1e-15);
        Theory imitation = link("sft", 0);
        assertEquals(0.45, imitation.frequency(imitation.lead(0.45), 0.9), 1e-15);
    }

    @Test
    void bradleyTerryAtTheEndsIsItsLimit() {
        assertEquals(0, Theory.bradleyTerry(0.99, 0));
        assertEquals(1, Theory.bradleyTerry(0.99, 1));
        assertEquals(0.5, Theory.bradleyTerry(0.99, 0.01), 1e-15);
        assertTrue(Double.isNaN(Theory.bradleyTerry(1, 0)));
    }

    /** The prediction for the paper's grid, computed apart from this: {@code -Dteeter.golden=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "teeter.golden", matches = ".+")
    void agreesWithTheGoldenPrediction() throws Exception {
        List<String> lines =
                Files.readAllLines(Path.of(System.getProperty("teeter.golden"), "section4_prediction.csv"));
        assertEquals(22, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double expected = Double.parseDouble(cells[1]);
            assertEquals(
                    expected,
                    Theory.bradleyTerry(0.99, Double.parseDouble(cells[0])),
                    4 * Math.ulp(expected),
                    cells[0]);
        }
    }
}

package org.teeter.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.fit.Estimator;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.Models;

class QuasiVariancesTest {

    /** R's qvcalc, as printed in the Overview of PlackettLuce 0.4.5 after seven iterations: hence 1e-4 of each, and the errors' one decimal. */
    @Test
    void agreesWithQvcalcOnPudding() {
        QuasiVariances quasi = QuasiVariances.of(
                Covariance.ofInformation(Estimator.of(Prior.none()).fit(new Davidson(), CovarianceTest.pudding())));
        double[] published = {0.01766108, 0.01761919, 0.01948091, 0.01769538, 0.01957908, 0.01937796};
        for (int i = 0; i < 6; i++) {
            assertEquals(published[i], quasi.values().get(i), 1e-4 * published[i]);
        }
        assertEquals(-0.8, 100 * quasi.lowestOfDifferences(), 0.05);
        assertEquals(0.8, 100 * quasi.highestOfDifferences(), 0.05);
        assertEquals(-1.7, 100 * quasi.lowest(), 0.05);
        assertEquals(1.7, 100 * quasi.highest(), 0.05);
    }

    @Test
    void independentScoresHaveTheirVariances() {
        forAll(
                30,
                (random, size) -> random.doubles(2 + (int) (20 * size), 0.1, 3).toArray(),
                variances -> {
                    double[][] v = new double[variances.length][variances.length];
                    for (int i = 0; i < v.length; i++) {
                        Arrays.fill(v[i], 0.7); // common to all: in no contrast
                        v[i][i] += variances[i];
                    }
                    QuasiVariances quasi = QuasiVariances.of(v);
                    for (int i = 0; i < v.length && v.length > 2; i++) {
                        assertEquals(variances[i], quasi.values().get(i), 1e-10);
                    }
                    assertEquals(0, quasi.lowest(), 1e-10);
                    assertEquals(0, quasi.highest(), 1e-10);
                });
    }

    /** The sum of squares is least there, and no contrast is off by more than is said. */
    @Test
    void theyAreBestAndTheirErrorsBounds() {
        forAll(
                40,
                (random, size) -> Covariance.ofInformation(Estimator.of(Prior.none())
                                .fit(
                                        new BradleyTerry(),
                                        Models.random(new BradleyTerry(), random, 3 + (int) (20 * size), 60)))
                        .matrix(),
                v -> {
                    QuasiVariances quasi = QuasiVariances.of(v);
                    double[] q = quasi.values().stream().mapToDouble(d -> d).toArray();
                    double best = loss(v, q);
                    for (int i = 0; i < q.length; i++) {
                        for (double h : new double[] {-1e-4, 1e-4}) {
                            double[] moved = q.clone();
                            moved[i] *= 1 + h;
                            assertTrue(loss(v, moved) >= best);
                        }
                    }
                    RandomGenerator random = Cases.random(v.length);
                    for (int k = 0; k < 300; k++) {
                        double[] c = new double[q.length];
                        Arrays.setAll(c, i -> random.nextInt(3) == 0 ? random.nextGaussian() : 0);
                        c[0] -= Arrays.stream(c).sum();
                        double exact = Dense.dot(c, Dense.times(v, c));
                        double error = exact == 0 ? 0 : Math.sqrt(form(q, c) / exact) - 1;
                        assertTrue(quasi.lowest() - 1e-9 <= error && error <= quasi.highest() + 1e-9);
                    }
                    assertTrue(quasi.lowest() <= quasi.lowestOfDifferences() + 1e-9);
                    assertTrue(quasi.highest() >= quasi.highestOfDifferences() - 1e-9);
                });
    }

    @Test
    void refusesContrastsWithoutVariance() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> QuasiVariances.of(new double[][] {{1, -1, 0}, {-1, 1, 0}, {0, 0, 0}}));
        assertEquals(
                "quasi-variances need contrasts that vary, but some contrast of the 3 items has variance 0: there are fewer clusters"
                        + " than items, perhaps",
                e.getMessage());
    }

    private static double form(double[] q, double[] c) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            sum += q[i] * c[i] * c[i];
        }
        return sum;
    }

    private static double loss(double[][] v, double[] q) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < i; j++) {
                double r = Math.log(q[i] + q[j]) - Math.log(v[i][i] + v[j][j] - 2 * v[i][j]);
                sum += r * r;
            }
        }
        return sum;
    }
}

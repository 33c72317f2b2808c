package org.teeter.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;

/** Bounds of the walk's eigenvalues, and of series of walks, beside EJML's dense ones. */
class SpectralGapTest {

    @Test
    void noEigenvalueButThatAtRestIsBeyondTheRadius() {
        forAll(40, (random, size) -> draw(random, 2 + (int) (80 * size)), h -> {
            double[][] a = walk(h);
            EigenDecomposition_F64<DMatrixRMaj> oracle = DecompositionFactory_DDRM.eig(a.length, false, true);
            assertTrue(oracle.decompose(new DMatrixRMaj(a)));
            double[] values = new double[a.length];
            Arrays.setAll(values, k -> oracle.getEigenvalue(k).getReal());
            Arrays.sort(values);
            double largest = Math.max(-values[0], values.length > 1 ? values[values.length - 2] : 0);
            double radius = SpectralGap.radius(h);
            assertTrue(radius >= largest - 1e-12, "radius " + radius + ", largest " + largest);
            assertTrue(1 - SpectralGap.of(h) >= values[values.length - 2] - 1e-12);
            assertTrue(radius <= Math.min(1.2, largest + 0.25), "radius " + radius + ", largest " + largest);
        });
    }

    /** Two items meet on two sides of an edge: the walk never forgets which. */
    @Test
    void aWalkBetweenTwoSidesForgetsNothing() {
        Laplacian h = new Laplacian(new int[] {0, 1, 1}, new int[] {1}, new double[] {3}, new double[2]);
        assertEquals(1, SpectralGap.radius(h), 1e-8);
    }

    /** {@code H⁺} with {@code H⁺ d = 0}, and {@code H⁺ M H⁺}, M of any sign. */
    @Test
    void aSeriesMissesByNoMoreThanItSays() {
        forAll(30, (random, size) -> draw(random, 20 + (int) (30 * size)), h -> {
            int n = h.size();
            RandomGenerator random = Cases.random(n);
            double[] m = new double[h.edges()];
            Arrays.setAll(m, e -> h.conductance(e) * (1 + 1.5 * random.nextGaussian()));
            double radius = SpectralGap.radius(h);
            double[][] inverse = generalisedInverse(h);
            LocalSeries plain = LocalSeries.of(h, radius);
            LocalSeries both = LocalSeries.of(h, m, radius);
            Laplacian ofM = new Laplacian(starts(h), seconds(h), m, new double[n]);
            for (int i = 0; i < n; i++) {
                double[] y = new double[n];
                ofM.multiply(inverse[i], y);
                double sandwich = 0;
                for (int k = 0; k < n; k++) {
                    sandwich += inverse[i][k] * y[k];
                }
                assertEquals(inverse[i][i], plain.values()[i], plain.errors()[i]);
                assertEquals(sandwich, both.values()[i], both.errors()[i]);
                assertTrue(plain.errors()[i] < 0.2 * inverse[i][i]);
            }
        });
    }

    private static double[][] generalisedInverse(Laplacian h) {
        int n = h.size();
        double[] d = h.diagonal();
        double total = Arrays.stream(d).sum();
        Elimination elimination = Elimination.of(h);
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] right = new double[n];
            Arrays.setAll(right, k -> -d[k] / total);
            right[i] += 1;
            double[] x = elimination.solve(right);
            double middle = 0;
            for (int k = 0; k < n; k++) {
                middle += d[k] * x[k] / total;
            }
            for (int k = 0; k < n; k++) {
                x[k] -= middle;
            }
            inverse[i] = x;
        }
        return inverse;
    }

    private static double[][] walk(Laplacian h) {
        double[] d = h.diagonal();
        double[][] a = new double[h.size()][h.size()];
        for (int i = 0; i < h.size(); i++) {
            for (int e = h.start(i); e < h.start(i + 1); e++) {
                int j = h.second(e);
                a[i][j] = a[j][i] = h.conductance(e) / Math.sqrt(d[i] * d[j]);
            }
        }
        return a;
    }

    private static int[] starts(Laplacian h) {
        int[] starts = new int[h.size() + 1];
        Arrays.setAll(starts, i -> i < h.size() ? h.start(i) : h.edges());
        return starts;
    }

    private static int[] seconds(Laplacian h) {
        int[] seconds = new int[h.edges()];
        Arrays.setAll(seconds, h::second);
        return seconds;
    }

    /** Every pair of vertices joined, of conductances within a factor of e⁴ or so. */
    private static Laplacian draw(RandomGenerator random, int n) {
        int[] start = new int[n + 1];
        int[] second = new int[n * (n - 1) / 2];
        double[] conductance = new double[second.length];
        int e = 0;
        for (int a = 0; a < n; a++) {
            start[a] = e;
            for (int b = a + 1; b < n; b++) {
                second[e] = b;
                conductance[e++] = Math.exp(random.nextGaussian());
            }
        }
        start[n] = e;
        return new Laplacian(start, second, conductance, new double[n]);
    }
}

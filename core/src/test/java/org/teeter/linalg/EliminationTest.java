package org.teeter.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;

class EliminationTest {

    @Test
    void inverseAgreesWithEjml() {
        forAll(60, (random, size) -> laplacian(random, 2 + (int) (118 * size), 0.1), h -> {
            double[][] g = Elimination.of(h).inverse();
            DMatrixRMaj expected = dense(h);
            assertTrue(CommonOps_DDRM.invert(expected));
            for (int i = 0; i < h.size(); i++) {
                // EJML's LU subtracts, so it is the less accurate of the two
                assertArrayEquals(row(expected, i), g[i], 1e-9 * expected.get(i, i));
            }
        });
    }

    @Test
    void floatingSolutionsHaveTheRightDifferences() {
        forAll(60, (random, size) -> laplacian(random, 2 + (int) (78 * size), 0), h -> {
            int n = h.size();
            Elimination elimination = Elimination.of(h);
            double[] b = new double[n];
            b[0] = 1;
            b[n - 1] = -1;
            double[] x = elimination.solve(b);
            double[] back = new double[n];
            h.multiply(x, back);
            assertArrayEquals(b, back, 1e-11);
            double[][] g = elimination.inverse();
            for (int i = 0; i < n; i++) {
                assertEquals(
                        x[i] - x[0],
                        (g[0][i] - g[n - 1][i]) - (g[0][0] - g[n - 1][0]),
                        1e-11 * Math.abs(x[0] - x[n - 1]));
            }
        });
    }

    /** Solutions of one circuit by the elimination of another: as exact as asked for, or none where the two are not near. */
    @Test
    void refinesSolutionsOfCircuitsNearby() {
        forAll(60, (random, size) -> laplacian(random, 3 + (int) (78 * size), 0), h -> {
            int n = h.size();
            Elimination elimination = Elimination.of(h);
            double[] b = new double[n];
            b[0] = 1;
            b[n - 1] = -1;
            double[] moved = new double[h.edges()];
            double[] far = new double[h.edges()];
            for (int e = 0; e < moved.length; e++) {
                moved[e] = h.conductance(e) * (1 + 0.3 * Math.sin(e));
                far[e] = h.conductance(e) * 4; // a step would overshoot by three times what is left
            }
            Laplacian near = with(h, moved);
            double[] exact = Elimination.of(near).solve(b);
            double[] refined = elimination.refined(near, b, 1e-11).orElseThrow();
            for (int i = 1; i < n; i++) {
                assertEquals(exact[i] - exact[0], refined[i] - refined[0], 1e-10 * Math.abs(exact[0] - exact[n - 1]));
            }
            assertTrue(elimination.refined(with(h, far), b, 1e-3).isEmpty());
            assertEquals(0, elimination.refined(near, new double[n], 1e-3).orElseThrow()[0]);
        });
    }

    private static Laplacian with(Laplacian h, double[] conductance) {
        int[] start = new int[h.size() + 1];
        int[] second = new int[h.edges()];
        for (int a = 0; a <= h.size(); a++) {
            start[a] = h.start(a);
        }
        for (int e = 0; e < second.length; e++) {
            second[e] = h.second(e);
        }
        return new Laplacian(start, second, conductance, new double[h.size()]);
    }

    /** Three resistors in series, conductances 1, 1e-200 and 1e200: resistance from end to end is 1 + 1e200 + 1e-200. */
    @Test
    void keepsEveryDigitWhenConductancesLieFarApart() {
        Laplacian h = new Laplacian(
                new int[] {0, 1, 2, 3, 3}, new int[] {1, 2, 3}, new double[] {1, 1e-200, 1e200}, new double[4]);
        Elimination elimination = Elimination.of(h);
        double[] strong = elimination.solve(new double[] {0, 0, 1, -1});
        assertEquals(1e-200, strong[2] - strong[3], 1e-215);
        double[] first = elimination.solve(new double[] {1, -1, 0, 0});
        assertEquals(1, first[0] - first[1], 1e-15);
    }

    @Test
    void resistancesAreThoseOfTheInverse() {
        forAll(40, (random, size) -> laplacian(random, 2 + (int) (118 * size), 0), h -> {
            int n = h.size();
            double[][] g = Elimination.of(h).inverse();
            double[][] r = Elimination.of(h).resistances();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double expected = g[i][i] + g[j][j] - 2 * g[i][j];
                    assertEquals(expected, r[i][j], 1e-12 * (g[i][i] + g[j][j]));
                }
            }
        });
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Elimination.of(laplacian(Cases.random(1), 5, 1)).resistances());
        assertEquals("resistances are asked for of circuits without ground", e.getMessage());
    }

    /** Two triangles of conductance 1 that 1e-18 joins: within each 2/3, whatever lies between. */
    @Test
    void resistancesWithinAPartKeepTheirDigits() {
        Laplacian h = new Laplacian(
                new int[] {0, 2, 4, 5, 7, 8, 8},
                new int[] {1, 2, 2, 3, 3, 4, 5, 5},
                new double[] {1, 1, 1, 1e-18, 1e-18, 1, 1, 1},
                new double[6]);
        double[][] r = Elimination.of(h).resistances();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double expected = i == j ? 0 : i / 3 == j / 3 ? 2.0 / 3 : 5e17;
                assertEquals(expected, r[i][j], 4 * Math.ulp(expected), i + " " + j);
            }
        }
    }

    @Test
    void sharedRowsGiveTheSameBits() {
        Laplacian h = laplacian(Cases.random(3), 400, 0.01); // large enough to be shared among threads
        double[][] once = Elimination.of(h).inverse();
        double[][] again = Elimination.of(h).inverse();
        for (int i = 0; i < 400; i++) {
            assertArrayEquals(once[i], again[i], 0);
        }
    }

    @Test
    void refusesAGraphInTwoParts() {
        Laplacian h = new Laplacian(new int[] {0, 1, 1, 2, 2}, new int[] {1, 3}, new double[] {1, 1}, new double[4]);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Elimination.of(h));
        assertTrue(String.valueOf(e.getMessage())
                .startsWith("potentials need a connected graph with finite conductances"));
    }

    @Test
    void conjugateGradientsAgreeWithElimination() {
        forAll(40, (random, size) -> laplacian(random, 2 + (int) (198 * size), random.nextBoolean() ? 0.1 : 0), h -> {
            double[] b = new double[h.size()];
            b[0] = 1;
            b[h.size() - 1] = -1;
            double[] x = new double[h.size()];
            assertTrue(new ConjugateGradient(h, Preconditioner.jacobi(h.diagonal())).solve(b, x, 1e-13, 10_000));
            double[] exact = Elimination.of(h).solve(b);
            for (int i = 1; i < x.length; i++) {
                assertEquals(exact[i] - exact[0], x[i] - x[0], 1e-9 * Math.abs(exact[0] - exact[x.length - 1]));
            }
        });
    }

    private static Laplacian laplacian(RandomGenerator random, int n, double ground) {
        boolean[][] joined = new boolean[n][n];
        for (int b = 1; b < n; b++) {
            joined[random.nextInt(b)][b] = true;
        }
        for (int k = 0; k < 3 * n; k++) {
            int a = random.nextInt(n);
            int b = random.nextInt(n);
            joined[Math.min(a, b)][Math.max(a, b)] |= a != b;
        }
        int[] start = new int[n + 1];
        int[] second = new int[n * n];
        double[] conductance = new double[n * n];
        int edges = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (joined[a][b]) {
                    second[edges] = b;
                    conductance[edges++] = Math.exp(random.nextGaussian());
                }
            }
            start[a + 1] = edges;
        }
        double[] grounds = new double[n];
        Arrays.fill(grounds, ground);
        return new Laplacian(start, Arrays.copyOf(second, edges), Arrays.copyOf(conductance, edges), grounds);
    }

    private static DMatrixRMaj dense(Laplacian h) {
        DMatrixRMaj matrix = new DMatrixRMaj(h.size(), h.size());
        double[] unit = new double[h.size()];
        double[] column = new double[h.size()];
        for (int j = 0; j < h.size(); j++) {
            Arrays.fill(unit, 0);
            unit[j] = 1;
            h.multiply(unit, column);
            for (int i = 0; i < h.size(); i++) {
                matrix.set(i, j, column[i]);
            }
        }
        return matrix;
    }

    private static double[] row(DMatrixRMaj matrix, int i) {
        double[] row = new double[matrix.getNumCols()];
        for (int j = 0; j < row.length; j++) {
            row[j] = matrix.get(i, j);
        }
        return row;
    }
}

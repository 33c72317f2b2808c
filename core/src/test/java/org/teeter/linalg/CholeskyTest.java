package org.teeter.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;

/** Dense factors and eigenvalues, beside EJML's. */
class CholeskyTest {

    @Test
    void factorsSpanTheMatrixOfAnyRank() {
        forAll(60, (random, size) -> square(random, 1 + (int) (20 * size), 1 + random.nextInt(25)), v -> {
            int n = v.length;
            Cholesky factor = Cholesky.of(v);
            double[][] columns = new double[n][n];
            for (int k = 0; k < n; k++) {
                double[] unit = new double[n];
                unit[k] = 1;
                factor.multiply(unit, columns[k]);
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += columns[k][i] * columns[k][j];
                    }
                    assertEquals(v[i][j], sum, 1e-10 * Math.sqrt(v[i][i] * v[j][j]));
                }
            }
        });
    }

    /** Panels and threads are used from 256 rows on. */
    @Test
    void largeFactorsSpanTheMatrixToo() {
        double[][] v = square(Cases.random(1), 270, 400);
        Cholesky factor = Cholesky.of(v);
        assertTrue(factor.isDefinite());
        double[][] identity = new double[270][270];
        for (int i = 0; i < 270; i++) {
            identity[i][i] = 1;
        }
        double[][] lower = new double[270][270];
        factor.multiply(identity, 270, lower);
        double[] column = new double[270];
        for (int k = 0; k < 270; k++) {
            factor.multiply(identity[k], column);
            for (int i = 0; i < 270; i++) {
                assertEquals(column[i], lower[i][k]);
            }
        }
        for (int i = 0; i < 270; i++) {
            for (int j = 0; j < 270; j++) {
                double sum = 0;
                for (int k = 0; k < 270; k++) {
                    sum += lower[i][k] * lower[j][k];
                }
                assertEquals(v[i][j], sum, 1e-12 * Math.sqrt(v[i][i] * v[j][j]));
            }
        }
    }

    @Test
    void solvesWhatIsDefinite() {
        forAll(30, (random, size) -> square(random, 1 + (int) (20 * size), 30), v -> {
            Cholesky factor = Cholesky.of(v);
            assertTrue(factor.isDefinite());
            double[] x = new double[v.length];
            Arrays.setAll(x, i -> i - 2.5);
            double[] right = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < v.length; j++) {
                    right[i] += v[i][j] * x[j];
                }
            }
            factor.solve(right);
            for (int i = 0; i < x.length; i++) {
                assertEquals(x[i], right[i], 1e-7);
            }
        });
        assertFalse(Cholesky.of(new double[][] {{1, 1}, {1, 1}}).isDefinite());
    }

    @Test
    void eigenvaluesAreEjmls() {
        forAll(60, (random, size) -> symmetric(random, 1 + (int) (30 * size)), a -> {
            EigenDecomposition_F64<DMatrixRMaj> oracle = DecompositionFactory_DDRM.eig(a.length, false, true);
            assertTrue(oracle.decompose(new DMatrixRMaj(a)));
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < a.length; k++) {
                low = Math.min(low, oracle.getEigenvalue(k).getReal());
                high = Math.max(high, oracle.getEigenvalue(k).getReal());
            }
            double size = Math.max(Math.abs(low), Math.abs(high));
            ExtremeEigenvalues found = ExtremeEigenvalues.of(a);
            assertEquals(low, found.smallest(), 1e-12 * size);
            assertEquals(high, found.largest(), 1e-12 * size);
        });
    }

    private static double[][] symmetric(RandomGenerator random, int n) {
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = a[j][i] = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
            }
        }
        return a;
    }

    /** {@code A Aᵀ} of so many columns. */
    private static double[][] square(RandomGenerator random, int n, int rank) {
        double[][] v = new double[n][n];
        for (int k = 0; k < rank; k++) {
            double[] column = random.doubles(n, -1, 1).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    v[i][j] += column[i] * column[j];
                }
            }
        }
        return v;
    }
}

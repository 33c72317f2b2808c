package org.teeter.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.linalg.Cholesky;
import org.teeter.linalg.ExtremeEigenvalues;

/**
 * One number for each item from which a reader can tell the standard error of any contrast, as if scores were independent [1].
 *
 * <pre>{@code q minimises Σ_{i<j} (log(q_i + q_j) - log Var(s_i - s_j))²    [M54]}</pre>
 *
 * @param values by item; a variance in squared score units, in rare cases negative
 * @param lowestOfDifferences the relative error, at most 0, by which the standard error of a difference of two scores is too small at worst
 * @param highestOfDifferences by which one is too large at worst
 * @param lowest of all contrasts of scores, the relative error, at most 0, by which a standard error is too small at worst
 * @param highest by which one is too large at worst
 */
/*
 * [1] D. Firth and R. X. de Menezes (2004), Quasi-variances, Biometrika 91(1). The errors of all contrasts are the extreme eigenvalues of
 *     the quasi-covariance relative to the covariance, both of contrasts with one item.
 */
public record QuasiVariances(
        List<Double> values, double lowestOfDifferences, double highestOfDifferences, double lowest, double highest) {
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 60;
    private static final double LAST_STEP = 1e-13;

    public QuasiVariances {
        values = List.copyOf(values);
    }

    /** Of the scores of a fit. */
    public static QuasiVariances of(Covariance covariance) {
        return of(covariance.matrix());
    }

    /** From the covariances of scores, of which only those of differences count. */
    static QuasiVariances of(double[][] v) {
        int n = v.length;
        double[][] differences = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                differences[i][j] = v[i][i] + v[j][j] - v[i][j] - v[j][i];
                if (i != j && !(differences[i][j] > 0)) {
                    throw new IllegalArgumentException(
                            "quasi-variances need differences of scores that vary, but that of items " + i + " and " + j
                                    + " has variance " + differences[i][j]);
                }
            }
        }
        double[] q = n == 2 ? new double[] {differences[0][1] / 2, differences[0][1] / 2} : fit(differences);
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double ratio = (q[i] + q[j]) / differences[i][j];
                low = Math.min(low, ratio);
                high = Math.max(high, ratio);
            }
        }
        ExtremeEigenvalues ratios = ratios(differences, q);
        List<Double> values = new ArrayList<>();
        for (double value : q) {
            values.add(value);
        }
        return new QuasiVariances(values, error(low), error(high), error(ratios.smallest()), error(ratios.largest()));
    }

    private static double error(double ratio) {
        return Math.sqrt(Math.max(0, ratio)) - 1;
    }

    private static double[] fit(double[][] differences) {
        int n = differences.length;
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = Arrays.stream(differences[i]).sum() / (2 * (n - 1));
        }
        double loss = loss(differences, q);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] d = direction(differences, q);
            double size = 0;
            for (int i = 0; i < n; i++) {
                size = Math.max(size, Math.abs(d[i]) / Math.abs(q[i]));
            }
            double length = 1;
            double[] moved = moved(q, d, length);
            double now = loss(differences, moved);
            for (int halved = 0; halved < MOST_HALVINGS && !(now <= loss); halved++) {
                length /= 2;
                moved = moved(q, d, length);
                now = loss(differences, moved);
            }
            if (size <= LAST_STEP || !(now < loss)) {
                return q;
            }
            q = moved;
            loss = now;
        }
        return q;
    }

    private static double[] moved(double[] q, double[] d, double length) {
        return IntStream.range(0, q.length)
                .mapToDouble(i -> q[i] + length * d[i])
                .toArray();
    }

    /** NaN where some sum of two is not positive. */
    private static double loss(double[][] differences, double[] q) {
        double sum = 0;
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < i; j++) {
                double residual = Math.log((q[i] + q[j]) / differences[i][j]);
                sum += residual * residual;
            }
        }
        return sum;
    }

    /** The step of Gauss and Newton. */
    private static double[] direction(double[][] differences, double[] q) {
        int n = q.length;
        double[][] normal = new double[n][n];
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    double slope = 1 / (q[i] + q[j]);
                    normal[i][j] = slope * slope;
                    normal[i][i] += slope * slope;
                    right[i] -= slope * Math.log((q[i] + q[j]) / differences[i][j]);
                }
            }
        }
        Cholesky.of(normal).solve(right);
        return right;
    }

    /** Of quasi-variances to variances, over all contrasts: with {@code V = L Lᵀ}, the eigenvalues of {@code L⁻¹ Q L⁻ᵀ}. */
    private static ExtremeEigenvalues ratios(double[][] differences, double[] q) {
        int n = q.length - 1; // contrasts with the last item
        double[][] v = new double[n][n];
        double[][] columns = new double[n][n]; // of Q, then of L⁻¹ Q
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                v[i][j] = (differences[i][n] + differences[j][n] - differences[i][j]) / 2;
                columns[i][j] = q[n] + (i == j ? q[i] : 0);
            }
        }
        Cholesky factor = Cholesky.of(v);
        if (!factor.isDefinite()) {
            throw new IllegalArgumentException("quasi-variances need contrasts that vary, but some contrast of the "
                    + q.length + " items has variance 0: there are fewer clusters than items, perhaps");
        }
        for (double[] column : columns) {
            factor.solveLower(column);
        }
        double[][] ratio = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                ratio[i][j] = columns[j][i];
            }
            factor.solveLower(ratio[i]);
        }
        return ExtremeEigenvalues.of(ratio);
    }
}

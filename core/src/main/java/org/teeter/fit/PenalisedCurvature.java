package org.teeter.fit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.teeter.linalg.Cholesky;

/**
 * The Hessian of a negative log-posterior under Firth's penalty, by scores and shared parameters: dense, since the penalty couples all of them.
 *
 * <pre>{@code H = observed information - ½ d²log det I/dθ²    [M124]}</pre>
 *
 * <p>Its columns are differences of the exact gradient, of fourth order: right to some 1e-10 of its largest entry.
 */
final class PenalisedCurvature {
    /** Each parameter takes four gradients, of which each inverts the information. */
    static final int LARGEST = 200;

    /** The error of the formula and that of rounding are then about one. */
    private static final double STEP = 2e-3;

    private final int n; // scores
    private final Cholesky factor;

    private PenalisedCurvature(int n, double[][] hessian) {
        this.n = n;
        double[][] fixed = new double[hessian.length][];
        double common =
                IntStream.range(0, n).mapToDouble(i -> hessian[i][i]).max().orElse(1);
        for (int k = 0; k < hessian.length; k++) {
            fixed[k] = hessian[k].clone();
            for (int i = 0; i < n && k < n; i++) {
                fixed[k][i] += common / n; // scores count by their differences
            }
        }
        this.factor = Cholesky.of(fixed);
    }

    /** At a position. */
    static PenalisedCurvature at(int n, double[] theta, Supplier<Posterior> posterior) {
        int size = theta.length;
        double[][] columns = new double[size][];
        IntStream.range(0, size).parallel().forEach(k -> columns[k] = column(k, theta, posterior.get()));
        for (int p = 0; p < size; p++) {
            for (int q = 0; q < p; q++) {
                double mean = (columns[p][q] + columns[q][p]) / 2;
                columns[p][q] = mean;
                columns[q][p] = mean;
            }
        }
        return new PenalisedCurvature(n, columns);
    }

    private static double[] column(int k, double[] theta, Posterior posterior) {
        double[] column = new double[theta.length];
        double[] at = theta.clone();
        for (int step : new int[] {-2, -1, 1, 2}) {
            at[k] = theta[k] + step * STEP;
            posterior.derive(at);
            double times = step % 2 == 0 ? -step / 2.0 : 8 * step;
            for (int i = 0; i < column.length; i++) {
                column[i] += times * (posterior.gradient()[i] + posterior.pull(i)) / (12 * STEP);
            }
        }
        return column;
    }

    /** Whether the position is that of a minimum, along every direction that counts. */
    boolean isPositive() {
        return factor.isDefinite();
    }

    /** {@code H⁻¹ b}, of b that sums to zero over the scores; of scores of mean zero. */
    double[] solve(double[] b) {
        double[] x = b.clone();
        factor.solve(x);
        double mean = Arrays.stream(x, 0, n).sum() / n;
        for (int i = 0; i < n; i++) {
            x[i] -= mean;
        }
        return x;
    }

    /** Newton's step, where there is a minimum near. */
    Optional<double[]> step(double[] descent) {
        return isPositive() ? Optional.of(solve(descent)) : Optional.empty();
    }
}

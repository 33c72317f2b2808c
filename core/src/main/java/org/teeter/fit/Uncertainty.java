package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;

/** How uncertain the scores of a fit are, by the observed information (and the prior's, where there is one). */
public final class Uncertainty {
    /** Beyond this order the inverse is not held; each item then costs a sparse solve. */
    private static final int LARGEST_DENSE = 5000;

    private static final double SOLVE = 1e-12;

    private Uncertainty() {}

    /**
     * The standard error of each centred score: the root of the diagonal of {@code P H⁻¹ P}, P taking the mean off; without a
     * prior that is the pseudo-inverse of the information [M47]. Beyond 5,000 items that takes a sparse solve for each.
     */
    public static List<Double> standardErrors(Fit fit) {
        return standardErrors(fit, LARGEST_DENSE);
    }

    /** With an inverse up to {@code largestDense} items. */
    static List<Double> standardErrors(Fit fit, int largestDense) {
        Laplacian h = fit.information();
        double[] variances =
                h.size() <= largestDense ? centredDiagonal(Elimination.of(h).inverse()) : solved(h);
        List<Double> errors = new ArrayList<>(variances.length);
        for (double variance : variances) {
            errors.add(Math.sqrt(variance));
        }
        return errors;
    }

    /** The diagonal of an inverse after its rows and columns have been centred. */
    public static double[] centredDiagonal(double[][] inverse) {
        int n = inverse.length;
        double[] mean = new double[n];
        double grand = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (double g : inverse[i]) {
                sum += g;
            }
            mean[i] = sum / n;
            grand += mean[i] / n;
        }
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = inverse[i][i] - 2 * mean[i] + grand;
        }
        return diagonal;
    }

    private static double[] solved(Laplacian h) {
        LaplacianSolver solver = new LaplacianSolver(h);
        double[] variance = new double[h.size()];
        variance[0] = variance(h, solver, 0); // decides on the preconditioner of all
        IntStream.range(1, h.size()).parallel().forEach(i -> variance[i] = variance(h, solver, i));
        return variance;
    }

    private static double variance(Laplacian h, LaplacianSolver solver, int i) {
        int n = h.size();
        double[] b = new double[n];
        Arrays.fill(b, -1.0 / n);
        b[i] += 1;
        double[] x = solver.solve(b, SOLVE);
        double mean = 0;
        for (double value : x) {
            mean += value / n;
        }
        return x[i] - mean;
    }
}

package org.teeter.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How uncertain the scores of a fit are, by the observed information (and the prior's, where there is one). */
public final class Uncertainty {
    /** Beyond this order the inverse is not held; each item then costs a sparse solve. */
    private static final int LARGEST_DENSE = 5000;

    /** Up to here elimination costs less than a few solves. */
    private static final int SMALL = 32;

    private Uncertainty() {}

    /**
     * The standard error of each centred score: the root of the diagonal of {@code P H⁻¹ P} among the scores, P taking the mean off;
     * without a prior and shared parameters that is the pseudo-inverse of the information [M47]. Computed among differences of scores, so
     * that a wide prior, which leaves their common part open, does not blur it. Beyond 5,000 items that takes a sparse solve for each.
     */
    public static List<Double> standardErrors(Fit<?> fit) {
        return standardErrors(fit, LARGEST_DENSE);
    }

    /** With an inverse up to {@code largestDense} items. */
    static List<Double> standardErrors(Fit<?> fit, int largestDense) {
        Information information = fit.information();
        int n = fit.graph().size();
        Inverse inverse = information.inverse(largestDense);
        double[] variances;
        if (n <= largestDense) {
            variances = centredDiagonal(inverse.matrix(), n);
            add(inverse.addition(), variances);
        } else {
            variances = solved(information.scores().closed().size(), inverse, n);
        }
        add(information.bordered(inverse::solve).addition(), variances);
        return roots(variances);
    }

    /** Adds the squares of each row, centred. */
    private static void add(double[][] rows, double[] variances) {
        int n = variances.length;
        for (double[] y : rows) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += y[i] / n;
            }
            for (int i = 0; i < n; i++) {
                variances[i] += (y[i] - mean) * (y[i] - mean);
            }
        }
    }

    /** The standard error of each parameter that all judgements share. */
    public static List<Double> ofExtras(Fit<?> fit) {
        if (fit.extras().isEmpty()) {
            return List.of();
        }
        Information information = fit.information();
        return roots(information.bordered(information.inverse(SMALL)::solve).sharedVariances());
    }

    /**
     * Standard errors, from variances.
     *
     * @throws NoConvergenceException if one is no number: the information of these data is outside double precision
     */
    public static List<Double> roots(double[] variances) {
        List<Double> errors = new ArrayList<>(variances.length);
        for (double variance : variances) {
            double error = Math.sqrt(variance);
            if (!(error < Double.POSITIVE_INFINITY)) {
                throw new NoConvergenceException("the standard error of item " + errors.size()
                        + " cannot be evaluated in double precision: its variance comes out as " + variance);
            }
            errors.add(error);
        }
        return errors;
    }

    /** The diagonal of the first {@code n} rows and columns of a generalised inverse after they have been centred. */
    public static double[] centredDiagonal(double[][] inverse, int n) {
        double[] mean = new double[n];
        double grand = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += inverse[i][j];
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

    private static double[] solved(int vertices, Inverse inverse, int n) {
        double[] variance = new double[n];
        IntStream.range(0, n).parallel().forEach(i -> variance[i] = variance(vertices, inverse, i, n));
        return variance;
    }

    private static double variance(int vertices, Inverse inverse, int i, int n) {
        double[] b = new double[vertices];
        Arrays.fill(b, 0, n, -1.0 / n);
        b[i] += 1;
        double[] x = inverse.solve(b);
        double mean = 0;
        for (int k = 0; k < n; k++) {
            mean += x[k] / n;
        }
        return x[i] - mean;
    }
}

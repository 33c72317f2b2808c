package org.teeter.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether some direction d other than 0 has {@code a · d >= 0} for each of many rows a.
 *
 * <p>There is none exactly if the rows span all directions, and some combination of them with positive weights is 0 (Stiemke's theorem).
 * The combination with weights of 1 and more that is nearest to 0 is found by non-negative least squares [1], in which at most as many
 * weights differ from 1 as there are dimensions; if it is not 0, it is such a direction itself.
 */
/*
 * [1] C. L. Lawson and R. J. Hanson (1974), Solving Least Squares Problems, chapter 23. At the solution r of min |Σ (1 + μ_k) a_k|,
 *     μ >= 0, the conditions of Kuhn and Tucker are a_k · r >= 0 for all k; and Σ (1 + μ_k) a_k · r = |r|² > 0, so that some is positive.
 */
public final class Cone {
    /** Of a row of length 1 and a direction of length 1: less is rounding. */
    private static final double NOTHING = 1e-10;

    /** Of the sum of so many rows, each of length 1. */
    private static final double SUM_ROUNDING = 1e-12;

    /** What is left of the square of a column after those before it: a millionth of its length. */
    private static final double DEPENDENT = 1e-12;

    private static final int MOST_STEPS_PER_DIMENSION = 50;

    private final double[][] rows; // each of length 1
    private final double[] scale; // of each column
    private final int dimension;

    private Cone(double[][] rows, double... scale) {
        this.rows = rows;
        this.scale = scale;
        this.dimension = scale.length;
    }

    /** A direction, in the units of the columns; empty if there is none, rounding aside. */
    public static Optional<double[]> direction(List<double[]> rows, int dimension) {
        double[] scale = new double[dimension];
        for (double[] row : rows) {
            for (int k = 0; k < dimension; k++) {
                scale[k] = Math.max(scale[k], Math.abs(row[k]));
            }
        }
        for (int k = 0; k < dimension; k++) {
            if (scale[k] == 0) {
                double[] unit = new double[dimension];
                unit[k] = 1;
                return Optional.of(unit);
            }
        }
        List<double[]> scaled = new ArrayList<>();
        for (double[] row : rows) {
            double[] one = new double[dimension];
            double squares = 0;
            for (int k = 0; k < dimension; k++) {
                one[k] = row[k] / scale[k];
                squares += one[k] * one[k];
            }
            if (squares > NOTHING * NOTHING) {
                double length = Math.sqrt(squares);
                scaled.add(IntStream.range(0, dimension)
                        .mapToDouble(k -> one[k] / length)
                        .toArray());
            }
        }
        Cone cone = new Cone(scaled.toArray(new double[0][]), scale);
        return cone.across().or(cone::along).map(cone::unscaled);
    }

    private double[] unscaled(double[] d) {
        double[] direction = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            direction[k] = d[k] / scale[k];
        }
        return direction;
    }

    /** A direction at right angles to all rows. */
    private Optional<double[]> across() {
        double[][] gram = new double[dimension][dimension];
        for (double[] row : rows) {
            for (int p = 0; p < dimension; p++) {
                for (int q = 0; q <= p; q++) {
                    gram[p][q] += row[p] * row[q];
                }
            }
        }
        for (int k = 0; k < dimension; k++) {
            double[][] before = new double[k][];
            for (int p = 0; p < k; p++) {
                before[p] = gram[p];
            }
            double[] share = new double[k];
            System.arraycopy(gram[k], 0, share, 0, k);
            Cholesky.of(before).solve(share); // those before are independent
            double left = gram[k][k];
            for (int p = 0; p < k; p++) {
                left -= share[p] * gram[k][p];
            }
            if (!(left > DEPENDENT * gram[k][k])) {
                double[] d = new double[dimension];
                d[k] = 1;
                for (int p = 0; p < k; p++) {
                    d[p] = -share[p];
                }
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }

    /** A direction with some row. */
    private Optional<double[]> along() {
        double[] sum = new double[dimension];
        for (double[] row : rows) {
            add(sum, row, 1);
        }
        List<Integer> chosen = new ArrayList<>();
        double[] more = new double[rows.length]; // μ
        double[] r = sum.clone();
        for (int step = 0; step < MOST_STEPS_PER_DIMENSION * dimension; step++) {
            double length = Math.sqrt(dot(r, r));
            if (length <= SUM_ROUNDING * rows.length) {
                return Optional.empty();
            }
            int least = -1;
            double most = -NOTHING * length;
            for (int k = 0; k < rows.length; k++) {
                double along = more[k] > 0 ? 0 : dot(rows[k], r);
                if (along < most) {
                    most = along;
                    least = k;
                }
            }
            if (least < 0) {
                return Optional.of(r);
            }
            chosen.add(least);
            if (!descend(sum, chosen, more)) {
                return Optional.empty(); // a row that is a combination of the chosen ones: what is left is rounding
            }
            r = sum.clone();
            for (int k : chosen) {
                add(r, rows[k], more[k]);
            }
        }
        return Optional.empty();
    }

    /** Moves to the least squares of the chosen rows, leaving out those whose weight would become negative. */
    private boolean descend(double[] sum, List<Integer> chosen, double[] more) {
        while (!chosen.isEmpty()) {
            int size = chosen.size();
            double[][] gram = new double[size][size];
            double[] best = new double[size];
            for (int p = 0; p < size; p++) {
                best[p] = -dot(rows[chosen.get(p)], sum);
                for (int q = 0; q <= p; q++) {
                    gram[p][q] = dot(rows[chosen.get(p)], rows[chosen.get(q)]);
                }
            }
            Cholesky factor = Cholesky.of(gram);
            if (!factor.isDefinite()) {
                return false;
            }
            factor.solve(best);
            double part = 1;
            for (int p = 0; p < size; p++) {
                double now = more[chosen.get(p)];
                if (best[p] <= 0) {
                    part = Math.min(part, now / (now - best[p]));
                }
            }
            for (int p = 0; p < size; p++) {
                double now = more[chosen.get(p)];
                more[chosen.get(p)] = best[p] <= 0 && now / (now - best[p]) <= part ? 0 : now + part * (best[p] - now);
            }
            if (part == 1) {
                return true;
            }
            chosen.removeIf(k -> more[k] <= 0);
        }
        return true;
    }

    private static void add(double[] to, double[] row, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * row[k];
        }
    }

    private static double dot(double[] row, double[] x) {
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            sum += row[k] * x[k];
        }
        return sum;
    }
}

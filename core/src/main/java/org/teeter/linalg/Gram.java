package org.teeter.linalg;

/**
 * A symmetric matrix {@code Σ x xᵀ} of rows x that come in blocks. Of each entry rows are added in their order, so that the result does not
 * hang on how fast the machine is.
 *
 * <p>Every array is one of its own, and four are added at once: of two parts of one array a compiler does not know whether they overlap, and
 * adds number by number (11 against 3 billion products a second).
 */
public final class Gram {
    private static final int TOGETHER = 4;

    private final double[][] lower;

    /** Of no rows yet. */
    public Gram(int width) {
        this.lower = new double[width][];
        for (int i = 0; i < width; i++) {
            lower[i] = new double[i + 1];
        }
    }

    /** Adds the first rows of a block. */
    public void add(double[][] block, int rows) {
        int r = 0;
        for (; r + TOGETHER <= rows; r += TOGETHER) {
            double[] x = block[r];
            double[] y = block[r + 1];
            double[] z = block[r + 2];
            double[] u = block[r + 3];
            for (int i = 0; i < lower.length; i++) {
                addFour(lower[i], i + 1, x[i], x, y[i], y, z[i], z, u[i], u);
            }
        }
        for (; r < rows; r++) {
            double[] x = block[r];
            for (int i = 0; i < lower.length; i++) {
                addOne(lower[i], i + 1, x[i], x);
            }
        }
    }

    /** Adds multiples of four arrays, which are others than the sum. */
    public static void addFour(
            double[] sum,
            int length,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] u) {
        for (int j = 0; j < length; j++) {
            sum[j] += (a * x[j] + b * y[j]) + (c * z[j] + d * u[j]);
        }
    }

    /** Adds a multiple of an array. */
    public static void addOne(double[] sum, int length, double a, double[] x) {
        for (int j = 0; j < length; j++) {
            sum[j] += a * x[j];
        }
    }

    /** Adds another one. */
    public void add(Gram other) {
        for (int i = 0; i < lower.length; i++) {
            addOne(lower[i], i + 1, 1, other.lower[i]);
        }
    }

    /** Its lower triangle, times a factor and with something added to the diagonal. */
    public double[][] lower(double factor, double diagonal) {
        double[][] scaled = new double[lower.length][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = new double[i + 1];
            addOne(scaled[i], i + 1, factor, lower[i]);
            scaled[i][i] += diagonal;
        }
        return scaled;
    }
}

package org.teeter.linalg;

/**
 * A symmetric matrix {@code Σ x xᵀ} of rows x that come in blocks. Of each entry rows are added in their order, so that the result does not
 * hang on how fast the machine is, but for the last bits on how it fuses products and sums.
 */
public final class Gram {
    /** So many rows are added to a row of the matrix at once, which then leaves the registers once. */
    private static final int TOGETHER = 4;

    private final int width;
    private final double[][] upper; // entry (i, j), j >= i, at [i][j - i]

    /** Of no rows yet. */
    public Gram(int width) {
        this.width = width;
        this.upper = new double[width][];
        for (int i = 0; i < width; i++) {
            upper[i] = new double[width - i];
        }
    }

    /** Adds rows, one after the other in a block. */
    public void add(double[] block, int rows) {
        int r = 0;
        for (; r + TOGETHER <= rows; r += TOGETHER) {
            int at = r * width;
            for (int i = 0; i < width; i++) {
                addFour(upper[i], block, at + i, width);
            }
        }
        for (; r < rows; r++) {
            int at = r * width;
            for (int i = 0; i < width; i++) {
                double a = block[at + i];
                double[] row = upper[i];
                for (int j = 0; j < row.length; j++) {
                    row[j] += a * block[at + i + j];
                }
            }
        }
    }

    private static void addFour(double[] row, double[] block, int at, int width) {
        int second = at + width;
        int third = second + width;
        int fourth = third + width;
        double a = block[at];
        double b = block[second];
        double c = block[third];
        double d = block[fourth];
        for (int j = 0; j < row.length; j++) {
            row[j] += a * block[at + j] + b * block[second + j] + c * block[third + j] + d * block[fourth + j];
        }
    }

    /** Adds another one. */
    public void add(Gram other) {
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < upper[i].length; j++) {
                upper[i][j] += other.upper[i][j];
            }
        }
    }

    /** Its lower triangle, times a factor and with something added to the diagonal. */
    public double[][] lower(double factor, double diagonal) {
        double[][] lower = new double[width][];
        for (int i = 0; i < width; i++) {
            lower[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                lower[i][j] = factor * upper[j][i - j];
            }
            lower[i][i] += diagonal;
        }
        return lower;
    }
}

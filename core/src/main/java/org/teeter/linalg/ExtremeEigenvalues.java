package org.teeter.linalg;

/** The smallest and the largest eigenvalue of a dense symmetric matrix: Householder's tridiagonal form, and bisection on its pivots' signs. */
public final class ExtremeEigenvalues {
    private final double smallest;
    private final double largest;

    private ExtremeEigenvalues(double smallest, double largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    /** Of a symmetric matrix, which is used up. */
    public static ExtremeEigenvalues of(double[][] matrix) {
        int n = matrix.length;
        double[] alpha = new double[n];
        double[] beta = new double[n]; // beta[k] joins k - 1 and k
        tridiagonalise(matrix, alpha, beta);
        double bound = 0;
        for (int k = 0; k < n; k++) {
            bound = Math.max(bound, Math.abs(alpha[k]) + Math.abs(beta[k]) + (k + 1 < n ? Math.abs(beta[k + 1]) : 0));
        }
        double[] negated = new double[n];
        for (int k = 0; k < n; k++) {
            negated[k] = -alpha[k];
        }
        return new ExtremeEigenvalues(-largest(negated, beta, bound), largest(alpha, beta, bound));
    }

    public double smallest() {
        return smallest;
    }

    public double largest() {
        return largest;
    }

    private static void tridiagonalise(double[][] a, double[] alpha, double[] beta) {
        int n = a.length;
        double[] v = new double[n];
        double[] p = new double[n];
        for (int k = 0; k < n; k++) {
            alpha[k] = a[k][k];
            if (k + 1 == n) {
                break;
            }
            double norm = 0;
            for (int i = k + 1; i < n; i++) {
                norm = Math.hypot(norm, a[i][k]);
            }
            double first = a[k + 1][k];
            beta[k + 1] = first > 0 ? -norm : norm;
            if (k + 2 == n) {
                beta[k + 1] = first;
            } else if (norm > 0) {
                double square = 0;
                for (int i = k + 1; i < n; i++) {
                    v[i] = a[i][k] - (i == k + 1 ? beta[k + 1] : 0);
                    square += v[i] * v[i];
                }
                reflect(a, v, p, 2 / square, k + 1);
            }
        }
    }

    /** {@code A := R A R} behind {@code from}, {@code R = I - factor v vᵀ}. */
    private static void reflect(double[][] a, double[] v, double[] p, double factor, int from) {
        int n = a.length;
        double half = 0;
        for (int i = from; i < n; i++) {
            double sum = 0;
            for (int j = from; j < n; j++) {
                sum += a[i][j] * v[j];
            }
            p[i] = factor * sum;
            half += factor * p[i] * v[i] / 2;
        }
        for (int i = from; i < n; i++) {
            p[i] -= half * v[i];
        }
        for (int i = from; i < n; i++) {
            for (int j = from; j < n; j++) {
                a[i][j] -= v[i] * p[j] + p[i] * v[j];
            }
        }
    }

    private static double largest(double[] alpha, double[] beta, double bound) {
        double low = -bound;
        double high = bound;
        while (high - low > 1e-14 * bound) {
            double x = (low + high) / 2;
            if (x == low || x == high) {
                break;
            }
            double pivot = 1;
            boolean below = false;
            for (int k = 0; k < alpha.length && !below; k++) {
                double coupling = k == 0 || beta[k] == 0 ? 0 : beta[k] * (beta[k] / pivot);
                pivot = alpha[k] - x - coupling;
                below = pivot >= 0;
            }
            if (below) {
                low = x;
            } else {
                high = x;
            }
        }
        return high;
    }
}

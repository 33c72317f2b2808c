package org.teeter.linalg;

/** Division by the diagonal. */
final class Jacobi implements Preconditioner {
    private final double[] reciprocal;

    Jacobi(double... diagonal) {
        reciprocal = new double[diagonal.length];
        for (int i = 0; i < reciprocal.length; i++) {
            reciprocal[i] = 1 / diagonal[i];
        }
    }

    @Override
    public void apply(double[] r, double[] z) {
        for (int i = 0; i < r.length; i++) {
            z[i] = r[i] * reciprocal[i];
        }
    }
}

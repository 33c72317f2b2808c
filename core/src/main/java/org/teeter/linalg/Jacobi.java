package org.teeter.linalg;

/** Division by the diagonal. */
final class Jacobi implements Preconditioner {
    private final double[] reciprocal;

    Jacobi(Laplacian h) {
        reciprocal = h.diagonal();
        for (int i = 0; i < reciprocal.length; i++) {
            reciprocal[i] = 1 / reciprocal[i];
        }
    }

    @Override
    public void apply(double[] r, double[] z) {
        for (int i = 0; i < r.length; i++) {
            z[i] = r[i] * reciprocal[i];
        }
    }
}

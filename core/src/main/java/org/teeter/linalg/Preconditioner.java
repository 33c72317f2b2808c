package org.teeter.linalg;

/** A cheap approximate inverse of a Laplacian, symmetric and positive definite, for {@link ConjugateGradient}. */
public interface Preconditioner {

    /** {@code z ≈ H⁻¹ r}. */
    void apply(double[] r, double[] z);

    /** Division by the diagonal: enough where the graph is well mixed. */
    static Preconditioner jacobi(Laplacian h) {
        double[] d = h.diagonal();
        return (r, z) -> {
            for (int i = 0; i < d.length; i++) {
                z[i] = r[i] / d[i];
            }
        };
    }
}

package org.teeter.linalg;

/** A cheap approximate inverse of a Laplacian, symmetric and positive definite, for {@link ConjugateGradient}. */
public interface Preconditioner {

    /** {@code z ≈ H⁻¹ r}. */
    void apply(double[] r, double[] z);

    /** Division by the {@linkplain Laplacian#diagonal diagonal}: enough where the graph is well mixed. */
    static Preconditioner jacobi(double... diagonal) {
        return new Jacobi(diagonal);
    }
}

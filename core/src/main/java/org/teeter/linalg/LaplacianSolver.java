package org.teeter.linalg;

import java.util.Optional;

/**
 * Solves with one connected {@link Laplacian}, by whatever suits its size: elimination up to a few hundred vertices, conjugate
 * gradients beyond, and elimination again where those stall and memory allows.
 */
public final class LaplacianSolver {
    /** Elimination of this order takes about a millisecond. */
    private static final int SMALL = 200;
    /** Elimination of this order takes some 200 MB and ten seconds. */
    private static final int LARGEST_DENSE = 5000;

    private static final int MOST_ITERATIONS = 1000;

    private final Laplacian h;
    private Optional<Elimination> elimination = Optional.empty();
    private int iterations;

    public LaplacianSolver(Laplacian h) {
        this.h = h;
    }

    /**
     * Solves {@code H x = b}; where H floats, {@code b} must sum to zero, and x is given up to a constant.
     *
     * @param relativeTolerance on the residual, for the iterative way; elimination does better
     * @throws ArithmeticException if conjugate gradients stall on a graph too large to eliminate
     */
    public double[] solve(double[] b, double relativeTolerance) {
        if (elimination.isPresent() || h.size() <= SMALL) {
            return eliminated().solve(b);
        }
        double[] x = new double[b.length];
        ConjugateGradient cg = new ConjugateGradient(h, Preconditioner.jacobi(h));
        boolean met = cg.solve(b, x, relativeTolerance, MOST_ITERATIONS);
        iterations += cg.iterations();
        if (met) {
            return x;
        }
        return eliminated().solve(b);
    }

    /** Conjugate-gradient iterations so far. */
    public int iterations() {
        return iterations;
    }

    private Elimination eliminated() {
        if (elimination.isEmpty()) {
            if (h.size() > LARGEST_DENSE) {
                throw new ArithmeticException("conjugate gradients did not reach their tolerance in " + MOST_ITERATIONS
                        + " iterations, and " + h.size() + " items are too many to eliminate");
            }
            elimination = Optional.of(Elimination.of(h));
        }
        return elimination.get();
    }
}

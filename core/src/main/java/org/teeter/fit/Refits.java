package org.teeter.fit;

import java.util.Optional;
import org.teeter.linalg.LaplacianSolver;

/** Fits to data that differ little from those of one fit: each starts from it, and of many items all share one factor. */
public final class Refits<D> {
    /** From so many items on, a factor is worth sharing. */
    private static final int MANY = 5000;

    private final Estimator estimator;
    private final Fit<D> start;
    private Optional<LaplacianSolver> solver = Optional.empty(); // of the start's Laplacian

    public Refits(Estimator estimator, Fit<D> start) {
        this.estimator = estimator;
        this.start = start;
    }

    /** Fits the model to other data over the same items. Any number of threads may ask. */
    public Fit<D> to(D data) {
        return estimator.refit(data, start, solver());
    }

    private synchronized Optional<LaplacianSolver> solver() {
        if (solver.isEmpty()
                && start.graph().size() >= MANY
                && start.prior().regression().isEmpty()) {
            solver =
                    Optional.of(new LaplacianSolver(start.information().scores().closed()).prepared());
        }
        return solver;
    }
}

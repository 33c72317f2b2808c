package org.teeter.fit;

import java.util.Optional;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.LaplacianSolver;
import org.teeter.model.Hold;

/** Fits to data that differ little from those of one fit: each starts from it, and of many items all share one factor. */
public final class Refits<D> {
    /** From so many items on, a factor is worth sharing. */
    private static final int MANY = 5000;

    /** Of fewer, conjugate gradients or elimination cost no more than what is shared. */
    private static final int FEWEST_DRAWN = 32;

    private static final int MOST_DRAWN = 500;

    private final Estimator estimator;
    private final Fit<D> start;
    private final Optional<Elimination> elimination; // likewise
    private Optional<LaplacianSolver> solver = Optional.empty(); // of the start's Laplacian

    public Refits(Estimator estimator, Fit<D> start) {
        this(estimator, start, Optional.empty());
    }

    private Refits(Estimator estimator, Fit<D> start, Optional<Elimination> elimination) {
        this.estimator = estimator;
        this.start = start;
        this.elimination = elimination;
    }

    /** To data drawn anew from those of the fit: of some dozens to hundreds of items all share its elimination, and refine its solutions. */
    public static <D> Refits<D> drawn(Estimator estimator, Fit<D> start) {
        int n = start.graph().size();
        boolean shares = n > FEWEST_DRAWN
                && n <= MOST_DRAWN
                && start.prior().hold() == Hold.NOTHING
                && start.extras().isEmpty()
                && start.localMaximum().isEmpty();
        return new Refits<>(
                estimator,
                start,
                shares ? Optional.of(Elimination.of(start.information().scores())) : Optional.empty());
    }

    /** Fits the model to other data over the same items. Any number of threads may ask. */
    public Fit<D> to(D data) {
        return estimator.refit(data, start, solver(), elimination);
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

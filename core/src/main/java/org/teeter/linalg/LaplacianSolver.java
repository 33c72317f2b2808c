package org.teeter.linalg;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Solves with one connected {@link Laplacian}, by whatever suits its size and shape: elimination for a few dozen vertices;
 * beyond, conjugate gradients, preconditioned by the diagonal where the graph is well mixed, by {@link ApproximateCholesky} where
 * that takes long; and elimination again where both stall and memory allows. Where some conductance is negative, the diagonal alone
 * preconditions. Of many vertices, the trees that hang on the rest are solved by themselves, exactly.
 *
 * <p>The first solve decides whether later ones try the diagonal; after it, any number of threads may solve, and no result depends on
 * the others.
 */
public final class LaplacianSolver {
    /** Below this, elimination costs less than a few iterations. */
    private static final int SMALL = 32;
    /** Elimination of this order takes some 200 MB and ten seconds. */
    private static final int LARGEST_DENSE = 5000;

    /** What the stronger preconditioner needs at most, on everything met so far, takes as long as this many with the diagonal. */
    private static final int MOST_BY_DIAGONAL = 150;

    private static final int MOST_ITERATIONS = 1000;

    /** From so many vertices on it is worth asking what hangs on the rest. */
    private static final int MANY = 5000;

    /** What later solves may ask for. */
    private static final double PREPARATION = 1e-12;

    private final Laplacian h;
    private final Optional<Pruned> pruned;
    private final Optional<LaplacianSolver> ofRest; // what is left without what hangs on it
    private final Preconditioner diagonal;
    private final boolean signed; // whether some conductance is negative
    private final AtomicInteger iterations = new AtomicInteger();
    private volatile boolean decided;
    private volatile boolean stronger;
    private Optional<Preconditioner> borrowed = Optional.empty();
    private Optional<Preconditioner> cholesky = Optional.empty();
    private Optional<Elimination> elimination = Optional.empty();

    public LaplacianSolver(Laplacian h) {
        this(h, false);
    }

    /** A solver that does not try the diagonal if {@code stronger}: because a solver of nearly the same Laplacian learnt so. */
    public LaplacianSolver(Laplacian h, boolean stronger) {
        this(h, stronger, true, Optional.empty());
    }

    private LaplacianSolver(Laplacian h, boolean stronger, boolean mayHang, Optional<LaplacianSolver> nearly) {
        this.h = h;
        double[] sums = new double[h.size()];
        this.signed = h.sum(sums);
        this.diagonal = Preconditioner.jacobi(sums);
        this.pruned = mayHang && h.size() >= MANY && !signed && h.isFloating() ? Pruned.of(h) : Optional.empty();
        this.ofRest = pruned.map(Pruned::rest)
                .map(rest ->
                        nearly.map(known -> known.near(rest)).orElseGet(() -> new LaplacianSolver(rest, stronger)));
        this.stronger = stronger;
        this.decided = stronger;
    }

    /** Decides how later solves go, and makes their factor where they need one. */
    public LaplacianSolver prepared() {
        double[] b = new double[h.size()];
        b[0] = 1;
        b[h.size() - 1] -= 1;
        solve(b, PREPARATION);
        return this;
    }

    /** A solver of another Laplacian of the same graph, which knows what this one has learnt of the graph and makes a factor of its own. */
    public LaplacianSolver anew(Laplacian other) {
        return new LaplacianSolver(other, isStronger(), pruned.isPresent(), Optional.empty());
    }

    /** A solver of nearly the same Laplacian, of the same graph, which begins with what this one has learnt, and with its factor. */
    public LaplacianSolver near(Laplacian other) {
        LaplacianSolver solver = new LaplacianSolver(other, stronger, pruned.isPresent(), ofRest);
        synchronized (this) {
            solver.borrowed = cholesky.or(() -> borrowed);
        }
        return solver;
    }

    /**
     * Solves {@code H x = b}; where H floats, {@code b} must sum to zero, and x is given up to a constant.
     *
     * @param relativeTolerance on the residual, for the iterative way; elimination does better
     * @throws ArithmeticException if conjugate gradients stall on a graph too large to eliminate
     * @throws IllegalArgumentException if the graph falls apart
     */
    public double[] solve(double[] b, double relativeTolerance) {
        if (pruned.isPresent()) {
            return centred(pruned.get().solve(b, right -> ofRest.orElseThrow().solve(right, relativeTolerance)));
        }
        if (h.size() <= SMALL) {
            return eliminated().solve(b);
        }
        double[] x = new double[b.length];
        if (!stronger || signed) {
            boolean met = iterate(diagonal, b, x, relativeTolerance, signed ? MOST_ITERATIONS : MOST_BY_DIAGONAL);
            if (!decided) {
                stronger = !met;
                decided = true;
            }
            if (met) {
                return x;
            }
        }
        if (!signed && borrowed.isPresent() && iterate(borrowed.get(), b, x, relativeTolerance, MOST_BY_DIAGONAL)) {
            return x;
        }
        if (!signed && iterate(cholesky(), b, x, relativeTolerance, MOST_ITERATIONS)) {
            return x;
        }
        if (h.size() > LARGEST_DENSE) {
            throw new ArithmeticException("conjugate gradients did not reach their tolerance of " + relativeTolerance
                    + ", with " + MOST_ITERATIONS + " iterations allowed, and " + h.size()
                    + " items are too many to eliminate");
        }
        return eliminated().solve(b);
    }

    private static double[] centred(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value;
        }
        mean /= x.length;
        for (int i = 0; i < x.length; i++) {
            x[i] -= mean;
        }
        return x;
    }

    private boolean iterate(Preconditioner preconditioner, double[] b, double[] x, double tolerance, int most) {
        ConjugateGradient cg = new ConjugateGradient(h, preconditioner);
        boolean met = cg.solve(b, x, tolerance, most);
        iterations.addAndGet(cg.iterations());
        return met;
    }

    /** Conjugate-gradient iterations so far. */
    public int iterations() {
        return iterations.get() + ofRest.map(LaplacianSolver::iterations).orElse(0);
    }

    /** Whether the diagonal proved too weak. */
    public boolean isStronger() {
        return ofRest.map(LaplacianSolver::isStronger).orElse(stronger);
    }

    private synchronized Preconditioner cholesky() {
        if (cholesky.isEmpty()) {
            cholesky = Optional.of(ApproximateCholesky.of(h));
        }
        return cholesky.get();
    }

    private synchronized Elimination eliminated() {
        if (elimination.isEmpty()) {
            elimination = Optional.of(Elimination.of(h));
        }
        return elimination.get();
    }
}

package org.teeter.audit.search;

import java.util.Optional;
import org.teeter.linalg.ConjugateGradient;
import org.teeter.linalg.EdgeResistances;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;
import org.teeter.linalg.SparseElimination;

/**
 * The circuit of one part of the data: its items and, where there is a prior, the ground as one more vertex.
 *
 * <p>Between parts current flows through the ground alone. Each is therefore solved by itself: among the items of a part the common
 * potential against a weak ground never enters, and what happens in other parts is exactly nothing.
 */
final class PartCircuit {
    /** Relative tolerance of sparse solves. */
    static final double SOLVE = 1e-12;

    /** After elimination one iteration meets the tolerance, and a second what rounding has left. */
    private static final int MOST_REFINEMENTS = 20;

    private final int[] members;
    private final Laplacian closed;
    private final Optional<Elimination> elimination;
    private final Optional<SparseElimination> sparse;
    private final LaplacianSolver solver;

    PartCircuit(Laplacian h, int[] members, int[] place, boolean dense, long mostFill) {
        this.members = members;
        Laplacian part = h.part(members, place);
        this.closed = part.closed();
        this.elimination = dense ? Optional.of(Elimination.of(closed)) : Optional.empty();
        this.sparse = dense || part.isSigned() ? Optional.empty() : SparseElimination.of(part, mostFill);
        this.solver = new LaplacianSolver(closed);
    }

    int[] members() {
        return members;
    }

    /** The number of the ground among the vertices; of use only where there is one. */
    int ground() {
        return members.length;
    }

    boolean isGrounded() {
        return closed.size() > members.length;
    }

    /** A generalised inverse over the members and the ground. */
    double[][] inverse() {
        return elimination.orElseThrow().inverse();
    }

    /** Potentials of the members and the ground, up to a constant, when 1 A enters at one vertex and leaves at another. */
    double[] potentials(int from, int to) {
        double[] b = new double[closed.size()];
        b[from] = 1;
        b[to] = -1;
        if (elimination.isPresent()) {
            return elimination.get().solve(b);
        }
        double[] x = new double[b.length];
        boolean met =
                sparse.isPresent() && new ConjugateGradient(closed, sparse.get()).solve(b, x, SOLVE, MOST_REFINEMENTS);
        return met ? x : solver.solve(b, SOLVE);
    }

    /** Whether all is known by sparse elimination. */
    boolean isEliminated() {
        return sparse.isPresent();
    }

    /** Of the pairs among the members, in their order. */
    EdgeResistances resistances() {
        return sparse.orElseThrow().resistances();
    }

    /** Decides how later solves go, whichever thread asks for them. */
    void prime() {
        if (elimination.isEmpty() && sparse.isEmpty() && closed.size() > 1) {
            potentials(0, 1);
        }
    }
}

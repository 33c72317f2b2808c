package org.teeter.audit;

import java.util.Optional;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;

/**
 * The circuit of one part of the data: its items and, where there is a prior, the ground as one more vertex.
 *
 * <p>Between parts current flows through the ground alone. Each is therefore solved by itself: among the items of a part the common
 * potential against a weak ground never enters, and what happens in other parts is exactly nothing.
 */
final class PartCircuit {
    /** Relative tolerance of sparse solves. */
    static final double SOLVE = 1e-12;

    private final int[] members;
    private final Laplacian closed;
    private final Optional<Elimination> elimination;
    private final LaplacianSolver solver;

    PartCircuit(Laplacian h, int[] members, int[] place, boolean dense) {
        this.members = members;
        this.closed = h.part(members, place).closed();
        this.elimination = dense ? Optional.of(Elimination.of(closed)) : Optional.empty();
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
        return elimination.isPresent() ? elimination.get().solve(b) : solver.solve(b, SOLVE);
    }

    /** Decides how later solves go, whichever thread asks for them. */
    void prime() {
        if (elimination.isEmpty() && closed.size() > 1) {
            potentials(0, 1);
        }
    }
}

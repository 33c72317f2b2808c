package org.teeter.fit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.teeter.linalg.Drawn;
import org.teeter.linalg.Elimination;
import org.teeter.linalg.Laplacian;
import org.teeter.linalg.LaplacianSolver;

/**
 * The inverse of the scores' part of an information, over the vertices of its closed circuit: that of the circuit, and what features of the
 * items add. Any number of threads may ask.
 */
public final class Inverse {
    private static final double SOLVE = 1e-12;

    private final int vertices;
    private final Optional<Elimination> elimination;
    private final UnaryOperator<double[]> circuit;
    private final Optional<Drawn> drawn;

    /**
     * Prepares to solve.
     *
     * @param largestEliminated up to this many items by elimination, beyond by a solve each time
     * @param likelihood the circuit without its ground
     */
    Inverse(Laplacian closed, int largestEliminated, Laplacian likelihood, Optional<Regression> regression) {
        this.vertices = closed.size();
        boolean held = regression.map(Regression::isWhole).orElse(false); // the circuit alone may then fall apart
        this.elimination = !held && likelihood.size() <= largestEliminated
                ? Optional.of(Elimination.of(closed))
                : Optional.empty();
        this.circuit = held
                ? UnaryOperator.identity()
                : elimination
                        .<UnaryOperator<double[]>>map(known -> known::solve)
                        .orElseGet(() -> solving(closed));
        this.drawn = regression.map(r -> r.inverse(likelihood, circuit));
    }

    private static UnaryOperator<double[]> solving(Laplacian closed) {
        LaplacianSolver solver = new LaplacianSolver(closed);
        double[] first = new double[closed.size()];
        first[0] = 1;
        first[1] = -1;
        solver.solve(first, SOLVE); // decides on the preconditioner of all
        return b -> solver.solve(b, SOLVE);
    }

    /** The potentials that answer currents of sum zero, up to a constant. */
    public double[] solve(double[] b) {
        return drawn.map(d -> d.solve(b)).orElseGet(() -> circuit.apply(b));
    }

    /** The circuit's part of it as a matrix, which takes elimination; zeros where scores are held to features. */
    public double[][] matrix() {
        return elimination.map(Elimination::inverse).orElseGet(() -> new double[vertices][vertices]);
    }

    /** Y, by row: features add {@code Yᵀ Y} to the circuit's part; no rows without features. */
    public double[][] addition() {
        return drawn.map(Drawn::addition).orElseGet(() -> new double[0][]);
    }
}

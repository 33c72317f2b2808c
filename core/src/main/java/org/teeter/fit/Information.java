package org.teeter.fit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.Laplacian;

/**
 * The Hessian of a negative log-posterior at a fit: the observed information, and the prior's, as a Laplacian over the scores, bordered by
 * the parameters that all judgements share. Features of the items draw the scores together besides, or hold them.
 */
@SuppressWarnings("exports") // for the other packages of this module
public final class Information {
    private final Laplacian scores;
    private final Laplacian likelihood;
    private final double[][] border;
    private final double[][] corner;
    private final Optional<Regression> regression;

    /** @param likelihood the scores' part without the prior */
    Information(
            Laplacian scores,
            Laplacian likelihood,
            double[][] border,
            double[][] corner,
            Optional<Regression> regression) {
        this.scores = scores;
        this.likelihood = likelihood;
        this.border = border;
        this.corner = corner;
        this.regression = regression;
    }

    /** The part of the scores, grounded by the prior, features aside. */
    public Laplacian scores() {
        return scores;
    }

    /** Whether that is all of the scores' part: there are no features. */
    public boolean isCircuit() {
        return regression.isEmpty();
    }

    /** How many parameters all judgements share. */
    public int extras() {
        return corner.length;
    }

    /** The inverse of the scores' part, by elimination up to so many items. */
    public Inverse inverse(int largestEliminated) {
        return new Inverse(scores.closed(), largestEliminated, likelihood, regression);
    }

    /** All of it, given the inverse of the scores' part. */
    public Bordered bordered(UnaryOperator<double[]> inverse) {
        return new Bordered(inverse, scores.closed().size(), border, corner);
    }
}

package org.teeter.fit;

import java.util.function.UnaryOperator;
import org.teeter.linalg.Bordered;
import org.teeter.linalg.Laplacian;

/**
 * The Hessian of a negative log-posterior at a fit: the observed information, and the prior's, as a Laplacian over the scores, bordered by
 * the parameters that all judgements share.
 */
@SuppressWarnings("exports") // for the other packages of this module
public final class Information {
    private final Laplacian scores;
    private final double[][] border;
    private final double[][] corner;

    Information(Laplacian scores, double[][] border, double[][] corner) {
        this.scores = scores;
        this.border = border;
        this.corner = corner;
    }

    /** The part of the scores, grounded by the prior. */
    public Laplacian scores() {
        return scores;
    }

    /** How many parameters all judgements share. */
    public int extras() {
        return corner.length;
    }

    /** All of it, given a way to solve with the scores' part, {@linkplain Laplacian#closed closed}. */
    public Bordered bordered(UnaryOperator<double[]> inverse) {
        return new Bordered(inverse, scores.closed().size(), border, corner);
    }
}

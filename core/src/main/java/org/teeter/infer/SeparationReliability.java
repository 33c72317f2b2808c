package org.teeter.infer;

import java.util.List;
import org.teeter.fit.Scores;

/**
 * Scale separation reliability of comparative judgement: the share of the spread of scores that is not their errors'.
 *
 * <pre>{@code SSR = (SD² - MSE)/SD² = G²/(1 + G²),  G = sqrt(SD² - MSE)/RMSE    [M127]}</pre>
 *
 * <p>SD² is the variance of the estimated scores, with n - 1, and MSE the mean of their squared standard errors. It is 0 or less where scores
 * spread no more than their errors do. Where the errors trust the model and the model does not hold, SSR is too high; so it is where pairs were
 * chosen for being near each other (Bramley 2015).
 *
 * @param value SSR, at most 1
 * @param variance SD², score²
 * @param meanSquaredError MSE, score²
 */
/*
 * A. Pollitt (2012), Comparative judgement for assessment, International Journal of Technology and Design Education 22; S. Verhavert, S. De Maeyer,
 * V. Donche and L. Coertjens (2018), Scale separation reliability: What does it mean in the context of comparative judgment?, Applied Psychological
 * Measurement 42; T. Bramley (2015), Investigating the reliability of Adaptive Comparative Judgment, Cambridge Assessment.
 */
public record SeparationReliability(double value, double variance, double meanSquaredError) {

    /**
     * Of scores and their standard errors, each against the mean of all.
     *
     * @throws IllegalArgumentException if there are not two scores that differ, or not an error of each
     */
    public static SeparationReliability of(Scores scores, List<Double> errors) {
        int n = scores.size();
        if (n < 2 || errors.size() != n) {
            throw new IllegalArgumentException(
                    "reliability needs two scores and an error of each, got " + n + " scores and " + errors.size());
        }
        double squares = 0;
        double error = 0;
        for (int i = 0; i < n; i++) {
            squares += scores.get(i) * scores.get(i); // their mean is zero
            error += errors.get(i) * errors.get(i) / n;
        }
        double variance = squares / (n - 1);
        if (!(variance > 0)) {
            throw new IllegalArgumentException("reliability needs scores that differ, got " + scores);
        }
        return new SeparationReliability((variance - error) / variance, variance, error);
    }

    /** G: how many of their errors scores spread, those taken off; 0 where nothing is left. */
    public double separation() {
        return Math.sqrt(Math.max(0, variance - meanSquaredError) / meanSquaredError);
    }
}

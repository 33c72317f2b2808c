package org.teeter.lab.experiment;

/**
 * What a trained model says about options i and j, asked with the paper's test question.
 *
 * @param exact probability that it prefers i among the template answers, the mean over both orders of the question; by scoring all of
 *     them, without sampling
 * @param exactIFirst the same, i named first, as the paper asks
 * @param exactJFirst the same, j named first
 * @param validMass probability of all template answers together, the mean over both orders
 * @param forI sampled answers that prefer i; half were asked in each order, the odd one with i first
 * @param forJ sampled answers that prefer j
 * @param none sampled answers that are no template answer
 * @param implicit probability by the implicit reward, {@code σ(β·Δ)}, Δ the difference of log-ratios to the reference; the mean over
 *     templates and orders. β is that of the loss, 1 for imitation.
 */
public record PairResult(
        String i,
        String j,
        double exact,
        double exactIFirst,
        double exactJFirst,
        double validMass,
        long forI,
        long forJ,
        long none,
        double implicit) {

    /** How often i was preferred among the sampled answers that prefer one; NaN where none does. */
    public double frequency() {
        return forI / (double) (forI + forJ);
    }

    /** The share of sampled answers that are no template answer. */
    public double noneShare() {
        return none / (double) (forI + forJ + none);
    }
}

package org.teeter.lm.ask;

/**
 * The probability that an answer prefers i, from the probabilities of all template answers; free of sampling noise.
 *
 * <pre>{@code p = m_i / (m_i + m_j),  m_i = Σ_t π(template t with winner i | question)}</pre>
 *
 * @param logMassI {@code log m_i}; its exponential may underflow
 * @param logMassJ {@code log m_j}
 */
public record ExactPreference(double logMassI, double logMassJ) {

    /** From the log-probabilities of the answers for i, followed by those of as many for j. */
    static ExactPreference of(double[] scores) {
        int half = scores.length / 2;
        return new ExactPreference(logSum(scores, 0, half), logSum(scores, half, scores.length));
    }

    /** p, the preference for i. */
    public double preference() {
        return 1 / (1 + Math.exp(logMassJ - logMassI));
    }

    /** {@code m_i + m_j}: how probable it is that the model answers in a template at all. */
    public double validMass() {
        return Math.exp(logMassI) + Math.exp(logMassJ);
    }

    /** The logarithm of the sum of the exponentials of {@code logs[from, to)}. */
    static double logSum(double[] logs, int from, int to) {
        double largest = logs[from];
        for (int t = from; t < to; t++) {
            largest = Math.max(largest, logs[t]);
        }
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += Math.exp(logs[t] - largest);
        }
        return largest + Math.log(sum);
    }
}

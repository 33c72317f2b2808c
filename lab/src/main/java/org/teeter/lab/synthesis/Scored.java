package org.teeter.lab.synthesis;

/**
 * An option and its score.
 *
 * @param score s, in natural log-odds: i is preferred to j with probability {@code 1 / (1 + e^(s_j - s_i))}
 */
public record Scored(String option, double score) {
    public Scored {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("the score of \"" + option + "\" must be finite, got " + score);
        }
    }

    /** The probability that this option is preferred to another. */
    double over(Scored other) {
        return 1 / (1 + Math.exp(other.score - score));
    }
}

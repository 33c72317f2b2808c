package org.teeter.sensitivity;

import java.util.Arrays;

/**
 * The Plackett-Luce probability of a ranking, best first (paper, Eq. (6)).
 *
 * <pre>{@code p_ω = Π_{u<K} e^{s_u} / Σ_{v>=u} e^{s_v},  log p_ω = -Σ_{u<K} L_u,
 * L_K = 0,  L_u = log(1 + e^(L_{u+1} + s_{u+1} - s_u))    [M27]}</pre>
 *
 * <p>Only differences of neighbouring scores enter, so that a common offset costs no digits. Error of {@code log p_ω} at most
 * {@code 4e-16 K max(1, |log p_ω|)}.
 */
public final class RankingProbability {
    private final double[] scores;
    private final double[] logDenominator; // L_u = log Σ_{v>=u} e^(s_v - s_u)

    private RankingProbability(double[] scores) {
        this.scores = scores;
        this.logDenominator = new double[scores.length];
        for (int u = scores.length - 2; u >= 0; u--) {
            logDenominator[u] = softplus(logDenominator[u + 1] + (scores[u + 1] - scores[u]));
        }
    }

    /**
     * The probability of a ranking.
     *
     * @param scores the scores (natural log-odds) of at least two items, in the order of the ranking
     */
    public static RankingProbability of(double... scores) {
        if (scores.length < 2) {
            throw new IllegalArgumentException("a ranking needs at least 2 scores, got " + scores.length);
        }
        for (int u = 0; u < scores.length; u++) {
            if (!(Math.abs(scores[u]) <= 1e300)) { // beyond, differences could overflow
                throw new IllegalArgumentException(
                        "scores must be finite and within ±1e300, got " + scores[u] + " in position " + (u + 1));
            }
        }
        return new RankingProbability(scores.clone());
    }

    /** K, the number of items. */
    public int size() {
        return scores.length;
    }

    /** {@code log p_ω}. */
    public double logP() {
        double sum = 0;
        for (int u = scores.length - 2; u >= 0; u--) {
            sum += logDenominator[u];
        }
        return -sum;
    }

    /** {@code p_ω}; 0 where it is below the range of a double, which {@link #logP} tells. */
    public double p() {
        return Math.exp(logP());
    }

    /**
     * {@code ∂log p_ω/∂s_m} for each item, in the order of the ranking.
     *
     * <pre>{@code Σ_{t>m} π_m(t) - Σ_{u<m} π_u(m),  π_u(m) = e^{s_m} / Σ_{v>=u} e^{s_v}    [M28]}</pre>
     */
    public double[] gradient() {
        int last = scores.length - 1;
        double[] gradient = new double[scores.length];
        double earlier = Double.NEGATIVE_INFINITY; // log Σ_{u<m} π_u(m)
        for (int m = 0; m <= last; m++) {
            gradient[m] = (m < last ? -Math.expm1(-logDenominator[m]) : 0) - Math.exp(earlier);
            if (m < last) {
                earlier = logAdd(earlier, -logDenominator[m]) + (scores[m + 1] - scores[m]);
            }
        }
        return gradient;
    }

    /** {@code L_u}: minus the logarithm of the probability of stage u, counted from 0. */
    double logDenominator(int u) {
        return logDenominator[u];
    }

    /**
     * {@code ∂log p_ω/∂σ} when the scores of the marked items all rise by σ, in logarithms: {@code e^gain - e^loss}.
     *
     * <pre>{@code Σ_{u in S, u<K} P_u(not S) - Σ_{u not in S, u<K} P_u(S),  P_u(S) = Σ_{v>=u, v in S} π_u(v)    [M29]}</pre>
     *
     * @return {log gain, log loss}; sums of positive terms, so that nothing cancels but the two in the end
     */
    double[] shift(boolean[] marked) {
        double gain = Double.NEGATIVE_INFINITY;
        double loss = Double.NEGATIVE_INFINITY;
        double ofMarked = Double.NEGATIVE_INFINITY; // log Σ_{v>u, v in S} e^(s_v - s_u)
        double ofOthers = Double.NEGATIVE_INFINITY;
        for (int u = scores.length - 1; u >= 0; u--) {
            if (u < scores.length - 1) {
                double step = scores[u + 1] - scores[u];
                ofMarked = (marked[u + 1] ? logAdd(ofMarked, 0) : ofMarked) + step;
                ofOthers = (marked[u + 1] ? ofOthers : logAdd(ofOthers, 0)) + step;
            }
            if (marked[u]) {
                gain = logAdd(gain, ofOthers - logDenominator[u]);
            } else {
                loss = logAdd(loss, ofMarked - logDenominator[u]);
            }
        }
        return new double[] {gain, loss};
    }

    /** {@code log(1 + e^x)}. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** {@code log(e^x + e^y)}. */
    static double logAdd(double x, double y) {
        double larger = Math.max(x, y);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(x, y) - larger));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RankingProbability other && Arrays.equals(scores, other.scores);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "ranking with scores " + Arrays.toString(scores);
    }
}

package org.teeter.paper;

import java.util.Arrays;

/**
 * The Plackett-Luce probability of a ranking, best first (paper, Eq. (6)).
 *
 * <pre>{@code p_ω = Π_{u<K} e^{s_u} / Σ_{v>=u} e^{s_v},  log p_ω = -Σ_{u<K} L_u,
 * L_K = 0,  L_u = log(1 + e^(L_{u+1} + s_{u+1} - s_u))    [M27]}</pre>
 *
 * <p>Only differences of neighbouring scores enter, so that a common offset costs no digits. Error of {@code log p_ω} at most
 * {@code 4e-16 K}, and its rounding; relative error of {@code p_ω} at most {@code 4e-16 K}.
 */
public final class RankingProbability {
    private final double[] scores;
    private final Logarithm[] logDenominator; // L_u = log Σ_{v>=u} e^(s_v - s_u)

    private RankingProbability(double[] scores) {
        this.scores = scores;
        this.logDenominator = new Logarithm[scores.length];
        logDenominator[scores.length - 1] = Logarithm.OF_ONE;
        for (int u = scores.length - 2; u >= 0; u--) {
            logDenominator[u] = logDenominator[u + 1].plus(step(u)).softplus();
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

    /** {@code s_{u+1} - s_u}, u counted from 0. */
    private Logarithm step(int u) {
        return Logarithm.difference(scores[u + 1], scores[u]);
    }

    /** {@code log p_ω}. */
    public double logP() {
        return exactLogP().value();
    }

    Logarithm exactLogP() {
        Logarithm sum = Logarithm.OF_ONE;
        for (int u = scores.length - 2; u >= 0; u--) {
            sum = sum.plus(logDenominator[u]);
        }
        return sum.negated();
    }

    /** {@code p_ω}; 0 where it is below the range of a double, which {@link #logP} tells. */
    public double p() {
        return exactLogP().exp();
    }

    /**
     * {@code ∂log p_ω/∂s_m} for each item, in the order of the ranking.
     *
     * <pre>{@code Σ_{t>m} π_m(t) - Σ_{u<m} π_u(m),  π_u(m) = e^{s_m} / Σ_{v>=u} e^{s_v}    [M28]}</pre>
     */
    public double[] gradient() {
        int last = scores.length - 1;
        double[] gradient = new double[scores.length];
        Logarithm earlier = Logarithm.OF_ZERO; // log Σ_{u<m} π_u(m)
        for (int m = 0; m <= last; m++) {
            gradient[m] = (m < last ? -Math.expm1(-logDenominator[m].value()) : 0) - earlier.exp();
            if (m < last) {
                earlier = earlier.or(logDenominator[m].negated()).plus(step(m));
            }
        }
        return gradient;
    }

    /** {@code L_u}: minus the logarithm of the probability of stage u, counted from 0. */
    Logarithm logDenominator(int u) {
        return logDenominator[u];
    }

    /**
     * {@code ∂log p_ω/∂σ} when the scores of the marked items all rise by σ, in logarithms: {@code e^gain - e^loss}.
     *
     * <pre>{@code Σ_{u in S, u<K} P_u(not S) - Σ_{u not in S, u<K} P_u(S),  P_u(S) = Σ_{v>=u, v in S} π_u(v)    [M29]}</pre>
     *
     * @return {log gain, log loss}; sums of positive terms, so that nothing cancels but the two in the end
     */
    Logarithm[] shift(boolean[] marked) {
        Logarithm gain = Logarithm.OF_ZERO;
        Logarithm loss = Logarithm.OF_ZERO;
        Logarithm ofMarked = Logarithm.OF_ZERO; // log Σ_{v>u, v in S} e^(s_v - s_u)
        Logarithm ofOthers = Logarithm.OF_ZERO;
        for (int u = scores.length - 1; u >= 0; u--) {
            if (u < scores.length - 1) {
                ofMarked = (marked[u + 1] ? ofMarked.or(Logarithm.OF_ONE) : ofMarked).plus(step(u));
                ofOthers = (marked[u + 1] ? ofOthers : ofOthers.or(Logarithm.OF_ONE)).plus(step(u));
            }
            if (marked[u]) {
                gain = gain.or(ofOthers.minus(logDenominator[u]));
            } else {
                loss = loss.or(ofMarked.minus(logDenominator[u]));
            }
        }
        return new Logarithm[] {gain, loss};
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

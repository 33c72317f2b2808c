package org.teeter.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The paper's sensitivity of a Plackett-Luce ranking to one pair of probabilities, Eq. (7) to (10).
 *
 * <p>{@code p_uv} is the probability of a K-tuple that ends in (u, v), {@code p_vu} of the same tuple with the last two exchanged. By
 * Lemma 5, Eq. (8), {@code p_vu / p_uv = e^(s_v - s_u)}, whatever stands before; here it is the other items of the ranking, in their
 * order (N = K). Eq. (7) writes {@code p_ω} by all such ratios; the derivatives of Eq. (9) hold all other ratios fixed:
 *
 * <pre>{@code p_ω = β p_uv / (α p_uv + p_vu),
 * ∂p_ω/∂p_uv = β p_vu / (α p_uv + p_vu)²,  ∂p_ω/∂p_vu = -β p_uv / (α p_uv + p_vu)²    [M30]
 * α = 1 + Σ_{t>u, t≠v} e^(s_t - s_u),  β = Π_{l<K, l≠u} 1 / Σ_{m>=l} e^(s_m - s_l)    [M31]}</pre>
 *
 * <p>These are <em>formal</em> derivatives (erratum E8): for K &gt;= 3 the other ratios determine this one, so that no Plackett-Luce
 * model makes the move they describe. {@link TreeSensitivity} has the derivative that a model can make. α is at least 1, and 1 for u =
 * K - 1 (the paper's "α &gt; 1", erratum E10).
 *
 * @param logAlpha {@code log α}
 * @param logBeta {@code log β}
 * @param logPuv {@code log p_uv}
 * @param logPvu {@code log p_vu}
 * @param logToPuv {@code log ∂p_ω/∂p_uv}, formal
 * @param logToPvu {@code log(-∂p_ω/∂p_vu)}, formal; the derivative itself is negative
 * @param logP {@code log p_ω}
 */
public record PairInRanking(
        double logAlpha, double logBeta, double logPuv, double logPvu, double logToPuv, double logToPvu, double logP) {

    /**
     * The pair at two places of a ranking.
     *
     * @param scores scores in the order of the ranking
     * @param u the earlier place, from 1
     * @param v the later place, from 1
     */
    public static PairInRanking of(double[] scores, int u, int v) {
        int k = scores.length;
        if (!(1 <= u && u < v && v <= k)) {
            throw new IllegalArgumentException(
                    "places must be 1 <= u < v <= K = " + k + ", got u = " + u + " and v = " + v);
        }
        RankingProbability ranking = RankingProbability.of(scores);
        Logarithm logOthers = Logarithm.OF_ZERO; // log(α - 1)
        for (int t = k - 1; t >= u; t--) {
            if (t != v - 1) {
                logOthers = logOthers.or(Logarithm.difference(scores[t], scores[u - 1]));
            }
        }
        Logarithm logBeta = Logarithm.OF_ONE;
        for (int l = k - 2; l >= 0; l--) {
            if (l != u - 1) {
                logBeta = logBeta.minus(ranking.logDenominator(l));
            }
        }
        RankingProbability ending = RankingProbability.of(withPairLast(scores, u - 1, v - 1));
        Logarithm logPrefix = Logarithm.OF_ONE; // log C, C = p_uv + p_vu
        for (int l = k - 3; l >= 0; l--) {
            logPrefix = logPrefix.minus(ending.logDenominator(l));
        }
        Logarithm difference = Logarithm.difference(scores[v - 1], scores[u - 1]);
        Logarithm logQ = difference.softplus().negated(); // Q = p_uv / C
        Logarithm logNotQ = difference.negated().softplus().negated();
        Logarithm logSum = logOthers.plus(logQ).softplus(); // of αQ + 1 - Q
        Logarithm common = logBeta.minus(logPrefix).minus(logSum).minus(logSum);
        return new PairInRanking(
                logOthers.softplus().value(),
                logBeta.value(),
                logPrefix.plus(logQ).value(),
                logPrefix.plus(logNotQ).value(),
                common.plus(logNotQ).value(),
                common.plus(logQ).value(),
                ranking.logP());
    }

    private static double[] withPairLast(double[] scores, int u, int v) {
        double[] ending = new double[scores.length];
        int next = 0;
        for (int l = 0; l < scores.length; l++) {
            if (l != u && l != v) {
                ending[next++] = scores[l];
            }
        }
        ending[next] = scores[u];
        ending[next + 1] = scores[v];
        return ending;
    }

    /**
     * The pair in the tuples of the first v, v + 1, …, K items: what adding items at the end does (paper, §3.2).
     *
     * <p>With the scores fixed, α grows and β shrinks with every item, and so does the area of Proposition 2. This compares tuples that
     * contain each other; a longer tuple of other items can be more sensitive (erratum E9).
     */
    public static List<PairInRanking> whileItemsAreAdded(double[] scores, int u, int v) {
        List<PairInRanking> pairs = new ArrayList<>();
        for (int k = v; k <= scores.length; k++) {
            pairs.add(of(Arrays.copyOf(scores, k), u, v));
        }
        return pairs;
    }

    /** α of Eq. (10), at least 1. */
    public double alpha() {
        return Math.exp(logAlpha);
    }

    /** β of Eq. (10), in (0, 1]; 1 for K = 2. */
    public double beta() {
        return Math.exp(logBeta);
    }

    /** {@code p_uv}; 0 where it is below the range of a double. */
    public double puv() {
        return Math.exp(logPuv);
    }

    /** {@code p_vu}. */
    public double pvu() {
        return Math.exp(logPvu);
    }

    /** The formal {@code ∂p_ω/∂p_uv} of Eq. (9). */
    public double toPuv() {
        return Math.exp(logToPuv);
    }

    /** The formal {@code ∂p_ω/∂p_vu} of Eq. (9), negative. */
    public double toPvu() {
        return -Math.exp(logToPvu);
    }

    /** The formal {@code ∂log p_ω/∂log p_uv = p_vu / (α p_uv + p_vu)}, in (0, 1) whatever β is. */
    public double elasticity() {
        return Math.exp(logToPuv + logPuv - logP);
    }

    /** The region of Eq. (11) and (12) for this pair's α and β. */
    public PairRegion region(double m) {
        return new PairRegion(alpha(), beta(), m);
    }
}

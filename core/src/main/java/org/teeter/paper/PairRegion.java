package org.teeter.paper;

/**
 * Where the formal Plackett-Luce derivatives exceed M: the paper's Eq. (11) and (12), Proposition 2 and Theorem 2.
 *
 * <pre>{@code β p_vu > M (α p_uv + p_vu)²:  0 < p_uv < β/(4αM),  γ₋ < p_vu < γ₊,  γ± = (β/4M)(1 ± w)²,  w = √(1 - 4αM p_uv/β)
 * β p_uv > M (α p_uv + p_vu)²:  0 < p_vu < β/(4αM),  η₋ < p_uv < η₊,  η± = (β/4α²M)(1 ± w)²,  w = √(1 - 4αM p_vu/β)    [M32]}</pre>
 *
 * <p>{@code γ± = γ1 ± γ2} of the paper; squared in this form neither bound cancels, and {@code 1 - 4αMp/β} is formed in twice the
 * working precision. Relative error of a bound at most 2e-15. For M &gt;= β both regions lie inside {@code p_uv + p_vu < 1}; below, the
 * areas count points outside of it (erratum E11).
 *
 * @param alpha α, at least 1
 * @param beta β, in (0, 1]
 * @param m the bound M, positive
 */
public record PairRegion(double alpha, double beta, double m) {

    public PairRegion {
        if (!(1 <= alpha && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("α must be finite and at least 1, got " + alpha);
        }
        if (!(0 < beta && beta <= 1)) {
            throw new IllegalArgumentException("β must be in (0, 1], got " + beta);
        }
        Sensitivity.requireM(m);
    }

    /** The interval of the other probability, given this one: (γ₋, γ₊) or (η₋, η₊). */
    public record Bounds(double lower, double upper) {}

    /** Whether {@code p_ω} is formally M-sensitive to {@code p_uv}. */
    public boolean containsUv(double uv, double vu) {
        double sum = alpha * uv + vu;
        return beta * (vu / sum) / sum > m;
    }

    /** Whether {@code p_ω} is formally M-sensitive to {@code p_vu}. */
    public boolean containsVu(double uv, double vu) {
        double sum = alpha * uv + vu;
        return beta * (uv / sum) / sum > m;
    }

    /** {@code β/(4αM)}: the fixed probability must be below this, or no value of the other is sensitive. */
    public double limit() {
        return beta / alpha / m / 4;
    }

    /** Whether a fixed probability is below {@link #limit}, decided without rounding the product {@code 4αMp}. */
    public boolean isBelowLimit(double p) {
        return remainder(p) > 0;
    }

    /** {@code (γ₋, γ₊)}: the sensitive {@code p_vu} at a given {@code p_uv} below the limit (paper, Eq. (11)). */
    public Bounds gamma(double uv) {
        return bounds(uv, beta / m / 4);
    }

    /** {@code (η₋, η₊)}: the sensitive {@code p_uv} at a given {@code p_vu} below the limit (paper, Eq. (12)). */
    public Bounds eta(double vu) {
        return bounds(vu, beta / alpha / alpha / m / 4);
    }

    private Bounds bounds(double p, double scale) {
        if (!(0 < p)) {
            throw new IllegalArgumentException("the fixed probability must be positive, got " + p);
        }
        double remainder = remainder(p);
        if (!(remainder > 0)) {
            throw new IllegalArgumentException(
                    "the fixed probability must be below β/(4αM) = " + limit() + ", got " + p);
        }
        double w = Math.sqrt(remainder);
        double oneMinusW = (1 - remainder) / (1 + w);
        if (remainder > 0.5) { // 1 - remainder = 4αMp/β, which a remainder near 1 has lost
            oneMinusW = p / beta * alpha * m * 4 / (1 + w);
        }
        return new Bounds(scale * oneMinusW * oneMinusW, scale * (1 + w) * (1 + w));
    }

    /** {@code 1 - 4αMp/β}, from mantissas in twice the working precision. */
    private double remainder(double p) {
        int exponent = Math.getExponent(alpha) + Math.getExponent(m) + Math.getExponent(p) - Math.getExponent(beta) + 2;
        if (exponent < -70) {
            return 1;
        }
        double a = mantissa(alpha);
        double b = mantissa(beta);
        double am = a * mantissa(m);
        double amLow = Math.fma(a, mantissa(m), -am);
        double q = mantissa(p);
        double product = am * q;
        double productLow = Math.fma(am, q, -product) + amLow * q;
        if (exponent > 4) {
            return Double.NEGATIVE_INFINITY;
        }
        double scaled = Math.scalb(product, exponent);
        double scaledLow = Math.scalb(productLow, exponent);
        return ((b - scaled) - scaledLow) / b;
    }

    private static double mantissa(double x) {
        return Math.scalb(x, -Math.getExponent(x));
    }

    /** {@code A(Ω_M(p_ω, p_uv)) = β²/(6αM²)} (paper, Proposition 2; Eq. (B6) prints M for M², erratum E6). */
    public double areaUv() {
        return beta / m * (beta / m) / alpha / 6;
    }

    /** {@code A(Ω_M(p_ω, p_vu)) = β²/(6α³M²)}. */
    public double areaVu() {
        return beta / m / alpha * (beta / m / alpha) / alpha / 6;
    }

    /**
     * {@code A_BT(M) / areaUv()}: above 1.766975 α/β² for every M &gt; 1 (paper, Theorem 2, sharpened).
     *
     * <p>That the ratio exceeds 1 says little of robustness (erratum E7): with α = β = 1 the second area is that of the same
     * Bradley-Terry model in other coordinates. {@link ThreeItems#area} is the like-for-like comparison.
     */
    public double bradleyTerryOverUv() {
        return BradleyTerryRegion.areaTimesMSquared(m) * 6 * (alpha / beta) / beta;
    }

    /**
     * The least ratio {@code p_vu/p_uv} that a model of K items can have with these α and β, for (u, v) = (1, 2): {@code κ =
     * (α-1)β/(1-β)} (errata E8, E11).
     *
     * <p>For K = 3 it is the only one, so that the realisable part of either region is a ray, of area 0; for K &gt;= 4 the ratio
     * must exceed it.
     */
    public double leastRatio() {
        if (!(beta < 1)) {
            throw new IllegalArgumentException("with three items or more β must be below 1, got " + beta);
        }
        return (alpha - 1) * beta / (1 - beta);
    }

    /** The part of {@link #areaUv} that K &gt;= 4 items can realise, for (1, 2): {@code β²/(6αM²) (1 - (κ/(α+κ))³)}. */
    public double realisableAreaUv() {
        double k = leastRatio();
        double t = alpha / (alpha + k); // 1 - (1 - t)³ = t (3 - 3t + t²)
        return areaUv() * t * (3 - t * (3 - t));
    }

    /** The part of {@link #areaVu} that K &gt;= 4 items can realise, for (1, 2): {@code β²/(6M²(α+κ)³)}. */
    public double realisableAreaVu() {
        double sum = alpha + leastRatio();
        return beta / m / sum * (beta / m / sum) / sum / 6;
    }
}

package org.teeter.paper;

import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * Where Bradley-Terry is M-sensitive to {@code p_ik}: the paper's Eq. (5), Proposition 1 and Fig. 1, for every M &gt; 0.
 *
 * <pre>{@code Ω_M = {(a, b) : b(1-b) > M D²},  D = ab + (1-a)(1-b),  a = p_ik, b = p_kj    [M16]}</pre>
 *
 * <p>The region of {@code ∂p_ij/∂p_kj} is this one with a and b exchanged. Both are unchanged by (a, b) → (1-a, 1-b).
 *
 * @param m the bound M, positive; the paper takes M &gt; 1
 */
public record BradleyTerryRegion(double m) {
    private static final Logistic LINK = new Logistic();
    private static final double SERIES_FROM = 1.5;

    /** Which {@code p_ik} are sensitive at a given {@code p_kj}: the two cases of Eq. (5), and what is left between them. */
    public enum Case {
        /** {@code γ0 < p_ik < 1}. */
        ABOVE,
        /** {@code 0 < p_ik < γ0}. */
        BELOW,
        /** No {@code p_ik}: the middle band of {@code p_kj} for M &gt;= 1. */
        NONE,
        /** Every {@code p_ik}: the middle band for M &lt; 1. */
        ALL
    }

    public BradleyTerryRegion {
        Sensitivity.requireM(m);
    }

    /** Whether {@code (p_ik, p_kj)} is in {@code Ω_M} (paper, Definition 4). */
    public boolean contains(Probability ik, Probability kj) {
        return LINK.slope(ik, kj) > m;
    }

    /** The case of Eq. (5): for M &gt; 1 {@code ABOVE} if {@code p_kj < 1/(1+M)}, {@code BELOW} if {@code p_kj > M/(1+M)}. */
    public Case caseOf(Probability kj) {
        double low = m >= 1 ? minusM(kj.q(), kj.p()) : -minusM(kj.p(), kj.q()); // 1-b - Mb, or M(1-b) - b
        double high = m >= 1 ? minusM(kj.p(), kj.q()) : -minusM(kj.q(), kj.p());
        if (low > 0) {
            return Case.ABOVE;
        }
        if (high > 0) {
            return Case.BELOW;
        }
        return m < 1 ? Case.ALL : Case.NONE;
    }

    /**
     * The bound {@code γ0} of Eq. (5) with its complement.
     *
     * <pre>{@code γ0 = (1-b-r) / (1-2b),  1-γ0 = (r-b) / (1-2b),  r = √(b(1-b)/M)    [M17]}</pre>
     *
     * <p>Evaluated as {@code 1-γ0 = b(1-b-Mb) / (M(r+b)(1-2b))} and {@code γ0 = (1-b)(M(1-b)-b) / (M(1-b+r)(1-2b))}, in which only
     * the numerators can cancel; they are formed exactly. Relative error of each half at most 2e-15. The paper prints {@code γ0} three
     * times and once rightly: at b = 0.02, M = 20 it is 0.98822, not -0.35, 0.9674 or 0.9749.
     *
     * @throws IllegalArgumentException if {@code p_kj} lies in the middle band, which has no bound
     */
    public Probability gamma0(Probability kj) {
        return switch (caseOf(kj)) {
            case ABOVE -> gamma0Above(kj);
            case BELOW -> gamma0Above(kj.complement()).complement();
            case NONE, ALL ->
                throw new IllegalArgumentException("at M = " + m + " there is a bound γ0 for p_kj outside ["
                        + Math.min(1, m) / (1 + m) + ", " + Math.max(1, m) / (1 + m) + "], got " + kj.p());
        };
    }

    private Probability gamma0Above(Probability kj) {
        double b = kj.p();
        double qb = kj.q();
        double r = Math.sqrt(b) * Math.sqrt(qb / m); // the product b qb / M may be too small for a double
        double gap = -2 * kj.excess(); // 1 - 2b
        double complement = b / (r + b) * (minusM(qb, b) / m) / gap;
        double value = qb / (r + qb) * (-minusM(b, qb) / m) / gap;
        return new Probability(Math.min(1, value), Math.min(1, complement));
    }

    /** {@code x - M y} of two halves that add up to 1, as if rounded once: they cancel at the end of the case. */
    private double minusM(double x, double y) {
        double xLow = x > y ? (1 - x) - y : 0; // the larger half was rounded, the smaller one is exact
        double yLow = y > x ? (1 - y) - x : 0;
        double product = m * y;
        double productLow = Math.fma(m, y, -product);
        return (x - product) + (xLow - productLow - m * yLow);
    }

    /**
     * The least dominant {@code p_ik} at which M can be exceeded (tip of the region, at {@code p_kj = 1 - p*}).
     *
     * <pre>{@code p* = (1 + √(1 - 1/M)) / 2,  p*(1-p*) = 1/(4M)    [M18]}</pre>
     *
     * <p>Sensitivity is at most M for every {@code p_kj} if and only if {@code 1-p* <= p_ik <= p*}.
     *
     * @throws IllegalArgumentException for M &lt; 1, where every {@code p_ik} can be exceeded
     */
    public Probability tip() {
        if (m < 1) {
            throw new IllegalArgumentException("p* needs M of at least 1, got " + m);
        }
        double root = Math.sqrt((m - 1) / m);
        return new Probability((1 + root) / 2, 0.5 / m / (1 + root));
    }

    /**
     * The area of the region (paper, Proposition 1), for every M; relative error at most 2e-15.
     *
     * <pre>{@code A(M) = artanh(1/√M)/√M - artanh(1/M)  (M > 1),   (log 2)/2  (M = 1),   artanh(√M)/√M - artanh(M)  (M < 1)
     *      = log1p(2√M/(M+1))/2 - (√M-1)/(2√M) log|(√M+1)/(√M-1)|
     *      = Σ_{n>=1} 1/((4n-1)M^2n) - 2n/((4n+1)(2n+1)M^(2n+1))    [M19], paper (B7)}</pre>
     *
     * <p>The printed form is ∞ - ∞ at M = 1 and has lost half of its digits at M = 1e4, all of them at 1e8.
     */
    public Area area() {
        return Area.closedForm(m > SERIES_FROM ? areaTimesMSquared(m) / m / m : nearOne());
    }

    private double nearOne() {
        double root = Math.sqrt(m);
        double rootMinusOne = (m - 1) / (root + 1);
        double size = Math.abs(rootMinusOne);
        double log = size == 0 ? 0 : Math.log1p(2 * Math.min(root, 1) / size); // (√M+1)/|√M-1|
        return 0.5 * Math.log1p(2 * root / (m + 1)) - rootMinusOne / root / 2 * log;
    }

    /** {@code M² A(M)}, which tends to 1/3 where the area itself leaves the range of a double. */
    static double areaTimesMSquared(double m) {
        if (m <= SERIES_FROM) {
            return m * m * new BradleyTerryRegion(m).area().value();
        }
        double inverse = 1 / m;
        double power = 1;
        double sum = 0;
        for (int n = 1; power > 1e-18; n++) { // terms are positive and below power/3
            sum += power * (1.0 / (4 * n - 1) - 2.0 * n * inverse / ((4.0 * n + 1) * (2 * n + 1)));
            power *= inverse * inverse;
        }
        return sum;
    }

    /**
     * The area of the same region drawn over {@code (p_ik, p_ij)} instead of {@code (p_ik, p_kj)}, M &gt;= 1 (errata E5, E18).
     *
     * <pre>{@code 1/2 - (M-1)/(2√M) artanh(1/√M) = Σ_{k>=1} M^-k / ((2k-1)(2k+1))    [M20]}</pre>
     *
     * <p>It falls as 1/(3M), not as 1/(3M²): an area depends on the coordinates it is drawn in. The first line of the paper's B.1,
     * read literally, is this one.
     */
    public Area areaOverPrediction() {
        if (m < 1) {
            throw new IllegalArgumentException("the area over (p_ik, p_ij) needs M of at least 1, got " + m);
        }
        if (m <= SERIES_FROM) {
            double root = Math.sqrt(m);
            double rootMinusOne = (m - 1) / (root + 1);
            double artanh = rootMinusOne == 0 ? 0 : 0.5 * Math.log1p(2 / rootMinusOne);
            return Area.closedForm(0.5 - (m - 1) / (2 * root) * artanh);
        }
        double power = 1 / m;
        double sum = 0;
        for (int k = 1; power > 1e-18 / m; k++) {
            sum += power / ((2.0 * k - 1) * (2 * k + 1));
            power /= m;
        }
        return Area.closedForm(sum);
    }

    /**
     * The area in which {@code p_ij} is M-sensitive to both {@code p_ik} and {@code p_kj} (the overlap of Fig. 1's panels), M &gt;=
     * 1: with {@code s = 1-a, t = b} below 1/2 the smaller of the two decides, so it is four times the part with {@code t < s}.
     */
    public Area overlap() {
        if (m < 1) {
            throw new IllegalArgumentException("the overlap needs M of at least 1, got " + m);
        }
        // On the diagonal s = t both conditions read t(1-t) > 4M t²(1-t)², so that t(1-t) < 1/(4M): t < 1 - p*.
        double furthest = tip().q();
        return DoubleExponential.integrate((u, oneMinusU) -> {
                    Probability t = Probability.of(furthest * u);
                    return caseOf(t) == Case.ABOVE
                            ? furthest * Math.max(0, gamma0(t).q() - t.p())
                            : 0;
                })
                .times(4);
    }
}

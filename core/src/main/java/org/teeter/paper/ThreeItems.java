package org.teeter.paper;

import org.teeter.link.Probability;

/**
 * Plackett-Luce on three items, over the same two probabilities {@code a = p_ik, b = p_kj} as Bradley-Terry: the like-for-like
 * comparison of the two models (erratum E7).
 *
 * <pre>{@code p_ijk = ab(1-b)/T, …, ∂p_ijk/∂a = b(1-b)/T², …,  T = ab + 1-a,  D = ab + (1-a)(1-b)    [M34]}</pre>
 *
 * <p>The three rankings with i before j add up to {@code p_ij = ab/D}, and their derivatives to Bradley-Terry's.
 */
public record ThreeItems(Probability ik, Probability kj) {

    /** A ranking of the three, best first. */
    public enum Order {
        IJK,
        IKJ,
        KIJ,
        KJI,
        JIK,
        JKI
    }

    public ThreeItems {
        Sensitivity.requireInterior("p_ik", ik);
        Sensitivity.requireInterior("p_kj", kj);
    }

    private double t() {
        return ik.p() * kj.p() + ik.q();
    }

    private double d() {
        return ik.p() * kj.p() + ik.q() * kj.q();
    }

    /** The probability of a ranking: of its best of three, times of its second against its last. */
    public double p(Order order) {
        double iFirst = ik.p() * kj.p() / t();
        double kFirst = ik.q() * kj.p() / t();
        double jFirst = ik.q() * kj.q() / t();
        return switch (order) {
            case IJK -> iFirst * kj.q();
            case IKJ -> iFirst * kj.p();
            case KIJ -> kFirst * (ik.p() * kj.p() / d());
            case KJI -> kFirst * (ik.q() * kj.q() / d());
            case JIK -> jFirst * ik.p();
            case JKI -> jFirst * ik.q();
        };
    }

    /** The derivative of a ranking's probability by {@code p_ik}, with {@code p_kj} fixed. */
    public double toIk(Order order) {
        double t = t();
        double d = d();
        double b = kj.p();
        double qb = kj.q();
        double iFirst = b / t / t;
        double kFirst = -b * b / t / t;
        double jFirst = -b * qb / t / t;
        double ij = (b / d) * (qb / d);
        return switch (order) {
            case IJK -> iFirst * qb;
            case IKJ -> iFirst * b;
            case KIJ -> kFirst * (ik.p() * b / d) + ik.q() * b / t * ij;
            case KJI -> kFirst * (ik.q() * qb / d) - ik.q() * b / t * ij;
            case JIK -> jFirst * ik.p() + ik.q() * qb / t;
            case JKI -> jFirst * ik.q() - ik.q() * qb / t;
        };
    }

    /**
     * The area in which {@code p_ijk} is M-sensitive to {@code p_ik}, for M &gt;= 1/4; part of the first case of Eq. (5).
     *
     * <pre>{@code arctan(1/√M)/√M - log(1 + 1/M) = Σ_{k>=1} (-1)^(k+1) k / ((2k+1)(k+1)) M^-(k+1)    [M35]}</pre>
     *
     * <p>Between 0.27 and 0.50 of {@link BradleyTerryRegion#area} for M &gt; 1.
     */
    public static Area area(double m) {
        if (!(0.25 <= m && m < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("M must be finite and at least 1/4, got " + m);
        }
        if (m < 2) {
            double root = Math.sqrt(m);
            return Area.closedForm(Math.atan(1 / root) / root - Math.log1p(1 / m));
        }
        double power = 1;
        double sum = 0;
        for (int k = 1; Math.abs(power) > 1e-18; k++) {
            sum += power * k / ((2.0 * k + 1) * (k + 1));
            power /= -m;
        }
        return Area.closedForm(sum / m / m);
    }
}

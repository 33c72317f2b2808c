package org.teeter.ledger;

import java.util.List;

/** Bradley-Terry over {@code a = p_ik, b = p_kj}, in 60 digits: the true values that printed formulas are held against. */
final class BradleyTerryFormulas {

    private BradleyTerryFormulas() {}

    /** {@code p_ij = ab / (ab + (1-a)(1-b))}, from the odds that multiply. */
    static Real composed(Real a, Real b) {
        Real up = a.times(b);
        return up.over(up.plus(a.complement().times(b.complement())));
    }

    /** {@code ∂p_ij/∂p_ik} as a central difference of {@link #composed}, some 1e-36 off. */
    static Real slope(Real a, Real b) {
        // p_ij changes over a length of D, which can be far shorter than the distance of a to the nearer end
        Real step = a.smaller(a.complement()).smaller(denominator(a, b)).times(Real.of("1e-18"));
        Real high = a.plus(step);
        Real low = a.minus(step);
        boolean fromAbove =
                composed(a, b).isMoreThan(Real.HALF); // the change of p_ij near 1 is that of the smaller half
        Real change = fromAbove
                ? composed(low.complement(), b.complement()).minus(composed(high.complement(), b.complement()))
                : composed(high, b).minus(composed(low, b));
        return change.over(step.times(2));
    }

    private static Real denominator(Real a, Real b) {
        return a.times(b).plus(a.complement().times(b.complement()));
    }

    /** {@code b(1-b) / D²}: Eq. (4), once it has been checked. */
    static Real closedSlope(Real a, Real b) {
        return b.times(b.complement()).over(denominator(a, b).squared());
    }

    /** {@code γ0 = (1-b-r) / (1-2b), r = √(b(1-b)/M)}, the solution of {@code b(1-b) = M D²} for a. */
    static Real gamma0(Real m, Real b) {
        Real r = b.times(b.complement()).over(m).sqrt();
        return b.complement().minus(r).over(b.times(2).complement());
    }

    /** The area by integrating the widths of both cases of Eq. (5): twice {@code ∫_0^{1/(1+M)} (1 - γ0) db}. */
    static Real areaByWidths(Real m) {
        return Integral.of(
                        Real.ZERO,
                        Real.ONE.over(m.plus(Real.ONE)),
                        b -> gamma0(m, b).complement())
                .times(2);
    }

    /** {@code artanh(1/√M)/√M - artanh(1/M)}, with digits to spare for the cancellation up to M = 1e12. */
    static Real area(Real m) {
        Real root = m.sqrt();
        return Real.ONE.over(root).artanh().over(root).minus(Real.ONE.over(m).artanh());
    }

    /** The thresholds of Fig. 1. */
    static List<Real> thresholdsOfFigure1() {
        return List.of(Real.of("1.01"), Real.of(2), Real.of(3), Real.of(5), Real.of(10));
    }
}

package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Plackett-Luce over strengths {@code w = e^s}, in 60 digits; every probability is a quotient of sums of them. */
final class PlackettLuceFormulas {
    private static final Real STEP = Real.of("1e-18");

    private PlackettLuceFormulas() {}

    /** {@code p_ω = Π_{u<K} w_u / Σ_{v>=u} w_v}, best first: the first form of Eq. (6). */
    static Real p(List<Real> strengths) {
        Real product = Real.ONE;
        Real sum = strengths.get(strengths.size() - 1);
        for (int u = strengths.size() - 2; u >= 0; u--) {
            sum = sum.plus(strengths.get(u));
            product = product.times(strengths.get(u)).over(sum);
        }
        return product;
    }

    /** The second form: {@code Π 1/(1 + Σ_{v>u} e^-(s_u - s_v))}. */
    static Real pByDifferences(List<Real> strengths) {
        Real product = Real.ONE;
        for (int u = 0; u < strengths.size() - 1; u++) {
            Real sum = Real.ONE;
            for (int v = u + 1; v < strengths.size(); v++) {
                sum = sum.plus(strengths.get(v).over(strengths.get(u)));
            }
            product = product.over(sum);
        }
        return product;
    }

    /** The probability of the tuple that begins with {@code prefix} and ends in u, v. */
    static Real endingIn(List<Real> prefix, Real u, Real v) {
        List<Real> tuple = new ArrayList<>(prefix);
        tuple.add(u);
        tuple.add(v);
        return p(tuple);
    }

    /** The items of a tuple but for those at two places, in their order. */
    static List<Real> without(List<Real> strengths, int u, int v) {
        List<Real> others = new ArrayList<>();
        for (int k = 0; k < strengths.size(); k++) {
            if (k != u - 1 && k != v - 1) {
                others.add(strengths.get(k));
            }
        }
        return others;
    }

    /** α of Eq. (10), for places u and v counted from 1. */
    static Real alpha(List<Real> strengths, int u, int v) {
        Real sum = Real.ONE;
        for (int t = u + 1; t <= strengths.size(); t++) {
            if (t != v) {
                sum = sum.plus(strengths.get(t - 1).over(strengths.get(u - 1)));
            }
        }
        return sum;
    }

    /** The factors of β of Eq. (10). */
    static List<Real> betaFactors(List<Real> strengths, int u) {
        List<Real> factors = new ArrayList<>();
        for (int l = 1; l < strengths.size(); l++) {
            if (l != u) {
                Real sum = Real.ONE;
                for (int m = l + 1; m <= strengths.size(); m++) {
                    sum = sum.plus(strengths.get(m - 1).over(strengths.get(l - 1)));
                }
                factors.add(Real.ONE.over(sum));
            }
        }
        return factors;
    }

    static Real beta(List<Real> strengths, int u) {
        return betaFactors(strengths, u).stream().reduce(Real.ONE, Real::times);
    }

    /** Eq. (7) with the ratio of u and v replaced and all others kept: what Eq. (9) differentiates. */
    static Real withRatio(List<Real> strengths, int u, int v, Real ratio) {
        Real product = Real.ONE;
        for (int l = 1; l < strengths.size(); l++) {
            Real sum = Real.ONE;
            for (int m = l + 1; m <= strengths.size(); m++) {
                sum = sum.plus(l == u && m == v ? ratio : strengths.get(m - 1).over(strengths.get(l - 1)));
            }
            product = product.over(sum);
        }
        return product;
    }

    /** {@code f'(x)} by a central difference whose step is 1e-18 of x: 1e-36 of f''' off. */
    static Real derivative(Real x, UnaryOperator<Real> f) {
        Real step = x.times(STEP);
        return f.apply(x.plus(step)).minus(f.apply(x.minus(step))).over(step.times(2));
    }

    /** Derivatives of p_ω by p_uv and by p_vu. */
    record Slopes(Real uv, Real vu) {}

    /** Eq. (9) as printed. */
    static Slopes formal(List<Real> strengths, int u, int v, Real uv, Real vu) {
        Real beta = beta(strengths, u);
        Real square = alpha(strengths, u, v).times(uv).plus(vu).squared();
        return new Slopes(
                beta.times(vu).over(square), beta.times(uv).over(square).negate());
    }

    /**
     * The derivatives that three items can make: of p_ω by p_uv and p_vu for (u, v) = (1, 2), the tuples being (3, 1, 2) and (3, 2, 1).
     *
     * <p>The two probabilities are coordinates of the model (w1, w2, 1), so the derivatives follow from those by w1 and w2: two linear
     * equations, {@code ∂p_ω/∂w_k = (∂p_ω/∂p_uv) ∂p_uv/∂w_k + (∂p_ω/∂p_vu) ∂p_vu/∂w_k}.
     */
    static Slopes ofModel(Real w1, Real w2) {
        UnaryOperator<Real> target1 = w -> p(List.of(w, w2, Real.ONE));
        UnaryOperator<Real> target2 = w -> p(List.of(w1, w, Real.ONE));
        Real t1 = derivative(w1, target1);
        Real t2 = derivative(w2, target2);
        Real uv1 = derivative(w1, w -> p(List.of(Real.ONE, w, w2)));
        Real uv2 = derivative(w2, w -> p(List.of(Real.ONE, w1, w)));
        Real vu1 = derivative(w1, w -> p(List.of(Real.ONE, w2, w)));
        Real vu2 = derivative(w2, w -> p(List.of(Real.ONE, w, w1)));
        Real determinant = uv1.times(vu2).minus(uv2.times(vu1));
        return new Slopes(
                t1.times(vu2).minus(t2.times(vu1)).over(determinant),
                uv1.times(t2).minus(uv2.times(t1)).over(determinant));
    }

    /** Proposition 2's first area by strips of p_vu: {@code p_uv < (√(β p_vu/M) - p_vu)/α} for {@code 0 < p_vu < β/M}. */
    static Real areaUvByStrips(Real alpha, Real beta, Real m) {
        return Integral.of(
                Real.ZERO,
                beta.over(m),
                vu -> beta.times(vu).over(m).sqrt().minus(vu).over(alpha));
    }

    /** Proposition 2's second area by strips of p_uv: {@code p_vu < √(β p_uv/M) - α p_uv} for {@code 0 < p_uv < β/(α²M)}. */
    static Real areaVuByStrips(Real alpha, Real beta, Real m) {
        return Integral.of(
                Real.ZERO,
                beta.over(alpha.squared()).over(m),
                uv -> beta.times(uv).over(m).sqrt().minus(alpha.times(uv)));
    }
}

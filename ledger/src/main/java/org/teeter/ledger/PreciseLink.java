package org.teeter.ledger;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/**
 * A link and its density in 60 digits, for statements about their far ends.
 *
 * @param name what to call it
 * @param g the probability
 * @param density {@code g'}
 */
record PreciseLink(String name, UnaryOperator<Real> g, UnaryOperator<Real> density) {

    /** {@code Λ(x) = 1 / (1 + e^-x)}. */
    static PreciseLink logistic() {
        return new PreciseLink("logistic", PreciseLink::logistic, PreciseLink::logisticDensity);
    }

    /** {@code ½ + arctan(x)/π}. */
    static PreciseLink cauchit() {
        return new PreciseLink(
                "cauchit",
                x -> x.atan().over(Integral.PI).plus(Real.HALF),
                x -> Real.ONE.over(Real.ONE.plus(x.squared()).times(Integral.PI)));
    }

    /**
     * A link that meets A2 to A5 and whose density does not vanish: the logistic density and, at every integer n other than 0, a triangle
     * of height 1 and half-width {@code w_n = 2^-|n|/4}, all times 2/3.
     *
     * <pre>{@code g'(x) = (2/3) (Λ'(x) + Σ_{n≠0} max(0, 1 - |x - n|/w_n)),  g'(n) → 2/3}</pre>
     *
     * <p>The triangles' areas, w_n, add up to 1/2, so that the whole is a density; it is even, and continuous.
     */
    static PreciseLink spiked() {
        return new PreciseLink(
                "spiked",
                x -> x.value().signum() <= 0
                        ? spikedLower(x)
                        : spikedLower(x.negate()).complement(),
                x -> logisticDensity(x).plus(spike(x)).times(2).over(3));
    }

    /** The half-width of the triangle at n or -n. */
    static Real halfWidth(int n) {
        return Real.HALF.power(n + 2);
    }

    private static Real logistic(Real x) {
        return Real.ONE.over(Real.ONE.plus(x.negate().exp()));
    }

    private static Real logisticDensity(Real x) {
        Real e = x.abs().negate().exp();
        return e.over(Real.ONE.plus(e).squared());
    }

    private static int nearest(Real x) {
        BigInteger whole = x.abs().value().setScale(0, RoundingMode.HALF_UP).toBigInteger();
        return whole.intValueExact();
    }

    private static Real spike(Real x) {
        int n = nearest(x);
        return n == 0
                ? Real.ZERO
                : Real.ONE
                        .minus(x.abs().minus(Real.of(n)).abs().over(halfWidth(n)))
                        .larger(Real.ZERO);
    }

    /** {@code g(x)} for x at most 0: the logistic part, the triangles wholly to the left of x, and the one that x may be in. */
    private static Real spikedLower(Real x) {
        int n = nearest(x);
        Real mass = halfWidth(n); // Σ_{m>n} w_m = w_n, and 1/4 for n = 0
        if (n > 0) {
            Real t = x.plus(Real.of(n)).over(halfWidth(n)).smaller(Real.ONE).larger(Real.ONE.negate());
            Real part = t.value().signum() <= 0
                    ? Real.ONE.plus(t).squared().over(2)
                    : Real.ONE.minus(t.complement().squared().over(2));
            mass = mass.plus(halfWidth(n).times(part));
        }
        return logistic(x).plus(mass).times(2).over(3);
    }
}

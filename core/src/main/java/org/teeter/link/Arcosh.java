package org.teeter.link;

/** The inverse hyperbolic cosine, which the JDK does not have. */
final class Arcosh {
    private Arcosh() {}

    /** {@code arcosh(1 + t)} for {@code t >= 0}, with full relative precision near 0. */
    static double ofOnePlus(double t) {
        return t < 1e150 ? Math.log1p(t + Math.sqrt(t) * Math.sqrt(t + 2)) : Math.log(t) + Math.log(2);
    }

    /** {@code c cosh(x) - 1} for {@code c cosh(x) >= 1}, with {@code c - 1} given. */
    static double scaledCoshMinusOne(double cMinusOne, double x) {
        double s = Math.sinh(x / 2);
        return cMinusOne * Math.cosh(x) + 2 * s * s;
    }
}

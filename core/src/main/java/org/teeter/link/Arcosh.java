package org.teeter.link;

/** The inverse hyperbolic cosine, which the JDK does not have. */
final class Arcosh {
    private static final double LARGE = 30; // beyond, cosh x = e^|x|/2 to 1e-26

    private Arcosh() {}

    /** {@code arcosh(1 + t)} for {@code t >= 0}, with full relative precision near 0. */
    static double ofOnePlus(double t) {
        return Math.log1p(t + Math.sqrt(t) * Math.sqrt(t + 2));
    }

    /**
     * {@code arcosh(c cosh x)}, or 0 where {@code c cosh x < 1}.
     *
     * @param cMinusOne {@code c - 1}, given apart because the caller knows it better than subtraction does
     */
    static double ofScaledCosh(double c, double cMinusOne, double x) {
        double a = Math.abs(x);
        if (a > LARGE || c > 1e10) {
            double log = a + Math.log(c) + Math.log1p(Math.exp(-2 * a)); // of 2 c cosh x
            return log > LARGE ? log : ofOnePlus(Math.max(0, Math.exp(log) / 2 - 1));
        }
        double s = Math.sinh(a / 2);
        double t = c < 0.5 ? c * Math.cosh(a) - 1 : cMinusOne * Math.cosh(a) + 2 * s * s;
        return ofOnePlus(Math.max(0, t));
    }
}

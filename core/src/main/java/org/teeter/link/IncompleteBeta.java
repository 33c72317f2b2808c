package org.teeter.link;

/** Parts of the incomplete beta function {@code I_x(a, b)} that stay accurate where its value is tiny. */
final class IncompleteBeta {
    private static final double SQRT_PI = 1.772453850905516;
    private static final int MOST_TERMS = 100_000;

    private IncompleteBeta() {}

    /**
     * K in {@code I_x(a, b) = x^a (1-x)^b K / (a B(a, b))}: the continued fraction DLMF 8.17.22, by the modified algorithm of
     * Lentz (1976), for {@code x < (a + 1) / (a + b + 2)}.
     */
    static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / (1 - (a + b) / (a + 1) * x);
        double k = d;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / (1 + even * d);
            c = 1 + even / c;
            k *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / (1 + odd * d);
            c = 1 + odd / c;
            double factor = c * d;
            k *= factor;
            if (Math.abs(factor - 1) <= 3e-16) {
                return k;
            }
        }
        throw new ArithmeticException("the incomplete beta fraction of a = " + a + ", b = " + b + " at " + x
                + " did not converge in " + MOST_TERMS + " terms");
    }

    /**
     * {@code B(a, 1/2) = √π Γ(a) / Γ(a + 1/2)}.
     *
     * <p>With {@code z = a - 1/4}, {@code log(Γ(z + 3/4) / Γ(z + 1/4)) = log(z)/2 + Σ c_n z^-2n} (Stirling's series with Bernoulli
     * polynomials, DLMF 5.11.8, whose odd terms cancel); below z = 20 by {@code B(a, 1/2) = B(a + 1, 1/2) (a + 1/2) / a}.
     */
    static double withHalf(double a) {
        double factor = 1;
        double shifted = a;
        while (shifted < 21) {
            factor *= (shifted + 0.5) / shifted;
            shifted++;
        }
        double z = shifted - 0.25;
        double y = 1 / (z * z);
        double series = y
                * (1.0 / 64
                        + y * (-5.0 / 2048 + y * (61.0 / 49152 + y * (-1385.0 / 1048576 + y * 50521.0 / 20971520))));
        return factor * SQRT_PI / Math.sqrt(z) * Math.exp(-series);
    }
}
